"""Every page that people follow is followed here, to the letter; BIRZHA_PAGES=en follows the English tree.

The code of both trees is the same (a test of the site holds that), so one of them is followed in the usual run.
"""

import os
from pathlib import Path

import pytest

from .page import DOCS, MARKS, RUN, STARTS, Block, blocks_of, pages
from .reader import Reader, free_port
from .throwaway import make_throwaway

LANGUAGE = os.environ.get("BIRZHA_PAGES", "ru")
PAGES = {str(page.relative_to(DOCS)): page for page in pages(LANGUAGE)}
ALL = {str(page.relative_to(DOCS)): page for page in (*pages("ru"), *pages("en"))}


def follow(reader: Reader, blocks: list[Block], start: str) -> None:
    """Do what a page says, from its first block to its last."""
    with reader:
        for block in blocks:
            if block.suits(start):
                reader.follow(block)


def _blocks(page: Path) -> list[Block]:
    return list(blocks_of(page.read_text(encoding="utf-8")))


@pytest.mark.postgres
@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_what_it_says(name, tmp_path, bin_of_checkout, request):
    """Each command works, each shown output comes, each server that was started ends well."""
    blocks = _blocks(PAGES[name])
    extra, path = {}, (bin_of_checkout,)
    if any("createdb" in block.code for block in blocks if block.is_run):
        extra = request.getfixturevalue("postgres_at_hand")
        path = (bin_of_checkout, extra.pop("PATH_OF_POSTGRES"))
    reader = Reader(name, tmp_path / "reader", path, LANGUAGE, free_port(), extra)
    if PAGES[name].parent.name == "release":
        make_throwaway(reader.work)
    follow(reader, blocks, "checkout")


@pytest.mark.parametrize("name", ALL)
def test_the_marks_of_a_page_are_known(name):
    """A misspelled mark would leave a block unrun, or run it where it must not be."""
    for block in _blocks(ALL[name]):
        place = f"{name}, line {block.line}"
        if block.language in {*RUN, "text"}:
            assert set(block.marks) <= MARKS | {"hl_lines", "linenums"}, place
        assert block.marks.get("from", STARTS[0]) in STARTS, place
        assert len(block.marks.get("norun", "a good reason")) > 5, place
        assert block.marks.get("after", "Ctrl-C") == "Ctrl-C", place
        assert ("serves" in block.marks) <= (block.language == "sh"), place
        assert block.language not in {"bash", "shell", "py", "python3", "pycon"}, f"{place}: say sh, python or console"


@pytest.mark.parametrize("name", ALL)
def test_what_a_reader_saves_is_used(name):
    """A script that a page has saved is run by the same page, a test by pytest: nothing shown goes untried."""
    blocks = _blocks(ALL[name])
    for number, block in enumerate(blocks):
        if block.is_file and not Path(block.marks["title"]).name.startswith(("conftest", "test_", "pyproject")):
            later = "".join(each.code for each in blocks[number + 1 :] if each.is_run or each.is_file)
            stem = Path(block.marks["title"]).stem
            assert stem in later, f"{name}, line {block.line}: {block.marks['title']} is never used"
