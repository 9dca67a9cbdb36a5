"""The prose of our pages is spelt right, in both languages, by our own library; docs/words.txt has the words it does not know."""

import re
from pathlib import Path

import pytest

import sverka

from .test_links import ROOT, TEXTS

PROSE = [path for path in TEXTS if path.name != "NOTICE.md"]
"""Other people's notices stand as they gave them."""
WORDS = ROOT / "docs" / "words.txt"
_NOT_PROSE = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2 *$", re.MULTILINE | re.DOTALL),
    re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL),
    re.compile(r"^::: .*(?:\n    .*)*", re.MULTILINE),
    re.compile(r"(?<=\])(?:\([^()\s]*(?:\([^()]*\))?[^()]*\)|\[[\w.]*\])"),
    re.compile(r"<[^>]+>|https?://\S+|\*|_"),
)
"""Code, addresses and marks."""


def prose(text: str) -> str:
    """What of a page is prose; everything else becomes spaces, so that places stay."""
    for pattern in _NOT_PROSE:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def unknown(text: str, known: re.Pattern[str]) -> list[tuple[int, str]]:
    """The misspelled words of a page with their lines; a paragraph is in one language."""
    return [
        (text.count("\n", 0, paragraph.start() + word.start) + 1, word.word)
        for paragraph in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", prose(text), re.DOTALL)
        for word in sverka.spelling(paragraph[0]).misspelled
        if not known.fullmatch(word.word)
    ]


@pytest.fixture(scope="module")
def known() -> re.Pattern[str]:
    lines = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) == len({*lines}), "a word stands there twice"
    return re.compile("|".join(re.escape(line.rstrip("*")) + r"\w{0,3}" * line.endswith("*") for line in lines))


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_text_is_spelt_right(path: Path, known: re.Pattern[str]):
    """No word that neither the dictionaries nor docs/words.txt have."""
    assert unknown(path.read_text(encoding="utf-8"), known) == []


def test_a_slip_is_found_in_either_language(known: re.Pattern[str]):
    """The check sees slips in prose, and none in code."""
    text = "# Заголовок\n\nПесочница помнит, а ашибка видна: `ашыбка`.\n\n```sh\nashibka\n```\n\nThe sandbox remembres."
    assert unknown(text, known) == [(3, "ашибка"), (9, "remembres")]
