"""Lays the pages of one language out for the generator: what is written by hand, with what is generated put into its places.

A line ``<!-- put: WHAT -->`` in a page is replaced by what :mod:`pieces` makes of WHAT.
"""

import os
import re
import shutil
from pathlib import Path

import pieces
from contents import DOCS, ROOT, navigation

_PUT = re.compile(r"^<!-- put: (?P<what>[\w -]+) -->$", re.MULTILINE)
_COMMENT = re.compile(r"^<!--(?! put:).*?-->\n?", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^(?P<start> *(?:`{3,}|~{3,})\S*)(?P<marks>(?: +\w+=(?:\"[^\"]*\"|\S+))+) *$", re.MULTILINE)
_TITLE = re.compile(r' +title="[^"]*"')
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>(?!https?:|mailto:|#)[^)\s]+)\)")
SOURCE = "DOCS_SOURCE_URL"
"""The variable that names where the repository's files can be read, such as a forge's ``…/src/branch/main``."""


def stage(language: str, place: Path) -> None:
    """Write the pages of a language and the generator's settings.

    Args:
        language: of the pages.
        place: the folder to write; what was there goes.

    Raises:
        KeyError: a page asks for a piece that there is not.
    """
    shutil.rmtree(place, ignore_errors=True)
    tree = DOCS / language
    for source in sorted(tree.rglob("*")):
        target = place / "docs" / source.relative_to(tree)
        if source.is_dir():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            target.write_text(page(source, language), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    for name, data in pieces.files(language).items():
        (place / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "docs" / name).write_bytes(data)
    shutil.copyfile(DOCS / "site" / "extra.css", place / "docs" / "extra.css")
    (place / "zensical.toml").write_text(settings(language), encoding="utf-8")


def page(source: Path, language: str) -> str:
    """The text of a page as the generator takes it.

    Args:
        source: its file.
        language: of the tree that it stands in.
    """
    text = _COMMENT.sub("", source.read_text(encoding="utf-8"))
    text = _PUT.sub(lambda found: pieces.piece(found["what"], language), text)
    text = _FENCE.sub(lambda found: found["start"] + "".join(_TITLE.findall(found["marks"])), text)
    return _LINK.sub(lambda found: _link(found, source), text)


def _link(found: re.Match[str], source: Path) -> str:
    """A link as it stands where it leads to a page, else to the repository's file, or its text alone."""
    target, _, anchor = found["target"].partition("#")
    file = (source.parent / target).resolve()
    if not file.is_relative_to(ROOT) or file.is_relative_to(DOCS):
        return found[0]
    known = pieces.PAGES_OF_FILES.get(str(file.relative_to(ROOT)))
    if known is not None:
        up = os.path.relpath(known, source.parent.relative_to(_tree(source)))
        return f"[{found['text']}]({up}{'#' + anchor if anchor else ''})"
    if base := os.environ.get(SOURCE):
        return f"[{found['text']}]({base.rstrip('/')}/{file.relative_to(ROOT)})"
    return found["text"]


def _tree(source: Path) -> Path:
    return DOCS / source.relative_to(DOCS).parts[0]


def settings(language: str) -> str:
    """The generator's settings."""
    template = (DOCS / "site" / "zensical.toml").read_text(encoding="utf-8")
    address = os.environ.get("DOCS_SITE_URL", "").rstrip("/")
    values = {
        "NAME": {"ru": "Биржа", "en": "Birzha"}[language],
        "ABOUT": {
            "ru": "Открытая биржа фриланса и контента: двойник сервисов для тестов и своя биржа на PostgreSQL",
            "en": "An open freelance and content exchange: a double of the services for tests, and an exchange of your own",
        }[language],
        "ADDRESS": f"{address}/{'' if language == 'ru' else language + '/'}" if address else "",
        "LANGUAGE": language,
        "LIGHT": {"ru": "Светлая тема", "en": "Light"}[language],
        "DARK": {"ru": "Тёмная тема", "en": "Dark"}[language],
        "ROOT": str(ROOT),
        "NOTE": {
            "ru": "Неофициальный проект: совместим с опубликованными API, к самим сервисам отношения не имеет.",
            "en": "Unofficial: compatible with the documented APIs, made by nobody behind those services.",
        }[language],
    }
    for name, value in values.items():
        template = template.replace(f"@{name}@", value)
    return template.replace('"@NAV@"', _toml(navigation(language)))


def _toml(value: object) -> str:
    """A list of the table of contents in TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
