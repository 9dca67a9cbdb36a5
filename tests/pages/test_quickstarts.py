"""Quick starts as a newcomer follows them: BIRZHA_PAGES_FROM=clone or =wheels (make quickstarts); else there is nothing to do.

The clone is of what is committed. The wheels are those of ``dist``. Both install what else they need from the package index that
pip is set up for. The port is the page's own, when nobody has it.
"""

import os
import subprocess
from pathlib import Path

import pytest

from .page import DOCS, STARTS, blocks_of, pages
from .reader import PRINTED_PORT, Reader, free_port, is_free
from .test_pages import follow

ROOT = Path(__file__).parents[2]
START = os.environ.get("BIRZHA_PAGES_FROM", "")
LANGUAGE = os.environ.get("BIRZHA_PAGES", "ru")
QUICKSTARTS = [page for page in pages(LANGUAGE) if page.parent.name == "quickstart"]
TIME_TO_INSTALL = 1200
"""Seconds for one block."""


def configuration_of_pip() -> dict[str, str]:
    """The newcomer's home is empty, but the machine's way to its package index is the machine's."""
    home = Path.home()
    place = home / ".config" / "pip" / "pip.conf"
    cache = {"PIP_CACHE_DIR": str(home / ".cache" / "pip"), "UV_CACHE_DIR": str(home / ".cache" / "uv")}
    return {**cache, **({"PIP_CONFIG_FILE": str(place)} if place.exists() else {})}


def clone_for(folder: Path) -> str:
    """A repository with what is committed here, as a forge would have it."""
    place = folder / "birzha.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(place)], check=True)
    return str(place)


def test_every_quick_start_says_how_to_begin():
    """Each of them, in each language, starts from a clone and from wheels."""
    found = [page for language in ("ru", "en") for page in pages(language) if page.parent.name == "quickstart"]
    assert len(found) == 6
    for page in found:
        starts = {block.marks["from"] for block in blocks_of(page.read_text("utf-8")) if "from" in block.marks}
        assert starts == set(STARTS), page.relative_to(DOCS)


if START:

    @pytest.mark.parametrize("page", QUICKSTARTS, ids=lambda page: page.stem)
    def test_a_newcomer_gets_through(page, tmp_path, request):
        """From nothing but a clone, or nothing but wheels, to the end of the page."""
        blocks = list(blocks_of(page.read_text(encoding="utf-8")))
        extra, path = configuration_of_pip(), ()
        if any("createdb" in block.code for block in blocks if block.is_run):
            extra |= request.getfixturevalue("postgres_at_hand")
            path = (extra.pop("PATH_OF_POSTGRES"),)
        if START == "clone":
            extra["BIRZHA_REPOSITORY"] = clone_for(tmp_path)
        port = PRINTED_PORT if is_free(PRINTED_PORT) else free_port()
        reader = Reader(str(page.relative_to(DOCS)), tmp_path / "reader", path, LANGUAGE, port, extra, TIME_TO_INSTALL)
        if START == "wheels":
            reader.work.mkdir(parents=True)
            (reader.work / "dist").symlink_to(ROOT / "dist")
        follow(reader, blocks, START)
