"""What is inside the built packages."""

import os
import subprocess
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import PurePosixPath

import pytest
from readme_renderer import markdown

from .conftest import ROOT, tool, which
from .packages import INSTALLED, LARGEST

COMPILED = {".so", ".dylib", ".dll", ".pyd"}


@pytest.fixture
def metadata(wheel):
    """What the wheel says of itself."""
    with zipfile.ZipFile(wheel) as opened:
        (place,) = (each for each in opened.namelist() if each.endswith(".dist-info/METADATA"))
        return message_from_bytes(opened.read(place))


def sources(name):
    """Every file of a package's source, but for what Python and compilers leave there."""
    folder = ROOT / "packages" / name / "src"
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path for path in found if path.suffix not in COMPILED}


def test_a_wheel_has_every_file_and_no_other(name, wheel):
    """Modules, data, py.typed: as they are in the source, byte for byte; beside them the compiled kernel at most."""
    expected = sources(name)
    with zipfile.ZipFile(wheel) as opened:
        inside = {each for each in opened.namelist() if ".dist-info/" not in each}
        extra = {each for each in inside - set(expected) if PurePosixPath(each).suffix not in COMPILED}
        assert (sorted(set(expected) - inside), sorted(extra)) == ([], [])
        assert [each for each in expected if opened.read(each) != expected[each].read_bytes()] == []
    assert f"{INSTALLED[name]}/py.typed" in inside


def test_a_source_package_is_no_more_than_its_sources(name, sdist):
    """Sources, README, licence, what builds it; no tests, no tools, nothing that was left lying about."""
    with tarfile.open(sdist) as opened:
        inside = {PurePosixPath(each.name).relative_to(each.name.split("/")[0]) for each in opened if each.isfile()}
    tops = {each.parts[0] for each in inside}
    builds = {"hatch_build.py", "kernel"} if name == "sverka" else set()
    assert tops - {"NOTICE.md"} - builds == {"src", "README.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert {str(each.relative_to("src")) for each in inside if each.parts[0] == "src"} == set(sources(name))


def test_metadata_is_complete(metadata):
    """Licence with its file, authors, words to find it by, both languages, typed; and no address while there is none."""
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"].startswith("MIT")
    assert "LICENSE" in metadata.get_all("License-File")
    assert all(metadata[each] for each in ("Author", "Keywords", "Summary"))
    labels = metadata.get_all("Classifier")
    assert {"Typing :: Typed", "Natural Language :: English", "Natural Language :: Russian"} <= set(labels)
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13)} <= set(labels)
    assert metadata.get_all("Project-URL") is None
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_readme_renders(metadata):
    """An index shows it: both languages, tables, code."""
    page = markdown.render(metadata.get_payload(decode=True).decode())
    assert page
    assert "<pre" in page
    assert "По-русски" in page


def test_an_index_would_take_it(wheel, sdist):
    """The index's own tool finds nothing wrong with either."""
    done = tool("twine", "check", "--strict", wheel, sdist)
    assert done.returncode == 0, done.stdout


def test_nothing_is_where_it_should_not_be(wheel, tmp_path):
    """No duplicates, no empty or stray folders; the migrations alone have names that nobody imports, as Alembic names them."""
    ignored = ("--ignore", "W004") if wheel.name.startswith("birzha-") else ()
    command = [which("check-wheel-contents"), *ignored, wheel]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_size_is_what_it_was(name, wheel):
    """A wheel that has grown beyond its budget has grown for a reason that somebody should know."""
    assert wheel.stat().st_size / 1024 < LARGEST[name]


def test_the_same_source_gives_the_same_bytes(tmp_path):
    """Built again, in another folder, at the same told moment, each package is the same to the last byte."""
    first = sorted((ROOT / "dist").glob("*-*"))
    with tarfile.open(next(each for each in first if each.name.endswith(".gz"))) as opened:
        then = str(int(next(iter(opened)).mtime))
    build = ["sh", ROOT / "tools" / "wheels.sh", tmp_path / "dist"]
    subprocess.run(build, env={**os.environ, "SOURCE_DATE_EPOCH": then}, check=True, capture_output=True)
    again = sorted((tmp_path / "dist").glob("*-*"))
    assert [each.name for each in again] == [each.name for each in first]
    assert [
        each.name for each, other in zip(first, again, strict=True) if each.read_bytes() != other.read_bytes()
    ] == []
