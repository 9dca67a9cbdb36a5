"""Links between the texts of the repository lead somewhere; links to other places look like addresses. Nobody is asked."""

import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path
    for pattern in ("*.md", "packages/*/*.md", "examples/**/*.md", "docs/ru/**/*.md", "docs/en/**/*.md")
    for path in ROOT.glob(pattern)
)
INDEXED = {path for path in TEXTS if path.parent.parent.name == "packages"}
"""What a package index shows: there are no files beside it."""
_FENCES = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2 *$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+(?:\([^()\s]*\))?)(?: \"[^\"]*\")?\)")
_REFERENCE = re.compile(r"^\[[^\]]+\]: (\S+)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: *\{#([\w-]+)\})? *#*$", re.MULTILINE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}|127\.0\.0\.1|localhost", re.IGNORECASE)


def links(path: Path) -> list[str]:
    text = _CODE.sub("", _FENCES.sub("", path.read_text(encoding="utf-8")))
    return [*_LINK.findall(text), *_REFERENCE.findall(text)]


def anchors(path: Path) -> set[str]:
    """The anchors of a page, as forges and the site make them from its headings."""
    found: set[str] = set()
    for heading, given in _HEADING.findall(_FENCES.sub("", path.read_text(encoding="utf-8"))):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").replace("*", "")
        slug = re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", words).lower()).strip().replace(" ", "-")
        number = next(n for n in range(len(found) + 1) if (f"{slug}-{n}" if n else slug) not in found)
        found |= {f"{slug}-{number}" if number else slug, *([given] if given else [])}
    return found


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_text_lead_somewhere(path: Path):
    """A file that is linked to is there, with the heading that is meant; an address has a scheme and a host that can be one."""
    for link in links(path):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            assert parts.scheme in {"http", "https", "mailto"}, link
            assert parts.scheme == "mailto" or _HOST.fullmatch(parts.hostname or ""), link
            continue
        target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
        if "/reference/" in target.as_posix() and target.name == "openapi.json":  # made when the site is built
            continue
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if parts.fragment and target.suffix == ".md":
            assert unquote(parts.fragment) in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("path", sorted(INDEXED), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_s_text_stands_alone(path: Path):
    """On a package index there is nothing beside the README, so it links to addresses and to itself alone."""
    assert [link for link in links(path) if not link.startswith(("http://", "https://", "#"))] == []
