"""The plain limits of values."""

import pytest

from birzha.errors import Invalid
from birzha.limits import can_be_read, written

UNSEEN = ["", " \t\n", "\u200b", "\u202e\u200f \u2060", "\ufeff\x1f", "\u00a0\u3000\u00ad"]


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_what_nobody_can_see_says_nothing(text):
    """Spaces, joiners, marks of direction and controls alone are no title and no message."""
    assert not can_be_read(text)
    with pytest.raises(Invalid) as found:
        written(text, "title", 10)
    assert found.value.field == "title"


@pytest.mark.parametrize("text", ["a", ".", "\u200b!", "😀", "שלום", "\u202eтекст"], ids=ascii)
def test_what_can_be_seen_is_kept_as_it_is(text):
    """One character that can be seen is enough, and nothing of the rest is taken away."""
    assert written(text, "title", 10) == text
