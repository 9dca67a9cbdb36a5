"""Characters are counted as the documentation says."""

import pytest

from birzha.texts.measure import characters


@pytest.mark.parametrize(
    ("text", "everything", "solid"),
    [
        ("", 0, 0),
        ("кот", 3, 3),
        ("два кота", 8, 7),
        (" \t\r\n\v\f", 6, 0),
        ("a\u00a0b\u2003c\u3000d\u2028e\u0085f", 11, 6),
        ("😀 🇷🇺", 4, 3),
        ("и\u0306", 2, 2),
        ("a\u200bb", 3, 3),
    ],
)
def test_characters(text: str, everything: int, solid: int) -> None:
    """Code points count; without whitespace everything that Unicode calls so is left out, and nothing else."""
    assert characters(text, whitespaces=True) == everything
    assert characters(text, whitespaces=False) == solid
