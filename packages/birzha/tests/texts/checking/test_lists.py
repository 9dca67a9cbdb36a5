"""Lists of texts that were written before the rules: what is found, what is left alone.

A line is ``+``, a tab and a text with the place in ``[[ ]]``, or ``-``, a tab and a text that is right. Lines of even
numbers (from 0) were looked at while the rules were written; of the others only the counts.
"""

from pathlib import Path

import pytest

from birzha.texts.checking import Code, check

LISTS = Path(__file__).parent / "lists"
FAMILIES = ("capitals", "punctuation", "alphabets", "spaces", "grammar")


def lines_of(family: str, sign: str, half: int) -> list[str]:
    lines = (LISTS / f"{family}.txt").read_text("utf-8").splitlines()[half::2]
    return [each[2:] for each in lines if each.startswith(sign)]


def is_found(family: str, marked: str) -> bool:
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    return any(
        each.code == Code[family.upper()] and each.start is not None and each.start < end and start < (each.end or 0)
        for each in check(text).issues
    )


def alarms(family: str, text: str) -> list[str]:
    return [each.message for each in check(text).issues if each.code == Code[family.upper()]]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("half", "least"), [(0, 1.0), (1, 0.9)], ids=["looked at", "held out"])
def test_found(family: str, half: int, least: float) -> None:
    """What is wrong is found where it stands: all that was looked at, nine in ten of the others."""
    lines = lines_of(family, "+", half)
    missed = [each for each in lines if not is_found(family, each)]
    assert len(lines) >= 8
    assert len(missed) <= (1 - least) * len(lines), missed if half == 0 else len(missed)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "held out"])
def test_left_alone(family: str, half: int) -> None:
    """What is right raises no alarm of its family."""
    wrong = [each for each in lines_of(family, "-", half) if alarms(family, each)]
    assert not wrong, wrong if half == 0 else len(wrong)


@pytest.mark.parametrize("text", (LISTS / "clean.txt").read_text("utf-8").splitlines())
def test_clean_texts(text: str) -> None:
    """A good text has no issue at all and the highest score."""
    found = check(text)
    assert found.issues == ()
    assert (found.score, found.is_valid, found.message) == (100, True, "Замечаний нет.")
