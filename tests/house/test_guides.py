"""The guides name commands and variables that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
GUIDES = [page for page in PAGES if page.parent.name in {"release", "pages"}]
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
CODE = re.compile(r"`([^`\n]+)`|^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
MADE = re.compile(r"(?:^|[^\w-])make ((?:-s )?[a-z][a-z-]*)")
VARIABLE = re.compile(r"\b(?:REGISTRY|RELEASE|PAGES|DOCS|FORGE|BIRZHA|GITHUB)_[A-Z_]+\b|\bFORGE(?==)")
READERS = [*(ROOT / ".github" / "workflows").glob("*.yml"), *(ROOT / "tools").rglob("*.py")]


def named(page):
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_make_target_is_there(page):
    """A page that says ``make something`` says something that the Makefile has."""
    code = "\n".join(found[0] for found in CODE.finditer(page.read_text(encoding="utf-8")))
    called = {found.removeprefix("-s ") for found in MADE.findall(code)}
    assert called <= TARGETS, f"{named(page)}: {sorted(called - TARGETS)}"


def test_every_variable_of_the_guides_is_read():
    """What a guide tells one to set is read by a workflow or a tool."""
    assert len(GUIDES) == 22
    read = "\n".join(path.read_text(encoding="utf-8") for path in READERS)
    asked = {(named(page), name) for page in GUIDES for name in VARIABLE.findall(page.read_text(encoding="utf-8"))}
    assert len(asked) > 40
    assert not sorted(each for each in asked if each[1] not in read)
