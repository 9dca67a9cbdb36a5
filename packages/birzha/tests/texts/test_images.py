"""Which uploads are pictures, and how much they may unpack to."""

import io
import struct

import pytest
from PIL import Image

from birzha.errors import FileBadType, FileTooBig
from birzha.texts.images import LONGEST_SIDE, MOST_POINTS, ImageSize, image_size

KINDS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}


def drawn(kind: str, width: int, height: int, **options: object) -> bytes:
    """A real picture, by a library that has nothing to do with the check."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(target, KINDS[kind], **options)
    return target.getvalue()


def png(width: int, height: int) -> bytes:
    """The header of a PNG that promises so many points; a few bytes that would unpack to anything."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0\0\0\0\0"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (17, 3000)])
def test_the_size_of_real_pictures(kind, size):
    """What another library has drawn has the size that it was drawn with."""
    assert image_size(drawn(kind, *size), kind) == ImageSize(*size)


@pytest.mark.parametrize("options", [{"progressive": True}, {"comment": b"\xff\xc0" * 50}, {"dpi": (72, 72)}])
def test_jpegs_with_more_before_the_frame(options):
    """Other headers, comments that look like headers, progressive frames: the frame's own header counts."""
    assert image_size(drawn("image/jpeg", 33, 44, **options), "image/jpeg") == ImageSize(33, 44)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_anywhere_in_its_header_is_refused_or_read_right(kind):
    """Nothing that breaks off makes the check fail in another way, or find another size."""
    whole = drawn(kind, 640, 480)
    for length in range(min(len(whole), 700)):
        try:
            assert image_size(whole[:length], kind) == ImageSize(640, 480)
        except FileBadType:
            continue


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("image/png", png(0, 5)),
        ("image/png", png(5, 0)),
        ("image/gif", b"GIF89a"),
        ("image/gif", b"GIF89a\0\0\1\0\0\0\0"),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("image/jpeg", b"\xff\xd8\xff\xe0\0\0" + b"\0" * 100),
        ("image/jpeg", b"\xff\xd8" + b"\xff" * 1000),
        ("image/jpeg", b"\xff\xd8\xff\xd9" + b"\0" * 100),
        ("image/jpeg", b"\xff\xd8\xff\xe0\xff\xff" + b"\0" * 100),
        ("text/plain", b"text"),
        ("application/pdf", b"%PDF-1.4"),
    ],
)
def test_what_is_no_picture_is_refused(kind, content):
    """The right first bytes with nothing sensible behind them, no width, no height, other kinds of file."""
    with pytest.raises(FileBadType):
        image_size(content, kind)


@pytest.mark.parametrize("size", [(40_000, 1), (1, 40_000), (20_000, 2_001), (2**31, 2**31)])
def test_pictures_that_unpack_to_too_much_are_refused(size):
    """A bomb of a hundred bytes is told by what it promises."""
    assert max(size) > LONGEST_SIDE or size[0] * size[1] > MOST_POINTS
    with pytest.raises(FileTooBig):
        image_size(png(*size), "image/png")


def test_the_limits_themselves_are_allowed():
    """Twenty thousand points on a side, forty million altogether."""
    assert image_size(png(20_000, 2_000), "image/png") == ImageSize(20_000, 2_000)
