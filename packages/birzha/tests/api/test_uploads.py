"""Reading plain text files, and the arithmetic of pages."""

import pytest

from birzha.api.paging import Paged, after_key, after_offset
from birzha.texts.plain import plain_text

WORDS = "Ёлка, №1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_plain_text_is_read_in_the_usual_encodings(encoding):
    """A byte order mark decides, else UTF-8, else windows-1251; without a mark, UTF-16 is not guessed."""
    content = WORDS.encode(encoding)
    if encoding == "utf-16-be":
        content = b"\xfe\xff" + content
    if encoding == "utf-16-le":
        assert plain_text(content) != WORDS
    else:
        assert plain_text(content).lstrip("\ufeff") == WORDS


@pytest.mark.parametrize(
    ("limit", "cursor", "rows", "shown", "further"),
    [
        (2, 0, 0, 0, None),
        (2, 0, 2, 2, None),
        (2, 0, 3, 2, 2),
        (2, 4, 3, 2, 6),
        (99, 0, 99, 99, None),
        (99, 0, 100, 99, 99),
        (100, 0, 99, 99, None),
        (100, 0, 100, 100, 100),  # the market gives no more at once: there may be another page, perhaps an empty one
    ],
)
def test_a_page_by_offset(limit, cursor, rows, shown, further):
    """A page shows up to its limit and names the next one while there may be more rows."""
    paged = Paged(limit=limit, cursor=cursor)
    assert paged.count == min(limit + 1, 100)
    page = after_offset(list(range(rows)), paged, str)
    assert (len(page.items), page.next) == (shown, further)


def test_a_page_by_key_goes_on_after_its_last_row():
    """The cursor is the key of the last row shown, not of the one beyond it."""
    page = after_key([9, 7, 4], Paged(limit=2), str, key=int)
    assert (page.items, page.next) == (["9", "7"], 7)
    assert after_key([9, 7], Paged(limit=2), str, key=int).next is None
