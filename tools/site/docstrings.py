"""What our docstrings say in the words of Python's documentation, said in those of the site's generator."""

import ast
import re
import textwrap
from collections.abc import Iterator

_ROLE = re.compile(r":(?:py:)?(?:class|meth|func|data|mod|attr|exc|obj):`(?:[^`<]*<)?~?([^`>]+)>?`")
_SESSION = re.compile(r"(?:^[ ]*>>>.*\n?(?:^(?![ ]*>>>)[ ]*\S.*\n?)*)+", re.MULTILINE)
_LITERAL = re.compile(r"(?P<colons>(?<=\S)::|^::)\n\n(?P<code>(?:(?: {4}.*)?\n)+)", re.MULTILINE)
_TABLE = re.compile(r"^(={3,}(?: +={3,})+)\n(.*)\n\1\n((?:.+\n)+?)\1$", re.MULTILINE)
_COLUMN = re.compile(r"=+")


def plain(text: str) -> str:
    """A docstring without roles; sessions with Python and literal blocks stand in fences, tables in bars.

    Args:
        text: the docstring, its indentation taken away.
    """
    text = _ROLE.sub(lambda found: f"`{found[1]}`", text)
    text = _TABLE.sub(lambda found: "\n".join(_rows(found)), text)
    text = _LITERAL.sub(_fenced, text + "\n").rstrip()
    return _SESSION.sub(lambda found: "```pycon\n" + _outdented(found[0]) + "\n```\n", text)


def _fenced(found: re.Match[str]) -> str:
    """A literal block in a fence; as Python where it is some."""
    code = _outdented(found["code"])
    try:
        ast.parse(code)
    except SyntaxError:
        language = "text"
    else:
        language = "python"
    before = ":\n\n" if found.start() and found.string[found.start() - 1] != "\n" else ""
    return f"{before}```{language}\n{code}\n```\n\n"


def _outdented(block: str) -> str:
    return textwrap.dedent(block.strip("\n"))


def _rows(table: re.Match[str]) -> Iterator[str]:
    """The lines of a table: a line whose first column is empty goes on with the row above."""
    spans = [(found.start(), found.end()) for found in _COLUMN.finditer(table[1])]
    spans[-1] = (spans[-1][0], 10_000)
    rows: list[list[str]] = []
    for line in (table[2], *table[3].splitlines()):
        cells = [line[start:end].strip() for start, end in spans]
        if rows[1:] and (not cells[0] or not any(cells[1:]) or rows[-1][0].endswith(",")):
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    yield from (f"| {' | '.join(cells)} |" for cells in (rows[0], ["---"] * len(spans), *rows[1:]))
