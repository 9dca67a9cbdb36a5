"""``birzha corpus``: what it shows, adds and builds anew, beside a database and without one."""

import json

import pytest

from birzha.app import assemble
from birzha.checkers.shelf import Shelf
from birzha.cli.main import main
from birzha.cli.market import with_open
from birzha.configuration import SANDBOX_KEY, sandbox_settings
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from birzha.storage.sqlite import take_lock


@pytest.fixture
def data(tmp_path, empty_sqlite):
    """The folder of a sandbox with its demo people, that has not run yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "birzha.sqlite3").write_bytes(empty_sqlite.read_bytes())
    market = assemble(sandbox_settings(folder))
    with_open(market, market.do(sow, read_seed(), Vault(SANDBOX_KEY)))
    return folder


@pytest.fixture
def own(tmp_path):
    """An operator's folder of three texts, one of them deeper, and something else."""
    folder = tmp_path / "архив"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Первый текст о том, как сушат яблоки на чердаке.")
    (folder / "b.txt").write_bytes("Второй текст о том, как солят огурцы в бочке.".encode("cp1251"))
    (folder / "deep" / "c.txt").write_text("Третий текст о том, как варят варенье из слив.")
    (folder / "d.xlsx").write_bytes(b"PK")
    return folder


def told(data, capsys):
    """What ``show --json`` says."""
    capsys.readouterr()
    assert main(["corpus", "show", "--data", str(data), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_corpus_is_built_added_to_and_built_anew(data, own, capsys):
    """The seed's accepted results and articles are in it; a folder joins, twice is once, and is in the next one as well."""
    assert told(data, capsys)["texts"] == 0
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    before = told(data, capsys)
    assert before["texts"] == before["result"] + before["article"] > 0
    assert before["waiting"] == 0
    for _ in range(2):
        assert main(["corpus", "add", str(own), "--data", str(data)]) == 0
        assert "3" in capsys.readouterr().out
        assert told(data, capsys)["texts"] == before["texts"] + 3
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    after = told(data, capsys)
    assert (after["texts"], after["own"]) == (before["texts"] + 3, [str(own)])
    assert len(list((data / "corpus").glob("market-*"))) == 1
    assert main(["corpus", "show", "--data", str(data)]) == 0
    assert str(own) in capsys.readouterr().out


def test_a_folder_is_remembered_before_there_is_a_corpus(data, own, capsys):
    """It joins when the exchange begins one."""
    assert main(["corpus", "add", str(own), "--data", str(data)]) == 0
    assert str(own) in capsys.readouterr().out
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    assert told(data, capsys)["own"] == [str(own)]


def test_a_corpus_that_the_exchange_writes_to_is_left_alone(data, own, capsys):
    """Adding and rebuilding say so with exit code 2, and change nothing; showing works."""
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    before = told(data, capsys)
    shelf = Shelf(data / "corpus")
    [place] = (data / "corpus").glob("market-*")
    shelf.corpus(place.name.removeprefix("market-"))
    try:
        for command in (["add", str(own)], ["rebuild"]):
            assert main(["corpus", *command, "--data", str(data)]) == 2
            assert str(data / "corpus") in capsys.readouterr().err
        assert told(data, capsys) == before
    finally:
        shelf.close()


def test_the_corpus_of_a_real_exchange_is_where_birzha_serve_has_it(data, own, tmp_path, capsys):
    """Beside the folder of uploads, whatever the data folder of a sandbox would be."""
    files = tmp_path / "srv" / "files"
    of = [
        "--database-url",
        f"sqlite:///{data / 'birzha.sqlite3'}",
        "--files",
        str(files),
        "--data",
        str(tmp_path / "other"),
    ]
    assert main(["corpus", "rebuild", *of]) == 0
    assert main(["corpus", "add", str(own), *of]) == 0
    capsys.readouterr()
    assert main(["corpus", "show", "--json", *of]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["folder"], shown["own"]) == (str(tmp_path / "srv" / "corpus"), [str(own)])
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("begun", [True, False])
def test_an_exchange_that_has_just_started_is_noticed(data, own, capsys, begun):
    """It has its SQLite file before it has its corpus, if it ever had one: exit code 2, and no folder is remembered."""
    if begun:
        assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    with take_lock(data / "birzha.sqlite3"):
        assert main(["corpus", "add", str(own), "--data", str(data)]) == 2
    assert str(data / "corpus") in capsys.readouterr().err
    assert told(data, capsys)["own"] == []
    assert main(["corpus", "add", str(own), "--data", str(data)]) == 0


def test_a_damaged_corpus_is_told_and_built_anew(data, own, capsys):
    """A cut manifest is no answer: exit code 1 with what to do, and rebuilding does it."""
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    before = told(data, capsys)
    [manifest] = (data / "corpus").glob("market-*/manifest.json")
    manifest.write_text("{")
    assert main(["corpus", "show", "--data", str(data)]) == 1
    assert "rebuild" in capsys.readouterr().err
    assert main(["corpus", "add", str(own), "--data", str(data)]) == 1
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    assert told(data, capsys) == {**before, "bytes": told(data, capsys)["bytes"]}


def test_a_document_that_cannot_be_read_is_told_of(data, own, capsys):
    """The others join all the same; the command names it and ends with exit code 6."""
    assert main(["corpus", "rebuild", "--data", str(data)]) == 0
    before = told(data, capsys)
    (own / "broken.docx").write_bytes(b"PK")
    assert main(["corpus", "add", str(own), "--data", str(data)]) == 6
    assert "broken.docx" in capsys.readouterr().err
    assert told(data, capsys)["texts"] == before["texts"] + 3


def test_what_cannot_be_is_refused(data, tmp_path, capsys):
    """No database, no folder, a folder without texts: their exit codes and a sentence each."""
    (tmp_path / "empty").mkdir()
    assert main(["corpus", "show", "--data", str(tmp_path / "none")]) == 4
    assert main(["corpus", "add", str(tmp_path / "none"), "--data", str(data)]) == 2
    assert main(["corpus", "add", str(tmp_path / "empty"), "--data", str(data)]) == 4
    assert "txt" in capsys.readouterr().err
