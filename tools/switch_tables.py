"""Writes the tables of switches and rules in docs/en/etxt.md and docs/ru/etxt.md.

The English words come from the docstrings of the classes that declare them, the Russian ones from switch_words.toml.

Usage: .venv/bin/python tools/switch_tables.py           writes the tables
       .venv/bin/python tools/switch_tables.py --check   exits 1 when they are not current
"""

import inspect
import re
import sys
import tomllib
from pathlib import Path

from birzha.configuration import ETXT, RULE
from birzha.dialects.etxt.switches import POSITIONS, Wire
from birzha.settings import Rules, settable_rules

HERE = Path(__file__).parent
PAGES = {language: HERE.parent / "docs" / language / "etxt.md" for language in ("en", "ru")}
HEADS = {
    "en": (("variable", "positions, the first is the default", "what"), ("variable", "default", "what")),
    "ru": (("переменная", "положения, первое — по умолчанию", "что это"), ("переменная", "по умолчанию", "что это")),
}
REFERENCES = re.compile(r"\s*\((?:A\d+(?:, )?)+\)|\s*\(reference[^)]*\)")
"""Remarks for whoever reads the source."""


def arguments(described: type) -> dict[str, str]:
    """What the docstring of a class says of each of its parameters."""
    _, _, text = inspect.cleandoc(described.__doc__ or "").partition("Args:\n")
    found = re.findall(r"^    (\w+): ((?:.|\n(?!    \w+:))+)", text, re.MULTILINE)
    return {name: REFERENCES.sub("", " ".join(said.split())).rstrip(".").replace("``", "`") for name, said in found}


def words(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """What is said of each switch and of each rule in that language."""
    if language == "en":
        return arguments(Wire), arguments(Rules)
    said = tomllib.loads((HERE / "switch_words.toml").read_text(encoding="utf-8"))
    return said["switches"], said["rules"]


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def tables(language: str) -> tuple[str, str]:
    """The tables of the dialect's switches and of the market's rules."""
    said, said_of_rules = words(language)
    head, head_of_rules = HEADS[language]
    switches = [
        (f"`{ETXT}{name.upper()}`", ", ".join(f"`{each}`" for each in values), said[name])
        for name, values in POSITIONS.items()
    ]
    rules = [
        (f"`{RULE}{name.upper()}`", f"`{default if isinstance(default, str) else int(default)}`", said_of_rules[name])
        for name, default in settable_rules().items()
    ]
    return table(head, switches), table(head_of_rules, rules)


def render(page: str, language: str) -> str:
    """The page with current tables between their markers."""
    for marker, made in zip(("switches", "rules"), tables(language), strict=True):
        pattern = re.compile(rf"(<!-- {marker}[^>]*-->\n).*?(<!-- end of {marker} -->)", re.DOTALL)
        page, count = pattern.subn(lambda match, made=made: f"{match[1]}{made}\n{match[2]}", page)
        if count != 1:
            raise SystemExit(f"{PAGES[language]} has no place for the table of {marker}")
    return page


if __name__ == "__main__":
    stale = False
    for language, place in PAGES.items():
        before = place.read_text(encoding="utf-8")
        after = render(before, language)
        stale |= before != after
        if "--check" not in sys.argv:
            place.write_text(after, encoding="utf-8")
    sys.exit(stale and "--check" in sys.argv)
