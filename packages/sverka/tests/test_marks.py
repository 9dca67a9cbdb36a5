"""Places of a text as HTML."""

from sverka.marks import marked


def test_overlaps_join() -> None:
    """Overlapping and touching places become one mark; an empty one none."""
    assert marked("абвгд", [(0, 2), (1, 3), (3, 4), (4, 4)]) == '<span class="match">абвг</span>д'


def test_other_marks() -> None:
    """What stands around a place is the caller's to choose."""
    assert marked("а<б", [(1, 2)], "[", "]") == "а[&lt;]б"
