"""The commands of ``birzha``. What they do is loaded when it is asked for, so that ``--help`` is quick."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from birzha import __version__
from birzha.cli import texts
from birzha.cli.chrome import Command, Group
from birzha.cli.exits import Code, Stop
from birzha.cli.language import Language

app = typer.Typer(
    name="birzha",
    cls=Group,
    help=str(texts.ABOUT),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_Host = Annotated[str, typer.Option("--host", help=str(texts.HOST), envvar="BIRZHA_HOST")]
_Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="N", help=str(texts.PORT), envvar="BIRZHA_PORT")
]
_Data = Annotated[Path | None, typer.Option("--data", help=str(texts.DATA), file_okay=False, envvar="BIRZHA_DATA")]
_Database = Annotated[str | None, typer.Option("--database-url", help=str(texts.DATABASE))]
_KnownDatabase = Annotated[
    str | None, typer.Option("--database-url", help=str(texts.DATABASE), envvar="BIRZHA_DATABASE_URL")
]
_Files = Annotated[Path | None, typer.Option("--files", help=str(texts.FILES), envvar="BIRZHA_FILES", file_okay=False)]
_Set = Annotated[list[str] | None, typer.Option("--set", help=str(texts.SET), metavar="NAME=VALUE")]
_Json = Annotated[bool, typer.Option("--json", help=str(texts.JSON_OUT))]


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"birzha {__version__}")
        raise typer.Exit


@app.callback()
def _birzha(
    version: Annotated[
        bool, typer.Option("--version", help=str(texts.VERSION), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command(cls=Command, help=f"{texts.UP}\n\n{texts.UP_MORE}", short_help=str(texts.UP))
def up(
    host: _Host = "127.0.0.1",
    port: _Port = 8000,
    data: _Data = None,
    database_url: _Database = None,
    json: Annotated[bool, typer.Option("--json", help=str(texts.JSON_LINE))] = False,
    frozen: Annotated[bool, typer.Option("--frozen", help=str(texts.FROZEN))] = False,
    loose: Annotated[bool, typer.Option("--loose", help=str(texts.LOOSE))] = False,
    set_: _Set = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=str(texts.QUIET))] = False,
) -> None:
    """Start the sandbox."""
    _load_quickly()
    from birzha.cli.up import start_sandbox  # noqa: PLC0415  # the module's docstring says why

    start_sandbox(
        _environment(set_ or []),
        host=host,
        port=port,
        data=data or default_data(),
        database_url=database_url,
        json=json,
        frozen=frozen,
        loose=loose,
        quiet=quiet,
    )


@app.command(cls=Command, help=str(texts.SERVE))
def serve(
    host: _Host = "127.0.0.1",
    port: _Port = 8000,
    database_url: _KnownDatabase = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help=str(texts.BASE_URL), envvar="BIRZHA_BASE_URL")
    ] = None,
    files: _Files = None,
    set_: _Set = None,
) -> None:
    """Run a real exchange."""
    _load_quickly()
    from birzha.cli.serve import start_exchange  # noqa: PLC0415  # as above

    start_exchange(
        _environment(set_ or []),
        host=host,
        port=port,
        database_url=database_url,
        base_url=base_url,
        files=files or default_data() / "files",
    )


@app.command(cls=Command, help=str(texts.DEMO))
def demo(
    text: Annotated[
        Path | None, typer.Option("--text", help=str(texts.TEXT_FILE), exists=True, dir_okay=False, readable=True)
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help=str(texts.LANG))] = None,
) -> None:
    """Play the life of an order, an article and a kwork."""
    from birzha.cli.demo import play  # noqa: PLC0415  # as above

    play(text, lang)


@app.command(cls=Command, help=str(texts.DOCTOR))
def doctor(data: _Data = None, database_url: _KnownDatabase = None, files: _Files = None, json: _Json = False) -> None:
    """Check that everything is fit to run."""
    from birzha.cli.doctor import examine  # noqa: PLC0415  # as above

    examine(data or default_data(), database_url, files, as_json=json)


@app.command(name="audit-ledger", cls=Command, help=str(texts.AUDIT))
def audit_ledger(data: _Data = None, database_url: _KnownDatabase = None, json: _Json = False) -> None:
    """Audit the ledger."""
    from birzha.cli.audit import audit_database  # noqa: PLC0415  # as above

    audit_database(data or default_data(), database_url, as_json=json)


@app.command(name="make-admin", cls=Command, help=str(texts.MAKE_ADMIN))
def make_admin(
    login: Annotated[str, typer.Argument(help=str(texts.ADMIN_LOGIN), metavar="LOGIN")],
    data: _Data = None,
    database_url: _KnownDatabase = None,
) -> None:
    """Appoint an administrator."""
    from birzha.cli import appointing  # noqa: PLC0415  # as above

    appointing.make_admin(login, data or default_data(), database_url)


corpus = typer.Typer(
    cls=Group, help=str(texts.CORPUS), no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]}
)
app.add_typer(corpus, name="corpus", short_help=str(texts.CORPUS))
_Corpus = Annotated[
    Path | None, typer.Option("--corpus", help=str(texts.CORPUS_FOLDER), envvar="BIRZHA_CORPUS", file_okay=False)
]


@corpus.command(cls=Command, help=str(texts.CORPUS_SHOW))
def show(
    data: _Data = None,
    database_url: _KnownDatabase = None,
    folder: _Corpus = None,
    files: _Files = None,
    json: _Json = False,
) -> None:
    """Show the corpus."""
    from birzha.cli import corpus as commands  # noqa: PLC0415  # as above

    commands.show(commands.Place.of(data or default_data(), database_url, folder, files), as_json=json)


@corpus.command(cls=Command, help=str(texts.CORPUS_ADD))
def add(
    texts_of: Annotated[
        Path, typer.Argument(help=str(texts.CORPUS_DIR), metavar="DIR", exists=True, file_okay=False, readable=True)
    ],
    data: _Data = None,
    database_url: _KnownDatabase = None,
    folder: _Corpus = None,
    files: _Files = None,
) -> None:
    """Add a folder of texts."""
    from birzha.cli import corpus as commands  # noqa: PLC0415  # as above

    commands.add(commands.Place.of(data or default_data(), database_url, folder, files), texts_of)


@corpus.command(cls=Command, help=str(texts.CORPUS_REBUILD))
def rebuild(
    data: _Data = None, database_url: _KnownDatabase = None, folder: _Corpus = None, files: _Files = None
) -> None:
    """Build the corpus anew."""
    from birzha.cli import corpus as commands  # noqa: PLC0415  # as above

    commands.rebuild(commands.Place.of(data or default_data(), database_url, folder, files))


def _environment(given: Sequence[str]) -> Mapping[str, str]:
    """The process's environment with the switches and rules of the command line, which win.

    Raises:
        Stop: one is neither.
    """
    environment = dict(os.environ)
    for each in given:
        name, _, value = each.partition("=")
        if not value or not name.lower().startswith(("etxt_", "rule_")):
            raise Stop(texts.BAD_SET.said(given=each), code=Code.USAGE)
        environment[f"BIRZHA_{name.upper()}"] = value
    return environment


def _load_quickly() -> None:
    """Look for no garbage while the program is loaded: none of it is garbage. Serving turns the search on again."""
    gc.disable()


def default_data() -> Path:
    """The folder where everything lives when nobody names another: the platform's place for a user's data."""
    from platformdirs import user_data_path  # noqa: PLC0415  # as above

    return user_data_path("birzha", appauthor=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; those of the process when not given.

    Returns:
        The exit code.
    """
    try:
        app(args=None if arguments is None else list(arguments), prog_name="birzha")
    except Stop as stop:
        print(f"birzha: {stop}", file=sys.stderr)  # noqa: T201  # the command line speaks by printing
        return stop.code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Code.DONE
    return Code.DONE


def run() -> None:
    """The program's entry point."""
    sys.exit(main())
