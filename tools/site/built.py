"""What must hold of the pages as they were built.

Links and anchors lead somewhere, nothing is loaded from another host, every public name stands in the reference.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import birzha_client

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
"""Elements that make a browser ask somebody, and where they say whom."""
RELATIONS = {"stylesheet", "icon", "preload", "preconnect", "modulepreload", "dns-prefetch", "prefetch", "manifest"}
"""The same of ``link``: other relations are not loaded."""
PUBLIC = ("etxt_api", "kwork_api", "sverka")
"""Packages whose public names are those of ``__all__``; of ``birzha_client`` they are those that its modules define."""


class Page(HTMLParser):
    """What a page links to, loads and can be linked at.

    Args:
        html: the page.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADED and LOADED[tag] in given:
            self.loads.append(given[LOADED[tag]])
        if tag == "link" and RELATIONS & {*given.get("rel", "").split()}:
            self.loads.append(given.get("href", ""))


def problems(site: Path) -> list[str]:
    """Everything that is wrong with a built site.

    Args:
        site: its folder.
    """
    known = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found: list[str] = []
    for path, page in known.items():
        found += [f"{path.relative_to(site)}: {each}" for each in _of_page(path, page, known, site)]
    for language in ("", "en"):
        there = {anchor for path in (site / language / "reference").rglob("*.html") for anchor in known[path].anchors}
        found += [
            f"{language or 'ru'}: {name} is not in the reference" for name in public_names() if not {*name} & there
        ]
    return found


def _of_page(path: Path, page: Page, known: dict[Path, Page], site: Path) -> Iterator[str]:
    for load in page.loads:
        if urlsplit(load).netloc:
            yield f"loads {load} from another host"
    if path.name == "404.html":
        return
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme in {"http", "https"} and not parts.netloc:
            yield f"{link} is no address"
        if parts.scheme or parts.netloc:
            continue
        target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
        if target.is_dir():
            target /= "index.html"
        if not target.is_file() or not target.is_relative_to(site):
            yield f"{link} leads nowhere"
        elif (
            parts.fragment and target in known and unquote(parts.fragment) not in known[target].anchors | {"__top", ""}
        ):
            yield f"{link}: there is no such anchor"


@cache
def public_names() -> tuple[tuple[str, ...], ...]:
    """The public names of the libraries: for each the anchors under any of which it may stand."""
    names = []
    for package in PUBLIC:
        module = importlib.import_module(package)
        for name in module.__all__:
            value = getattr(module, name)
            home = getattr(value, "__module__", package)
            names.append((f"{package}.{name}", f"{home}.{name}"))
    names.append(("birzha_client.__version__",))
    for found in pkgutil.iter_modules(birzha_client.__path__, "birzha_client."):
        module = importlib.import_module(found.name)
        names += [
            (f"{found.name}.{name}",)
            for name, value in vars(module).items()
            if not name.startswith("_") and getattr(value, "__module__", "") == found.name
            and (inspect.isclass(value) or inspect.isfunction(value))
        ]  # fmt: skip
    return tuple(names)
