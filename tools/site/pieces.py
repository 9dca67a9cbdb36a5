"""What of the pages is generated: tables and lists that the code itself knows, and the files of the repository's root."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import drawing
import interface
import operations
from contents import DOCS, ROOT

sys.path.insert(0, str(ROOT / "tools"))
import switch_tables  # it stands beside this folder

PAGES_OF_FILES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "README.md": "index.md",
    "README.ru.md": "index.md",
}
"""Where files of the repository's root stand on the site."""

_HEADING = re.compile(r"^#(?!#)[^\n]*\n")
_COMMENT = re.compile(r"^<!--(?! put:).*?-->\n?", re.MULTILINE | re.DOTALL)


def piece(what: str, language: str) -> str:
    """One generated piece, in Markdown.

    Args:
        what: its name, and what it is about.
        language: of the page around it.

    Raises:
        KeyError: there is no such piece.
    """
    name, _, about = what.partition(" ")
    if name not in _PIECES:
        raise KeyError(f"there is no piece {what!r}; there are {', '.join(_PIECES)}")
    return _PIECES[name](about, language).strip() + "\n"


def files(language: str) -> dict[str, bytes]:
    """Files of the site that are neither pages nor written by hand, by their paths.

    Args:
        language: of the tree; both have them, so that one tree stands alone.
    """
    return {"reference/birzha/openapi.json": interface.as_json()}


def _file(about: str, language: str) -> str:
    """A file of the root without its title; links go from the root."""
    text = _body((ROOT / about).read_text(encoding="utf-8"))
    return re.sub(r"\]\((?!https?:|#)(?:docs/(?:en|ru)/)?([^)]+)\)", _to_page, text)


def _to_page(link: re.Match[str]) -> str:
    """A link of a file of the root as it stands on the site: to a page, or nowhere."""
    path, _, anchor = link[1].partition("#")
    path = PAGES_OF_FILES.get(path, path)
    known = (DOCS / "en" / path).is_file() and path.endswith(".md")
    return f"]({path}{'#' + anchor if anchor else ''})" if known else "]"


def _page(about: str, language: str) -> str:
    """The body of an English page, for the Russian tree."""
    return _body((DOCS / "en" / f"{about}.md").read_text(encoding="utf-8"))


def _tables(about: str, language: str) -> str:
    """What of an English page comes after its introduction, which the Russian tree has of its own."""
    text = _page(about, language)
    return text[re.search(r"^(?:## |\|)", text, re.MULTILINE).start() :]


def _body(text: str) -> str:
    return _HEADING.sub("", _COMMENT.sub("", text).lstrip(), count=1)


def _commands(about: str, language: str) -> str:
    """The help of a program in the language of the page: it is chosen when a program starts."""
    environment = {**os.environ, "LC_ALL": {"ru": "ru_RU.UTF-8", "en": "C.UTF-8"}[language], "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("commands.py")), about],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _drawing(about: str, language: str) -> str:
    return drawing.figure(about, language)


def _rules(about: str, language: str) -> str:
    return dict(zip(("switches", "rules"), switch_tables.tables(language), strict=True))[about]


def _api(about: str, language: str) -> str:
    return interface.listing(language)


def _controls(about: str, language: str) -> str:
    return interface.controls(language)


def _operations(about: str, language: str) -> str:
    return operations.listing(about, language)


_PIECES: dict[str, Callable[[str, str], str]] = {
    "api": _api,
    "commands": _commands,
    "controls": _controls,
    "drawing": _drawing,
    "file": _file,
    "operations": _operations,
    "page": _page,
    "table": _rules,
    "tables": _tables,
}

__all__ = ["PAGES_OF_FILES", "files", "piece"]
