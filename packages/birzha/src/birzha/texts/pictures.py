"""Which uploads are accepted as pictures: real ones, in the kinds that every browser shows, and of a size that can be shown."""

import io

from birzha.errors import FileBadType, FileTooBig
from birzha.texts.scanning import Scanner
from birzha.texts.uploads import Checked, Upload, check_upload

LARGEST_PICTURE = 2 * 1024 * 1024
"""The biggest picture, bytes."""

LONGEST_SIDE = 4096
"""The longest side of a picture, pixels: what a few kilobytes unpack into has a limit."""

KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF"}
"""The kinds of content that are pictures, and what the library calls them."""


def check_picture(upload: Upload, scanner: Scanner | None = None) -> Checked:
    """Examine an upload that must be a picture; on a thread, as :func:`birzha.texts.uploads.check_upload`.

    Nothing is unpacked: the head and the structure of the file are read.

    Args:
        upload: of any size.
        scanner: the operator's.

    Raises:
        FileRefused: what every upload may be refused for.
        FileTooBig: over 2 MiB, or over 4096 pixels on a side.
        FileBadType: it is no JPEG, PNG or GIF, or only begins like one.
    """
    checked = check_upload(upload, scanner)
    if checked.content_type not in KINDS:
        raise FileBadType("Картинка — это jpg, png или gif.", field="file")
    if len(upload.content) > LARGEST_PICTURE:
        raise FileTooBig(f"Картинка больше {LARGEST_PICTURE // 1024 // 1024} МиБ.", field="file")
    if max(_sides(upload.content, KINDS[checked.content_type])) > LONGEST_SIDE:
        raise FileTooBig(f"Сторона картинки больше {LONGEST_SIDE} точек.", field="file")
    return checked


def _sides(content: bytes, kind: str) -> tuple[int, int]:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # few processes ever need it

    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            sides = picture.size
            picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileTooBig(f"Сторона картинки больше {LONGEST_SIDE} точек.", field="file") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise FileBadType("Файл повреждён: это не картинка.", field="file") from None
    return sides
