"""Marks in a text: places of it as HTML."""

from collections.abc import Iterable
from html import escape

OPEN = '<span class="match">'
CLOSE = "</span>"


def marked(text: str, spans: Iterable[tuple[int, int]], opening: str = OPEN, closing: str = CLOSE) -> str:
    """The text escaped for HTML, with marks around places of it; nothing of the text is lost or added.

    Args:
        text: any text.
        spans: places (first character, the one after the last), in rising order; overlapping ones become one mark.
        opening: what stands before a marked place.
        closing: what stands behind it.
    """
    parts: list[str] = []
    done = 0
    for start, end in spans:
        begin = max(start, done)
        if begin >= end:
            continue
        parts += (escape(text[done:begin]), opening, escape(text[begin:end]), closing)
        done = end
    parts.append(escape(text[done:]))
    return "".join(parts).replace(closing + opening, "")
