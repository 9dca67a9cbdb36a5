"""The command ``sverka``. The standard library parses it: a text library needs no other."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

import sverka
from sverka import command_texts as say
from sverka.command_texts import percent
from sverka.errors import NoCorpus, SverkaError
from sverka.reading import Read, decoded, read

SUGGESTED = 100
"""For how many different misspelled words the command suggests others: each takes some 7 ms."""


class Code(IntEnum):
    """Exit codes, the same as those of ``birzha``; scripts depend on them."""

    DONE = 0
    USAGE = 2
    NOT_FOUND = 4
    REJECTED = 6


def _text(name: str) -> Read:
    return decoded(sys.stdin.buffer.read(), "-") if name == "-" else read(Path(name))


def _compare(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    source, text = _text(given.source), _text(given.text)
    found = sverka.compare(source.text, text.text)
    spans = [
        {
            "start": each.text.start,
            "end": each.text.end,
            "source_start": each.source.start,
            "source_end": each.source.end,
        }
        | {"words": each.words}
        for each in found.passages
    ]
    answer = {"percent": found.percent, "words": found.words, "matched": found.matched, "spans": spans}

    def lines() -> Iterator[str]:
        yield say.PERCENT.said(percent=percent(found.percent), matched=found.matched, words=found.words)
        for each in found.passages:
            yield f"  {each.text.start}-{each.text.end} = {each.source.start}-{each.source.end}  {_short(text.text, *each.text)}"

    return answer | {"encodings": [source.encoding, text.encoding]}, lines()


def _contacts(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    text = _text(given.file)
    found = sverka.contacts(text.text)

    def lines() -> Iterator[str]:
        if not found:
            yield str(say.NO_CONTACTS)
        for each in found:
            yield f"  {each.start}-{each.end}  {say.KINDS[each.kind]}: {_short(each.text, 0, len(each.text))}"

    return {"found": [asdict(each) for each in found], "encoding": text.encoding}, lines()


def _metrics(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    text = _text(given.file)
    found = sverka.metrics(text.text)
    answer = asdict(found)

    def lines() -> Iterator[str]:
        for name, title in say.FIGURES.items():
            value = answer[name]
            yield f"  {title}: {percent(value) if isinstance(value, float) else value}"
        for each in found.frequent:
            yield f"    {each.word}  {each.count}  {percent(each.percent)} %"

    return answer | {"encoding": text.encoding}, lines()


def _keywords(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    text = _text(given.file)
    found = sverka.keywords(text.text, given.phrases)

    def lines() -> Iterator[str]:
        for each in found:
            yield f"  {each.count:>5}  {each.phrase}"
            yield from (f"         {at.start}-{at.end}  {_short(text.text, *at)}" for at in each.positions)

    listed = [
        {"phrase": each.phrase, "count": each.count, "positions": [at._asdict() for at in each.positions]}
        for each in found
    ]
    return {"keywords": listed, "encoding": text.encoding}, lines()


def _spelling(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    text = _text(given.file)
    found = sverka.spelling(text.text)
    explained = set(list(dict.fromkeys(each.word for each in found.misspelled))[:SUGGESTED])
    listed: list[dict[str, Any]] = [
        {"word": each.word, "start": each.start, "end": each.end, "language": each.language}
        | {"suggestions": list(each.suggestions) if each.word in explained else []}
        for each in found.misspelled
    ]

    def lines() -> Iterator[str]:
        yield say.MISSPELLED.said(percent=percent(found.percent), count=len(listed), words=found.words)
        if found.missing:
            yield say.UNCHECKED.said(languages=", ".join(found.missing))
        for each in listed:
            yield f"  {each['start']}-{each['end']}  {each['word']}: {', '.join(each['suggestions'])}".rstrip(": ")

    answer = {"percent": found.percent, "checked": found.words, "words": listed, "missing": list(found.missing)}
    return answer | {"encoding": text.encoding}, lines()


def _report(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    text = _text(given.file)
    with sverka.Corpus.open(given.corpus) if given.corpus else nullcontext() as corpus:
        found = sverka.report(text.text, phrases=given.phrases, corpus=corpus)
    if given.html:
        Path(given.html).write_text(found.html(), "utf-8")

    def lines() -> Iterator[str]:
        if given.html:
            yield say.WRITTEN.said(path=given.html)
        else:
            yield found.terminal(colours=sys.stdout.isatty())

    return found.data() | {"encoding": text.encoding}, lines()


def _index(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    folder = Path(given.corpus)
    try:
        corpus = sverka.Corpus.open(folder, write=True)
    except NoCorpus:
        corpus = sverka.Corpus.create(folder)
    with corpus:
        count = corpus.add_many(sverka.Entry(key, read(path).text, given.owner) for key, path in _files(given.paths))
        total = len(corpus)
    return {"added": count, "texts": total}, iter([say.INDEXED.said(count=count, total=total)])


def _files(names: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for path in map(Path, names):
        if path.is_dir():
            yield from ((str(each), each) for each in sorted(path.rglob("*.txt")))
        else:
            yield str(path), path


def _check(given: argparse.Namespace) -> tuple[dict[str, Any], Iterator[str]]:
    text = _text(given.file)
    with sverka.Corpus.open(given.corpus) as corpus:
        found = corpus.check(text.text, without_owners=given.without_owner)

    def lines() -> Iterator[str]:
        yield say.UNIQUE.said(unique=percent(found.unique), words=found.words)
        yield say.REWRITE_UNIQUE.said(unique=percent(found.rewrite_unique))
        for each in found.sources:
            yield say.SOURCE_LINE.said(
                percent=percent(each.percent), rewritten=percent(each.rewrite_percent), key=each.key
            )

    return found.data() | {"encoding": text.encoding}, lines()


def _short(text: str, start: int, end: int) -> str:
    whole = " ".join(text[start : min(end, start + 200)].split())
    return whole if end - start <= 60 else f"{whole[:57]}…"


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

    def command(name: str, about: say.Text, run: Callable[..., Any]) -> _Parser:
        made = commands.add_parser(name, help=str(about), description=str(about))
        made.add_argument("--json", action="store_true", help=str(say.JSON))
        made.set_defaults(run=run)
        return made

    compare = command("compare", say.COMPARE, _compare)
    compare.add_argument("source", metavar="SOURCE", help=str(say.SOURCE))
    compare.add_argument("text", metavar="TEXT", help=str(say.JUDGED))
    checks = (
        ("contacts", say.CONTACTS, _contacts),
        ("metrics", say.METRICS, _metrics),
        ("spelling", say.SPELLING, _spelling),
    )
    for name, about, run in checks:
        command(name, about, run).add_argument("file", metavar="FILE", help=str(say.FILE))
    keywords = command("keywords", say.KEYWORDS, _keywords)
    keywords.add_argument("file", metavar="FILE", help=str(say.FILE))
    keywords.add_argument("--phrases", required=True, nargs="+", metavar="PHRASE", help=str(say.PHRASES))
    report = command("report", say.REPORT, _report)
    report.add_argument("file", metavar="FILE", help=str(say.FILE))
    report.add_argument("--phrases", default=[], nargs="+", metavar="PHRASE", help=str(say.PHRASES))
    report.add_argument("--corpus", metavar="DIR", help=str(say.CORPUS))
    report.add_argument("--html", metavar="OUT", help=str(say.HTML))
    index = command("index", say.INDEX, _index)
    index.add_argument("paths", metavar="PATH", nargs="+", help=str(say.PATHS))
    index.add_argument("--owner", default="", help=str(say.OWNER))
    check = command("check", say.CHECK, _check)
    check.add_argument("file", metavar="FILE", help=str(say.FILE))
    check.add_argument("--without-owner", action="append", default=[], metavar="OWNER", help=str(say.WITHOUT))
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
        answer, lines = given.run(given)
    except (NoCorpus, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(_why(error), file=sys.stderr)  # noqa: T201 - a command speaks
        return Code.NOT_FOUND
    except (SverkaError, OSError) as error:
        print(say.FAILED.said(why=error), file=sys.stderr)  # noqa: T201 - a command speaks
        return Code.REJECTED
    if given.json:
        print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 - a command speaks
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return Code.DONE


def _why(error: NoCorpus | OSError) -> str:
    if isinstance(error, OSError):
        return say.NOT_FOUND.said(path=error.filename, why=error.strerror)
    return say.FAILED.said(why=error)
