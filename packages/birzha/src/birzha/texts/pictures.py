"""Which uploads are accepted as pictures of a person: real ones, and of a size that can be shown."""

from birzha.errors import FileTooBig
from birzha.texts.images import image_size
from birzha.texts.scanning import Scanner
from birzha.texts.uploads import Checked, Upload, check_upload

LARGEST_PICTURE = 2 * 1024 * 1024
"""The biggest picture, bytes."""

LONGEST_SIDE = 4096
"""The longest side of a picture, points."""


def check_picture(upload: Upload, scanner: Scanner | None = None) -> Checked:
    """Examine an upload that must be a picture; on a thread, as :func:`birzha.texts.uploads.check_upload`.

    Args:
        upload: of any size.
        scanner: the operator's.

    Raises:
        FileRefused: what every upload may be refused for.
        FileBadType: it is no JPEG, PNG or GIF, or only begins like one.
        FileTooBig: over 2 MiB, or over 4096 points on a side.
    """
    checked = check_upload(upload, scanner)
    size = image_size(upload.content, checked.content_type)
    if len(upload.content) > LARGEST_PICTURE:
        raise FileTooBig(f"Картинка больше {LARGEST_PICTURE // 1024 // 1024} МиБ.", field="file")
    if max(size.width, size.height) > LONGEST_SIDE:
        raise FileTooBig(f"Сторона картинки больше {LONGEST_SIDE} точек.", field="file")
    return checked
