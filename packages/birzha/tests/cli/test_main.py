"""The command line in process: usage, help, and that asking for help loads nothing."""

import subprocess
import sys

import pytest

from birzha import __version__
from birzha.cli.main import main


def test_the_version_is_one_line(capsys):
    """``--version`` says it and ends well."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"birzha {__version__}\n"


@pytest.mark.parametrize("command", ["up", "serve", "demo", "doctor", "audit-ledger", "make-admin"])
def test_every_command_has_help(command, capsys):
    """Help is a success and shows the options."""
    assert main([command, "--help"]) == 0
    assert "--help" in capsys.readouterr().out


def test_without_a_command_it_shows_help(capsys):
    """The list of commands, and exit code 2 as for any usage that does nothing."""
    assert main([]) == 2
    told = capsys.readouterr()
    assert "audit-ledger" in told.out + told.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["nothing"],
        ["up", "--nothing"],
        ["up", "--port", "x"],
        ["up", "--port", "70000"],
        ["up", "--port", "-1"],
        ["demo", "--lang", "fr"],
        ["demo", "--text", "/no/such/file"],
    ],
)
def test_wrong_usage_is_exit_code_two(wrong, capsys):
    """An unknown command, option or value is told on standard error, and nothing is started."""
    assert main(wrong) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Мало.".encode(), "5"),
        (("Много. " * 10_000).encode(), "40000"),
        ("Кириллица. ".encode("windows-1251") * 400, "UTF-8"),
    ],
)
def test_a_text_that_does_not_fit_is_told(tmp_path, capsys, content, said):
    """Too short, too long, no UTF-8: exit code 2 and a sentence, before anything is started."""
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    assert main(["demo", "--text", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_asking_for_help_loads_no_database_and_no_server():
    """What ``--help`` imports makes it quick: no database, no server, no HTTP client; serving starts without dictionaries.

    A sandbox starts without the endpoints of our own API as well.
    """
    code = (
        "import sys; from birzha.cli.main import main; code = main(['--help']); "
        "heavy = {'sqlalchemy', 'starlette', 'uvicorn', 'httpx2', 'pydantic', 'alembic'} & set(sys.modules); "
        "import birzha.server; heavy |= {'numpy', 'rumorph', 'hunspell', 'birzha.api.face'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else code)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
