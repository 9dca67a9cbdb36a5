"""The text of a downloaded file. Result files used to come in windows-1251, whatever the rest of the service speaks."""

import codecs
import html

from birzha_client.wire import WireResponse

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 goes before UTF-16, whose mark is the beginning of its own."""


def text_of(response: WireResponse, *, unescape: bool = False) -> str:
    """Decode a text file: by its byte order mark, by the charset the answer names, as UTF-8, else as windows-1251.

    Args:
        response: the answer with the file.
        unescape: turn HTML entities into the characters they stand for.
    """
    text = _decoded(response)
    return html.unescape(text) if unescape else text


def _decoded(response: WireResponse) -> str:
    body = response.body
    for mark, name in BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    for charset in (response.charset, "utf-8"):
        if charset is not None:
            try:
                return body.decode(charset)
            except (UnicodeDecodeError, LookupError):
                continue
    return body.decode("cp1251", "replace")
