"""The command ``sverka``. The standard library parses it: a text library needs no other."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TextIO

import sverka
from sverka import acts
from sverka import command_texts as say
from sverka.acts import Answer, Code
from sverka.errors import NoCorpus, SverkaError
from sverka.files.refusals import Unreadable
from sverka.limits import LIMIT


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the language in use."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **(options | {"add_help": False, "allow_abbrev": False}))
        self._positionals.title, self._optionals.title = str(say.ARGUMENTS), str(say.OPTIONS)
        self.add_argument("-h", "--help", action="help", help=str(say.HELP))

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", str(say.USAGE), 1)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", str(say.USAGE), 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Code.USAGE, f"{self.prog}: {message}\n")


def _parser() -> _Parser:
    parser = _Parser(prog="sverka", description=str(say.ABOUT))
    parser.add_argument("--version", action="version", version=f"sverka {sverka.__version__}", help=str(say.VERSION))
    commands = parser.add_subparsers(title=str(say.COMMANDS), required=True, metavar="")

    def command(name: str, about: say.Text, run: Callable[[argparse.Namespace], Answer]) -> _Parser:
        made = commands.add_parser(name, help=str(about), description=str(about))
        made.add_argument("--json", action="store_true", help=str(say.JSON))
        made.set_defaults(run=run)
        return made

    compare = command("compare", say.COMPARE, acts.compare)
    compare.add_argument("source", metavar="SOURCE", help=str(say.SOURCE))
    compare.add_argument("text", metavar="TEXT", help=str(say.JUDGED))
    checks = (
        ("text", say.TEXT, acts.text),
        ("contacts", say.CONTACTS, acts.contacts),
        ("metrics", say.METRICS, acts.metrics),
        ("spelling", say.SPELLING, acts.spelling),
    )
    for name, about, run in checks:
        command(name, about, run).add_argument("file", metavar="FILE", help=str(say.FILE))
    keywords = command("keywords", say.KEYWORDS, acts.keywords)
    keywords.add_argument("file", metavar="FILE", help=str(say.FILE))
    keywords.add_argument("--phrases", required=True, nargs="+", metavar="PHRASE", help=str(say.PHRASES))
    report = command("report", say.REPORT, acts.report)
    report.add_argument("file", metavar="FILE", help=str(say.FILE))
    report.add_argument("--phrases", default=[], nargs="+", metavar="PHRASE", help=str(say.PHRASES))
    report.add_argument("--corpus", metavar="DIR", help=str(say.CORPUS))
    index = command("index", say.INDEX, acts.index)
    index.add_argument("paths", metavar="PATH", nargs="+", help=str(say.PATHS))
    index.add_argument("--owner", default="", help=str(say.OWNER))
    check = command("check", say.CHECK, acts.check)
    check.add_argument("file", metavar="FILE", help=str(say.FILE))
    check.add_argument("--without-owner", action="append", default=[], metavar="OWNER", help=str(say.WITHOUT))
    for each in (compare, report, check):
        each.add_argument("--html", metavar="OUT", help=str(say.HTML))
        each.add_argument("--limit", metavar="N", type=int, default=LIMIT, help=str(say.LIMIT).format(limit=LIMIT))
    for each in (index, check):
        each.add_argument("--corpus", required=True, metavar="DIR", help=str(say.CORPUS))
    return parser


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command.

    Args:
        arguments: what was typed behind its name; by default that of this process.

    Returns:
        The exit code.
    """
    try:
        given = _parser().parse_args(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    try:
        answer: Answer = given.run(given)
        for line in answer.errors:
            _say(line, sys.stderr)
        for line in [json.dumps(answer.data, ensure_ascii=False)] if given.json else answer.lines:
            _say(line, sys.stdout)
    except KeyboardInterrupt:
        return Code.INTERRUPTED
    except BrokenPipeError:
        # Who reads has seen enough; what is still to be written when the process ends goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Code.DONE
    except (NoCorpus, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        _say(_why(error), sys.stderr)
        return Code.NOT_FOUND
    except Unreadable as error:
        _say(say.UNREADABLE.said(path=error.path, why=error.reason), sys.stderr)
        return Code.REJECTED
    except (SverkaError, OSError) as error:
        _say(say.FAILED.said(why=error), sys.stderr)
        return Code.REJECTED
    return answer.code


def _say(line: str, stream: TextIO) -> None:
    """Prints a line; letters that the stream has no way to write become escapes, which JSON understands as well."""
    try:
        line.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        line = "".join(each if each.isascii() else json.dumps(each)[1:-1] for each in line)
    print(line, file=stream, flush=True)


def _why(error: NoCorpus | OSError) -> str:
    if isinstance(error, OSError):
        return say.NOT_FOUND.said(path=error.filename, why=error.strerror)
    return say.FAILED.said(why=error)
