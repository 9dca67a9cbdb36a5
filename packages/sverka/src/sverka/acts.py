"""What each command does: its answer as data, and as lines for people."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import sverka
from sverka import command_texts as say
from sverka.command_texts import percent
from sverka.files.reading import Read, Reader
from sverka.files.refusals import Unreadable, Why

SUGGESTED = 100
"""For how many different misspelled words the command suggests others: each takes some 7 ms."""


class Code(IntEnum):
    """Exit codes, the same as those of ``birzha``; scripts depend on them."""

    DONE = 0
    USAGE = 2
    NOT_FOUND = 4
    REJECTED = 6
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers.

    Args:
        data: as one object for JSON.
        lines: for people.
        code: how the process ends.
        errors: for people, on the error stream.
    """

    data: dict[str, Any]
    lines: Iterable[str]
    code: Code = Code.DONE
    errors: tuple[str, ...] = ()


def _text(name: str, limit: int | None = None) -> Read:
    return _texts([name], limit)[0]


def _texts(names: list[str], limit: int | None) -> list[Read]:
    with Reader() as reader:
        found = [reader.text(sys.stdin.buffer, "-") if name == "-" else reader.read(name) for name in names]
    for name, each in zip(names, found, strict=True):
        if limit is not None and len(each.text) > limit:
            raise Unreadable(name, Why.LONG, length=len(each.text), limit=limit)
    return found


def _file(text: Read) -> dict[str, str]:
    return {"format": text.format, "encoding": text.encoding}


def _write(path: str, page: str) -> list[str]:
    Path(path).write_text(page, "utf-8", "replace")
    return [say.WRITTEN.said(path=path)]


def text(given: argparse.Namespace) -> Answer:
    """``sverka text``: what all places count in."""
    found = _text(given.file)
    return Answer({"text": found.text} | _file(found), [found.text])


def compare(given: argparse.Namespace) -> Answer:
    """``sverka compare``."""
    source, text = _texts([given.source, given.text], given.limit)
    found = sverka.compare(source.text, text.text, limit=given.limit)
    spans = [
        {"start": each.text.start, "end": each.text.end, "words": each.words}
        | {"source_start": each.source.start, "source_end": each.source.end}
        for each in found.passages
    ]
    answer: dict[str, Any] = {"percent": found.percent, "words": found.words, "matched": found.matched, "spans": spans}
    answer["files"] = [_file(source), _file(text)]

    def lines() -> Iterator[str]:
        yield say.PERCENT.said(percent=percent(found.percent), matched=found.matched, words=found.words)
        for each in found.passages:
            yield f"  {each.text.start}-{each.text.end} = {each.source.start}-{each.source.end}  {_short(text.text, *each.text)}"

    if given.html:
        from sverka.reports.pair import pair  # noqa: PLC0415 - loaded on first use

        return Answer(answer, _write(given.html, pair(found, (given.source, given.text))))
    return Answer(answer, lines())


def contacts(given: argparse.Namespace) -> Answer:
    """``sverka contacts``."""
    text = _text(given.file)
    found = sverka.contacts(text.text)

    def lines() -> Iterator[str]:
        if not found:
            yield str(say.NO_CONTACTS)
        for each in found:
            yield f"  {each.start}-{each.end}  {say.KINDS[each.kind]}: {_short(each.text, 0, len(each.text))}"

    return Answer({"found": [asdict(each) for each in found]} | _file(text), lines())


def metrics(given: argparse.Namespace) -> Answer:
    """``sverka metrics``."""
    text = _text(given.file)
    found = sverka.metrics(text.text)
    answer = asdict(found)

    def lines() -> Iterator[str]:
        for name, title in say.FIGURES.items():
            value = answer[name]
            yield f"  {title}: {percent(value) if isinstance(value, float) else value}"
        for each in found.frequent:
            yield f"    {each.word}  {each.count}  {percent(each.percent)} %"

    return Answer(answer | _file(text), lines())


def keywords(given: argparse.Namespace) -> Answer:
    """``sverka keywords``."""
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
    return Answer({"keywords": listed} | _file(text), lines())


def spelling(given: argparse.Namespace) -> Answer:
    """``sverka spelling``."""
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
    return Answer(answer | _file(text), lines())


def report(given: argparse.Namespace) -> Answer:
    """``sverka report``."""
    text = _text(given.file, given.limit if given.corpus else None)
    with sverka.Corpus.open(given.corpus) if given.corpus else nullcontext() as corpus:
        found = sverka.report(text.text, phrases=given.phrases, corpus=corpus, limit=given.limit)
    answer = found.data() | _file(text)
    if given.html:
        return Answer(answer, _write(given.html, found.html()))
    return Answer(answer, [] if given.json else [found.terminal(colours=sys.stdout.isatty())])


def index(given: argparse.Namespace) -> Answer:
    """``sverka index``: what could not be read is told, and the code says so; all else is added."""
    from sverka.indexing import index as indexed  # noqa: PLC0415 - a corpus needs numpy, the other commands may not

    found = indexed(given.paths, Path(given.corpus), given.owner)
    unreadable = [{"path": path, "why": why} for path, why in found.unreadable]
    answer = {"added": found.added, "same": found.same, "texts": found.texts, "unreadable": unreadable}
    errors = tuple(say.UNREADABLE.said(**each) for each in unreadable)
    lines = [say.INDEXED.said(count=found.added, same=found.same, left=len(unreadable), total=found.texts)]
    return Answer(answer, lines, Code.REJECTED if unreadable else Code.DONE, errors)


def check(given: argparse.Namespace) -> Answer:
    """``sverka check``."""
    text = _text(given.file, given.limit if given.corpus else None)
    with sverka.Corpus.open(given.corpus) as corpus:
        found = corpus.check(text.text, without_owners=given.without_owner, limit=given.limit)
    if given.html:
        from sverka.reports.page import checked_page  # noqa: PLC0415 - loaded on first use

        return Answer(found.data() | _file(text), _write(given.html, checked_page(text.text, found)))

    def lines() -> Iterator[str]:
        yield say.UNIQUE.said(unique=percent(found.unique), words=found.words)
        yield say.REWRITE_UNIQUE.said(unique=percent(found.rewrite_unique))
        for each in found.sources:
            yield say.SOURCE_LINE.said(
                percent=percent(each.percent), rewritten=percent(each.rewrite_percent), key=each.key
            )

    return Answer(found.data() | _file(text), lines())


def _short(text: str, start: int, end: int) -> str:
    whole = " ".join(text[start : min(end, start + 200)].split())
    return whole if end - start <= 60 else f"{whole[:57]}…"
