"""Which uploads are pictures, and how big they would be once unpacked: read from their headers, nothing is decoded.

A picture of a few kilobytes can unpack to gigabytes; whoever opens it pays for that. So what its header promises is limited before
anybody opens it. Sources: the PNG specification (chunk ``IHDR``), GIF89a (logical screen descriptor), JPEG ITU T.81 (frame header).
"""

from dataclasses import dataclass

from birzha.errors import FileBadType, FileTooBig

IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif"})
"""The kinds of content that are pictures."""

OTHER = "application/octet-stream"
"""What is no picture, or none of these."""

_BEGINNINGS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}

LONGEST_SIDE = 20_000
"""Ours: points."""
MOST_POINTS = 40_000_000
"""Ours: width times height; a photograph of a good camera, 160 megabytes once unpacked."""

# frame headers of JPEG: all of C0 to CF but the tables for Huffman and arithmetic coding and the reserved one
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# markers that stand alone, without a length behind them
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


@dataclass(frozen=True, slots=True)
class ImageSize:
    """What a picture's header says.

    Args:
        width: points.
        height: points.
    """

    width: int
    height: int


def image_type(content: bytes) -> str:
    """The kind of content of a picture by its first bytes; of anything else, that it is bytes.

    Args:
        content: all of the file.
    """
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), OTHER)


def image_size(content: bytes, content_type: str) -> ImageSize:
    """The size of a picture.

    Args:
        content: all of the file.
        content_type: what :func:`birzha.texts.uploads.check_upload` found it to be.

    Raises:
        FileBadType: it is no picture, or its header is broken.
        FileTooBig: it would unpack to more than 40 million points, or a side is over 20,000.
    """
    if content_type not in IMAGE_TYPES:
        raise FileBadType("Это не изображение: можно png, jpg, jpeg, gif.", field="file")
    size = _READERS[content_type](content)
    if size is None or not size.width or not size.height:
        raise FileBadType("Изображение повреждено: его заголовок не читается.", field="file")
    if max(size.width, size.height) > LONGEST_SIDE or size.width * size.height > MOST_POINTS:
        raise FileTooBig(
            f"Изображение {size.width}x{size.height} слишком велико: до {MOST_POINTS // 1_000_000} млн точек, "
            f"сторона до {LONGEST_SIDE}.",
            field="file",
        )
    return size


def _png(content: bytes) -> ImageSize | None:
    if len(content) < 33 or content[8:16] != b"\0\0\0\rIHDR":
        return None
    return ImageSize(_number(content, 16, 4), _number(content, 20, 4))


def _gif(content: bytes) -> ImageSize | None:
    if len(content) < 13:
        return None
    return ImageSize(int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little"))


def _jpeg(content: bytes) -> ImageSize | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:  # padding, or a marker without a length
            at += 1 if marker == 0xFF else 2
        elif marker in _FRAMES:
            return ImageSize(_number(content, at + 7, 2), _number(content, at + 5, 2))
        else:
            length = _number(content, at + 2, 2)
            if length < 2:
                return None
            at += 2 + length
    return None


def _number(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length], "big")


_READERS = {"image/png": _png, "image/jpeg": _jpeg, "image/gif": _gif}
