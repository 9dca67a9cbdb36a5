"""What the site's tools make of the code, without building the site."""

import re
import sys
from pathlib import Path

import pytest

from birzha.sandbox.routes import CONTROLS
from etxt_api import OPERATIONS as ETXT
from kwork_api import OPERATIONS as KWORK

ROOT = Path(__file__).parents[2]
_VARIABLE = re.compile(r'"(BIRZHA_[A-Z_]+)"')
PIECE = "<!-- put: "


@pytest.fixture(scope="module", autouse=True)
def tools():
    sys.path.insert(0, str(ROOT / "tools" / "site"))
    yield
    sys.path.remove(str(ROOT / "tools" / "site"))


def reference(language: str) -> str:
    pages = sorted((ROOT / "docs" / language / "reference").rglob("*.md"))
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_public_name_stands_in_the_reference(language):
    """Each name of the libraries is asked for by a page, by itself or with its module; 150 of them at least."""
    import built

    asked = {line.removeprefix("::: ").strip() for line in reference(language).splitlines() if line.startswith("::: ")}
    missing = [
        names for names in built.public_names() if not {*names, *(name.rpartition(".")[0] for name in names)} & asked
    ]
    assert missing == []
    assert len(built.public_names()) > 150


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_operation_is_listed(language):
    """All calls of both services, each with its parameters."""
    import operations

    for service, declared in (("etxt", ETXT), ("kwork", KWORK)):
        listed = operations.listing(service, language)
        for operation in declared.values():
            assert f"### `{operation.name}`\n" in listed
        assert listed.count("### `") == len(declared)
        assert listed.count("\n| `") == sum(len(operation.parameters) for operation in declared.values())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_control_and_every_endpoint_is_listed(language):
    """A control that was added is described in English too; each operation of OpenAPI has a row."""
    import interface

    from birzha.api.face import endpoints

    assert interface.controls(language).count("/_sandbox") == len(CONTROLS)
    rows = interface.listing(language)
    assert all(f"| `{each.method} {each.path}` |" in rows for each in endpoints(sandbox=False))
    assert {(each.verb, each.path) for each in CONTROLS} == {*interface.IN_ENGLISH}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_variable_stands_in_the_reference(language):
    """What the exchange reads from its environment is named where an operator looks for it."""
    sources = (ROOT / "packages" / "birzha" / "src" / "birzha").rglob("*.py")
    read = {name for source in sources for name in _VARIABLE.findall(source.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / language / "reference" / "birzha" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in sorted(read) if name not in page] == []
    assert len(read) >= 10


def test_drawings_have_what_the_imports_have():
    """Every package and every layer is drawn, and an arrow only where something is imported."""
    import drawing

    drawn = drawing.figure("packages", "ru") + drawing.figure("exchange", "en")
    assert all(f">{name}</text>" in drawn for name in drawing.PACKAGES)
    assert all(f">{name}</text>" in drawn for layer in drawing.layers() for name in layer)
    assert drawing.imports()["etxt_api", "birzha_client"] > 10
    assert ("birzha_client", "etxt_api") not in drawing.imports()
    assert "orders → money" in drawing.figure("nouns", "ru")
    assert "money → orders" not in drawing.figure("nouns", "ru")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_piece_that_a_page_asks_for_is_there(language):
    """A page asks by a name; one that is misspelt does not pass silently."""
    import pieces

    for page in sorted((ROOT / "docs" / language).rglob("*.md")):
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith(PIECE):
                assert pieces.piece(line.removeprefix(PIECE).removesuffix(" -->"), language).strip(), page
    with pytest.raises(KeyError, match="drawin"):
        pieces.piece("drawin packages", language)


def test_the_language_switch_keeps_the_page():
    """From each page to the same one of the other language, by addresses that need neither a host nor JavaScript."""
    from build import switched

    links = '<a href="ru" hreflang="ru">Русский</a><a href="en" hreflang="en">English</a>'
    assert switched(links, Path("tutorials/article/index.html")).count('href="../../en/tutorials/article/"') == 1
    assert switched(links, Path("en/tutorials/article/index.html")).count('href="../../../tutorials/article/"') == 1
    assert switched(links, Path("index.html")).count('href="en/"') == 1
    assert switched(links, Path("en/index.html")).count('href="../"') == 1
    head = '<link rel="alternate" href="en" hreflang="en"><title>Birzha - Birzha</title>'
    assert switched(head, Path("en/index.html")) == "<title>Birzha</title>"


def test_docstrings_are_said_in_markdown():
    """Roles become names, sessions and literal blocks stand in fences, tables in bars."""
    from docstrings import plain

    assert plain("See :class:`birzha.settings.Rules`.") == "See `birzha.settings.Rules`."
    assert "```pycon\n>>> 1 + 1\n2\n```" in plain("Adds.\n\n>>> 1 + 1\n2\n\nMore.")
    assert plain("So::\n\n    a = 1\n\nMore.") == "So:\n\n```python\na = 1\n```\n\nMore."
    assert "```text\nA\n└── B\n```" in plain("A tree.\n\n::\n\n    A\n    └── B\n")
    table = "====  ====\nname  what\n====  ====\na,    one\nb     two\nc     three\n====  ===="
    assert plain(table).splitlines() == ["| name | what |", "| --- | --- |", "| a, b | one two |", "| c | three |"]


def test_what_a_built_page_may_not_do_is_seen(tmp_path):
    """A link or an anchor that leads nowhere, and whatever is loaded from another host."""
    import built

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.html").write_text('<h1 id="here">x</h1>')
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="https://fonts.example/css"><script src="//cdn.example/a.js"></script>'
        '<a href="other/#here">good</a><a href="other/#there">bad</a><a href="nowhere/">bad</a><a href="https://example.org/">good</a>'
    )
    found = [each for each in built.problems(tmp_path) if each.startswith("index.html")]
    assert found == [
        "index.html: loads https://fonts.example/css from another host",
        "index.html: loads //cdn.example/a.js from another host",
        "index.html: other/#there: there is no such anchor",
        "index.html: nowhere/ leads nowhere",
    ]
