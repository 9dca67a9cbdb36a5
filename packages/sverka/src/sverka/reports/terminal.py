"""A report for a terminal."""

import re
from collections.abc import Iterator

from sverka import command_texts as say
from sverka.command_texts import percent
from sverka.reports.marks import of_report, pieces, strip
from sverka.reports.reporting import Report

_WIDTH = 60
_COLOURS = {"rewritten": "33", "copied": "43;30", "keyword": "42;30", "contact": "45;97", "misspelled": "31;4"}
# A text could steer the terminal with them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def terminal(of: Report, *, colours: bool) -> str:
    """The page.

    Args:
        of: the report.
        colours: whether to colour (ANSI); without, marked words stand in brackets.
    """
    return "\n".join([*_figures(of), "", *_sources(of), *_found(of), _text(of, colours=colours)])


def _figures(of: Report) -> Iterator[str]:
    if of.uniqueness is not None:
        yield say.UNIQUE.said(unique=percent(of.uniqueness.unique), words=of.uniqueness.words)
        yield say.REWRITE_UNIQUE.said(unique=percent(of.uniqueness.rewrite_unique))
    mistakes = len(of.spelling.misspelled)
    yield say.MISSPELLED.said(percent=percent(of.spelling.percent), count=mistakes, words=of.spelling.words)
    if of.spelling.missing:
        yield say.UNCHECKED.said(languages=", ".join(of.spelling.missing))
    for name, title in say.FIGURES.items():
        value = getattr(of.metrics, name)
        yield f"  {title}: {percent(value) if isinstance(value, float) else value}"


def _sources(of: Report) -> Iterator[str]:
    for each in of.uniqueness.sources if of.uniqueness is not None else ():
        drawn = ["·"] * _WIDTH
        for spans, sign in ((each.rewrite_spans, "▒"), (each.spans, "█")):
            for first, after in strip(len(of.text), spans, _WIDTH):
                drawn[first:after] = sign * (after - first)
        shares = say.SOURCE_LINE.said(
            percent=percent(each.percent), rewritten=percent(each.rewrite_percent), key=_CONTROL.sub("�", each.key)
        )
        yield f"  {''.join(drawn)}{shares}"


def _found(of: Report) -> Iterator[str]:
    for keyword in of.keywords:
        yield f"  {keyword.count:>5}  {_CONTROL.sub('�', keyword.phrase)}"
    for contact in of.contacts:
        yield f"  {contact.start}-{contact.end}  {say.KINDS[contact.kind]}: {_CONTROL.sub('�', contact.text)}"
    if of.keywords or of.contacts:
        yield ""


def _text(of: Report, *, colours: bool) -> str:
    shown = []
    for piece, kinds in pieces(of.text, of_report(of)):
        plain = _CONTROL.sub("�", piece.replace("\r\n", "\n"))
        if not kinds:
            shown.append(plain)
        elif colours:
            shown.append(f"\x1b[{_COLOURS[kinds[-1]]}m{plain}\x1b[0m")
        else:
            shown.append(f"[{plain}]")
    return "".join(shown)
