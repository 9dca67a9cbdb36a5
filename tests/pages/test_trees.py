"""The two trees of pages say the same: the same pages, under the same headings, with the same code."""

import re
import tomllib

import pytest

from .page import DOCS, blocks_of

TREES = {language: DOCS / language for language in ("ru", "en")}
PAGES = sorted(str(page.relative_to(TREES["ru"])) for page in TREES["ru"].rglob("*.md"))
_FENCES = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2 *$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
_BORROWED = re.compile(r"^<!-- put: (?:page|tables) ", re.MULTILINE)
"""A page with the tables of the other tree has the headings that they bring."""
_COMMENT = re.compile(r"\s*#.*$", re.MULTILINE)


def text_of(language: str, page: str) -> str:
    return (TREES[language] / page).read_text(encoding="utf-8")


def levels(text: str) -> list[int]:
    return [len(found) for found in _HEADING.findall(_FENCES.sub("", text))]


def test_both_trees_have_the_same_pages():
    """A page that stands in one language alone would be missing where the reader switches."""
    assert sorted(str(page.relative_to(TREES["en"])) for page in TREES["en"].rglob("*.md")) == PAGES


def test_the_contents_name_every_page_once():
    """No page can be reached only by its address, and the table of contents promises none that is not there."""
    named: list[str] = []
    contents = tomllib.loads((DOCS / "site" / "nav.toml").read_text(encoding="utf-8"))
    parts = [each for part in contents["part"] for each in (part, *part.get("group", ()))]
    for each in parts:
        named += each["pages"]
    folders = tuple(f"{each['folder']}/" for each in parts if "folder" in each)
    assert len(named) == len({*named})
    assert {*named} <= {*PAGES}
    assert not [page for page in {*PAGES} - {*named} if not page.startswith(folders)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_same_headings(page):
    """What one language tells, the other tells as well: the levels of headings agree, one by one."""
    texts = [text_of(language, page) for language in TREES]
    assert all(levels(text)[:1] == [1] for text in texts), "a page begins with one title"
    if not any(_BORROWED.search(text) for text in texts):
        assert levels(texts[0]) == levels(texts[1])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_same_code(page):
    """A command that was changed in one language alone is seen; comments and texts for people may differ."""
    texts = [text_of(language, page) for language in TREES]
    if not any(_BORROWED.search(text) for text in texts):
        russian, english = ([block for block in blocks_of(text) if block.language != "text"] for text in texts)
        assert [(each.language, {**each.marks, "norun": ""}) for each in russian] == [
            (each.language, {**each.marks, "norun": ""}) for each in english
        ]
        for one, other in zip(russian, english, strict=True):
            assert bare(one.code) == bare(other.code), f"lines {one.line} and {other.line}"


def bare(code: str) -> str:
    return _COMMENT.sub("", code)
