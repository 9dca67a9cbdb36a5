"""The picture of an article's description: the shop shows it so that nobody can copy descriptions by machine.

Source: documentation of articles.getList ("description"); reference, §6 and A33 (width, wrapping, the bundled font).
"""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT = Path(__file__).parent / "font" / "DejaVuSans-birzha.ttf"
"""Its source, version, licence and making are told beside it."""

WIDTH = 600
"""Of the picture, pixels (A33)."""

SIZE = 14
"""Of the letters, pixels."""

LINE = 20
"""From line to line, pixels."""

MARGIN = 8
"""On each side, pixels."""

MOST_LINES = 60
"""A longer description ends with an ellipsis."""

MOST_CHARACTERS = 10_000
"""How much of a description is looked at; more than the narrowest letters need to fill every line."""

ELLIPSIS = "…"
_ROOM = WIDTH - 2 * MARGIN


def draw(description: str) -> bytes:
    """Draw a description, black on white, wrapped by words; the same text always makes the same picture.

    It costs CPU (some milliseconds), so it belongs on a thread beside the event loop, and never into a transaction.

    Args:
        description: any text; a line feed begins a new line, a letter that the font lacks becomes a box, an empty text a blank
            picture, and beyond :data:`MOST_LINES` lines an ellipsis stands.

    Returns:
        A PNG of two colours, :data:`WIDTH` pixels wide.
    """
    # the library takes a tenth of a second to load, and an exchange that sells nothing needs none of it
    from PIL import Image, ImageDraw  # noqa: PLC0415

    lines = _lines(description)
    picture = Image.new("1", (WIDTH, 2 * MARGIN + LINE * max(1, len(lines))), 1)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    font = _font()
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + LINE * number), line, fill=0, font=font)
    with io.BytesIO() as written:
        picture.save(written, "PNG")
        return written.getvalue()


def _lines(description: str) -> list[str]:
    """The lines of the picture, at most :data:`MOST_LINES`."""
    found = list(islice(_wrapped(_cleaned(description[:MOST_CHARACTERS])), MOST_LINES + 1))
    if len(found) > MOST_LINES or len(description) > MOST_CHARACTERS:
        found = found[:MOST_LINES]
        found[-1] = _shortened(found[-1])
    return found


def _cleaned(text: str) -> str:
    """The text in composed letters, without what has no shape of its own."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(each for each in composed if each == "\n" or not _is_shapeless(each))


def _is_shapeless(character: str) -> bool:
    """Controls, joiners and the selectors of an emoji's look; white space is not among them."""
    return not character.isspace() and (
        unicodedata.category(character) in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f"
    )


def _wrapped(text: str) -> Iterator[str]:
    """Line by line, as far as anybody asks."""
    for paragraph in text.strip().split("\n"):
        line, used = "", 0.0
        for word in paragraph.split():
            for piece, width in _pieces(word):
                gap = _width(" ") if line else 0.0
                if line and used + gap + width > _ROOM:
                    yield line
                    line, used, gap = "", 0.0, 0.0
                line += f" {piece}" if line else piece
                used += gap + width
        yield line


def _pieces(word: str) -> Iterator[tuple[str, float]]:
    """A word with its width, or the parts that a line can hold of one that is wider."""
    start, used = 0, 0.0
    for position, character in enumerate(word):
        width = _width(character)
        if used + width > _ROOM:
            yield word[start:position], used
            start, used = position, 0.0
        used += width
    yield word[start:], used


def _shortened(line: str) -> str:
    while line and sum(map(_width, line + ELLIPSIS)) > _ROOM:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    # the font is subset without kerning, so a line is as wide as its letters together
    return _font().getlength(character, mode="1")


def _font() -> "FreeTypeFont":
    """The font, anew for each thread's own use: one is not to be shared, and from memory it takes microseconds."""
    from PIL import ImageFont  # noqa: PLC0415  # as in draw

    return ImageFont.truetype(io.BytesIO(_font_file()), SIZE, layout_engine=ImageFont.Layout.BASIC)


@cache
def _font_file() -> bytes:
    return FONT.read_bytes()
