"""Builds the documentation site into ./site and looks at what came out; anything that is not right is an error.

Usage: .venv-docs/bin/python tools/site/build.py            builds and checks
       .venv-docs/bin/python tools/site/build.py --serve    builds, serves on this machine, and builds again when a page changes

Variables: DOCS_SITE_URL, where the site will be read (for the map of the site; may be absent); DOCS_SOURCE_URL, where the files of
the repository can be read (links to them are left out without it); DOCS_PORT, where --serve listens (8001).
"""

import functools
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import built
from contents import DOCS, LANGUAGES, ROOT, pages
from stage import stage

SITE = ROOT / "site"
WORK = ROOT / "build" / "site"
QUIET = re.compile(r"Build started|No issues found|Build finished in|^\s*$")
"""What the generator prints when all is well."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_BROKEN = re.compile(r"[\w.]*(?:Error|Exception)\b")
_PLACE = re.compile(r"\[ (\S+:\d+:\d+) \]")
_HEAD = re.compile(r'\s*<link rel="alternate"[^>]*hreflang[^>]*>')
"""Read by the theme's script alone, which would ask for a map of the site that stands elsewhere."""
_TWICE = re.compile(r"<title>(.+) - \1</title>")
_ALTERNATE = re.compile(r'href="[^"]*" hreflang="(\w+)"')


class Failed(Exception):
    """The site is not as it should be.

    Args:
        said: what is wrong, a line each.
    """


def build() -> None:
    """Build the site in both languages, and check it.

    Raises:
        Failed: the generator warned, or a check of what it made failed.
    """
    missing = [f"docs/{language}/{page}: the page is missing" for page in pages() for language in LANGUAGES
               if not (DOCS / language / page).is_file()]  # fmt: skip
    if missing:
        raise Failed("\n".join(missing))
    with ThreadPoolExecutor() as together:
        made = dict(zip(LANGUAGES, together.map(generate, LANGUAGES), strict=True))
    whole = WORK / "whole"
    shutil.rmtree(whole, ignore_errors=True)
    for language, folder in made.items():
        target = whole if language == LANGUAGES[0] else whole / language
        shutil.copytree(folder, target, dirs_exist_ok=True)
    for page in whole.rglob("*.html"):
        page.write_text(switched(page.read_text(encoding="utf-8"), page.relative_to(whole)), encoding="utf-8")
    if found := built.problems(whole):
        raise Failed("\n".join(found))
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.copytree(whole, SITE)


def generate(language: str) -> Path:
    """The pages of one language; gives their folder.

    Raises:
        Failed: the generator warned.
    """
    place = WORK / language
    stage(language, place)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("zensical")), "build", "--strict", "--clean"],
        cwd=place, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)}, check=False,
    )  # fmt: skip
    said = [line for line in _COLOUR.sub("", done.stdout + done.stderr).splitlines() if not QUIET.search(line)]
    if done.returncode or said:
        raise Failed("\n".join(_short(said, language)))
    return place / "site"


def _short(said: list[str], language: str) -> list[str]:
    """What the generator complains of, a line each; all that it said where it did not complain but broke."""
    short = []
    for line, after in zip(said, [*said, ""][1:], strict=True):
        place = _PLACE.search(after)
        if place and line.startswith(("Warning:", "Error:")):
            short.append(f"docs/{language}/{place[1]}: {line.partition(' ')[2]}")
        elif line.startswith("griffe") or (_BROKEN.match(line) and "--strict" not in line):
            short.append(line)
    return short or said


def switched(html: str, path: Path) -> str:
    """A page whose language switch leads to the same page of the other language, without JavaScript too.

    Args:
        html: the page.
        path: its place in the site.
    """
    own = path.parts[0] if path.parts[0] in LANGUAGES[1:] else LANGUAGES[0]
    plain = Path(*path.parts[1:]) if own != LANGUAGES[0] else path
    target = plain.parent if plain.name == "index.html" else Path()

    def link(found: re.Match[str]) -> str:
        there = target if found[1] == LANGUAGES[0] else Path(found[1]) / target
        return f'href="{os.path.relpath(there, path.parent)}/" hreflang="{found[1]}"'

    return _TWICE.sub(r"<title>\1</title>", _ALTERNATE.sub(link, _HEAD.sub("", html)))


def serve() -> None:
    """Serve the site until it is interrupted, and build it again when something changes."""
    port = int(os.environ.get("DOCS_PORT", "8001"))
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(SITE))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{port}/ (English: http://127.0.0.1:{port}/en/); Ctrl-C stops")
    seen = _touched()
    while True:
        time.sleep(1)
        if (now := _touched()) == seen:
            continue
        seen = now
        told("built again")


def _touched() -> float:
    return max(path.stat().st_mtime for path in [*DOCS.rglob("*"), *ROOT.glob("*.md")])


def told(good: str) -> bool:
    """Build, and say how it went; gives whether it went well.

    Args:
        good: what to say when it did.
    """
    began = time.monotonic()
    try:
        build()
    except Failed as failure:
        print(failure, file=sys.stderr)
        return False
    print(f"{good}: {len(list(SITE.rglob('*.html')))} pages in {time.monotonic() - began:.0f} s, in ./site")
    return True


if __name__ == "__main__":
    went_well = told("built")
    if "--serve" in sys.argv[1:]:
        try:
            serve()
        except KeyboardInterrupt:
            sys.exit(0)
    sys.exit(not went_well)
