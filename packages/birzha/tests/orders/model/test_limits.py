"""Texts that must say something."""

import pytest

from birzha.errors import Invalid
from birzha.orders.model import written


def test_written():
    """One character is something; nothing, spaces, too much and what no database keeps are refused by the field's name."""
    assert written("т", "text", 3) == "т"
    assert written(" т ", "text", 3) == " т "
    for wrong in ("", "   ", "тттт", "\0т", "\ud800"):
        with pytest.raises(Invalid) as error:
            written(wrong, "text", 3)
        assert error.value.field == "text"
