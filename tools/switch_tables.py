"""Writes the tables of switches and rules in docs/en/etxt.md from the docstrings of the classes that declare them.

Usage: .venv/bin/python tools/switch_tables.py           writes the tables
       .venv/bin/python tools/switch_tables.py --check   exits 1 when they are not current
"""

import inspect
import re
import sys
from pathlib import Path

from birzha.configuration import ETXT, RULE
from birzha.dialects.etxt.switches import POSITIONS, Wire
from birzha.settings import Rules, settable_rules

PAGE = Path(__file__).parents[1] / "docs" / "en" / "etxt.md"
REFERENCES = re.compile(r"\s*\((?:A\d+(?:, )?)+\)|\s*\(reference[^)]*\)")
"""Remarks for whoever reads the source."""


def arguments(described: type) -> dict[str, str]:
    """What the docstring of a class says of each of its parameters."""
    _, _, text = inspect.cleandoc(described.__doc__ or "").partition("Args:\n")
    found = re.findall(r"^    (\w+): ((?:.|\n(?!    \w+:))+)", text, re.MULTILINE)
    return {name: REFERENCES.sub("", " ".join(said.split())).rstrip(".").replace("``", "`") for name, said in found}


def switches() -> str:
    """The table of the dialect's switches."""
    said = arguments(Wire)
    lines = ["| variable | positions, the first is the default | what |", "|---|---|---|"]
    for name, values in POSITIONS.items():
        positions = ", ".join(f"`{each}`" for each in values)
        lines.append(f"| `{ETXT}{name.upper()}` | {positions} | {said[name]} |")
    return "\n".join(lines)


def rules() -> str:
    """The table of the market's rules."""
    said = arguments(Rules)
    lines = ["| variable | default | what |", "|---|---|---|"]
    for name, default in settable_rules().items():
        value = str(default) if isinstance(default, str) else str(int(default))
        lines.append(f"| `{RULE}{name.upper()}` | `{value}` | {said[name]} |")
    return "\n".join(lines)


def render(page: str) -> str:
    """The page with current tables between their markers."""
    for marker, table in (("switches", switches()), ("rules", rules())):
        pattern = re.compile(rf"(<!-- {marker}[^>]*-->\n).*?(<!-- end of {marker} -->)", re.DOTALL)
        page, count = pattern.subn(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", page)
        if count != 1:
            raise SystemExit(f"{PAGE.name} has no place for the table of {marker}")
    return page


if __name__ == "__main__":
    before = PAGE.read_text(encoding="utf-8")
    after = render(before)
    if "--check" in sys.argv:
        sys.exit(before != after)
    PAGE.write_text(after, encoding="utf-8")
