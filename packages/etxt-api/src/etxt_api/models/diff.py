"""Answers of ``diff.*``."""

from etxt_api.models.base import Money, Text, WireModel


class Comparison(WireModel):
    """How alike two texts are."""

    result: Money
    """Percent."""
    text: Text
    """The text with what matches marked."""
    source: Text
    """The source with what matches marked."""
