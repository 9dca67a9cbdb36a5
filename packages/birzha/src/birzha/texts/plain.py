"""The words of plain text files."""

import codecs

PLAIN = "text/plain"
"""Kind of file whose words the exchange can read and count."""


def plain_text(content: bytes) -> str:
    """The words of a plain text file: by its byte order mark, else UTF-8, else windows-1251 (reference §2.9).

    Args:
        content: of the file.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")
