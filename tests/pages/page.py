"""A page as its reader sees it: the blocks that are to be run, written or compared, in their order.

What stands after the language in a fence's first line is for programs:

====================  ==============================================================================================
``norun="reason"``    the block is not run, and why
``from="clone"``      run only where the reader starts from a clone (``"wheels"``: from built wheels)
``title="name"``      the block is a file that the reader saves under that name
``serves="url"``      the command goes on until the page ends; the page goes on when the URL answers
``after="Ctrl-C"``    the page says to stop what runs, and then to run the block
``fails="6"``         the last command of the block ends with that exit code
``output="above"``    a ``text`` block: what the block above it printed, ``…`` standing for anything
====================  ==============================================================================================

A ``console`` block has commands after ``$`` and below each what it prints; that is always compared.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"

RUN = ("sh", "python", "console")
"""Languages of blocks that a reader runs."""

MARKS = {"norun", "from", "title", "serves", "after", "fails", "output"}
STARTS = ("clone", "wheels")
"""Where a reader may start from; the third, an installed checkout, has no block of its own."""

GENERATED = ("reference/", "changelog.md")
"""Parts of the tree that are no pages to follow."""

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_MARK = re.compile(r'([\w-]+)=(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block.

    Args:
        language: the first word after the fence.
        code: what stands in it, without the indentation of the fence.
        line: of its first line in the page, from 1.
        marks: what is written after the language.
    """

    language: str
    code: str
    line: int
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def is_file(self) -> bool:
        """Whether the reader saves it."""
        return "title" in self.marks and "norun" not in self.marks

    @property
    def is_run(self) -> bool:
        """Whether the reader runs it."""
        return self.language in RUN and not {"norun", "title"} & set(self.marks)

    @property
    def is_output(self) -> bool:
        """Whether it says what the block above printed."""
        return "output" in self.marks

    def suits(self, start: str) -> bool:
        """Whether it is meant for readers who start there."""
        return self.marks.get("from", start) == start


def blocks_of(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in their order.

    Args:
        text: the page in Markdown.
    """
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        if not (found := _FENCE.match(line)):
            continue
        language, _, rest = found["info"].strip().strip("{}").strip().partition(" ")
        marks = {name: quoted or bare for name, quoted, bare in _MARK.findall(rest)}
        code = []
        for _, inner in lines:
            if inner.strip() == found["fence"]:
                break
            code.append(inner)
        whole = textwrap.dedent("\n".join(code)) if found["indent"] else "\n".join(code)
        yield Block(language.removeprefix("."), whole + "\n", number, marks)


def pages(language: str) -> list[Path]:
    """The pages of a tree that have something to run."""
    tree = DOCS / language
    found = sorted(tree.rglob("*.md"))
    followed = [page for page in found if not str(page.relative_to(tree)).startswith(GENERATED)]
    return [page for page in followed if any(block.is_run for block in blocks_of(page.read_text(encoding="utf-8")))]


def steps_of(code: str) -> list[tuple[str, str]]:
    """The commands of a ``console`` block, each with what it prints; a command may go on after a backslash."""
    steps: list[tuple[str, str]] = []
    for line in code.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], ""))
        else:
            command, printed = steps.pop()
            going_on = command.endswith("\\") and not printed
            steps.append((f"{command}\n{line}", "") if going_on else (command, f"{printed}{line}\n"))
    return steps


def is_shown(shown: str, printed: str) -> bool:
    """Whether that is what was printed; ``…`` in what is shown stands for anything, and spaces at a line's end do not count."""
    parts = (re.escape(part) for part in _without_ends(shown).split("…"))
    return re.fullmatch(".*?".join(parts), _without_ends(printed), re.DOTALL) is not None


def _without_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
