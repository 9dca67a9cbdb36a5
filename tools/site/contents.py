"""What the site has, and where: the table of contents of docs/site/nav.toml, in both languages."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("ru", "en")
"""The first stands at the root of the site, each other one in a folder of its name."""


def parts() -> list[dict[str, Any]]:
    """The parts of the table of contents, as they are written."""
    return tomllib.loads((DOCS / "site" / "nav.toml").read_text(encoding="utf-8"))["part"]


def pages_of(part: dict[str, Any]) -> list[str]:
    """The pages of a part or group: those that it names, then what else its folder has."""
    named = list(part["pages"])
    if folder := part.get("folder"):
        named += sorted(
            str(found.relative_to(DOCS / "ru"))
            for found in (DOCS / "ru" / folder).rglob("*.md")
            if str(found.relative_to(DOCS / "ru")) not in _all_named()
        )
    return named


def pages() -> Iterator[str]:
    """Every page, in order."""
    for part in parts():
        yield from pages_of(part)
        for group in part.get("group", ()):
            yield from pages_of(group)


def navigation(language: str) -> list[Any]:
    """The table of contents as the generator takes it."""
    made = []
    for part in parts():
        inner: list[Any] = list(pages_of(part))
        inner += [{group[language]: pages_of(group)} for group in part.get("group", ())]
        made.append({part[language]: inner})
    return made


def _all_named() -> set[str]:
    return {page for part in parts() for each in (part, *part.get("group", ())) for page in each["pages"]}
