"""Lengths and figures at their boundaries."""

import pytest

from birzha.orders.model import Figures, kept_figures, long_enough, needs_rework


@pytest.mark.parametrize(
    ("characters", "size", "enough"),
    [
        (900, 1000, True),
        (899, 1000, False),
        (9, 10, True),
        (8, 10, False),
        (1, 1, True),
        (0, 1, False),
        (10, 11, True),
        (9, 11, False),
    ],
)
def test_ninety_percent(characters, size, enough):
    """Exactly ninety percent is enough, one character less is not; nothing is rounded."""
    assert long_enough(characters, size) is enough


FOUND = Figures(per_antiplagiat=80, per_mistakes=2, per_keywords=50, per_diff=30)


@pytest.mark.parametrize(
    ("work_type", "text", "keywords", "diff"),
    [(1, "т", None, None), (2, "т", None, 30), (2, "", None, None), (3, "т", None, None), (4, "т", 50, None)],
)
def test_figures_belong_to_kinds_of_work(make, work_type, text, keywords, diff):
    """Keywords are for SEO, likeness for rewriting with a source; the others are for all."""
    kept = kept_figures(make(work_type=work_type, text=text), FOUND)
    assert kept == Figures(per_antiplagiat=80, per_mistakes=2, per_keywords=keywords, per_diff=diff)


@pytest.mark.parametrize(
    ("asked", "found", "back"),
    [(80, 79, True), (80, 80, False), (80, 81, False), (None, 0, False), (80, None, False), (0, 0, False)],
)
def test_too_little_uniqueness_goes_back(make, asked, found, back):
    """Less than asked for, and only where it is asked for and measured."""
    assert needs_rework(make(uniq=asked), Figures(per_antiplagiat=found)) is back
