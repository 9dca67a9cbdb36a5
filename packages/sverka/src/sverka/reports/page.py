"""A report, or what a corpus has of a text, as one HTML file that needs nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from sverka import command_texts as say
from sverka.command_texts import percent
from sverka.comparison import Span
from sverka.corpus.coverage import Uniqueness
from sverka.reports.document import document, safe
from sverka.reports.marks import KINDS, Mark, of_report, of_uniqueness, pieces, strip
from sverka.reports.reporting import Report

_CELLS = 500
_STYLE = """
.rewritten{background:#f5c54226}.copied{background:#f5c54266}.keyword{background:#4caf5066}.contact{background:#b388ff88}
.misspelled{text-decoration:underline wavy #d32f2f}svg{display:block;width:24rem;height:1rem;background:#8882}
rect.copied{fill:#d99400}rect.rewritten{fill:#d9940066}.legend span{margin-right:1rem;padding:0 .3rem}
tr.whole td{padding-bottom:.5rem}@media(max-width:50rem){svg{width:40vw}}
"""


def page(of: Report) -> str:
    """The page of a report.

    Args:
        of: the report.
    """
    parts = list(_unique(of.uniqueness)) if of.uniqueness is not None else []
    parts += _figures(of)
    if of.uniqueness is not None:
        parts += _sources(len(of.text), of.uniqueness)
    return _document(say.REPORT_TITLE, [*parts, *_found(of)], KINDS, of.text, of_report(of))


def checked_page(text: str, found: Uniqueness) -> str:
    """The page of what a corpus has of a text.

    Args:
        text: the text that was checked.
        found: what the corpus has of it.
    """
    parts = [*_unique(found), *_sources(len(text), found)]
    return _document(say.CHECK_TITLE, parts, KINDS[:2], text, of_uniqueness(found))


def _document(title: say.Text, parts: Iterable[str], kinds: Sequence[str], text: str, marks: Iterable[Mark]) -> str:
    legend = "".join(f'<span class="{each}">{escape(str(say.MARKS[each]))}</span>' for each in kinds)
    shown = [
        f'<span class="{" ".join(kinds)}">{safe(piece)}</span>' if kinds else safe(piece)
        for piece, kinds in pieces(text, marks)
    ]
    body = [*parts, f'<p class="legend">{legend}</p>', f'<div class="text">{"".join(shown)}</div>']
    return document(str(title), _STYLE, "\n".join(body))


def _unique(found: Uniqueness) -> Iterator[str]:
    yield f"<p>{escape(say.UNIQUE.said(unique=percent(found.unique), words=found.words))}<br>"
    yield f"{escape(say.REWRITE_UNIQUE.said(unique=percent(found.rewrite_unique)))}</p>"


def _figures(of: Report) -> Iterator[str]:
    mistakes = len(of.spelling.misspelled)
    said = say.MISSPELLED.said(percent=percent(of.spelling.percent), count=mistakes, words=of.spelling.words)
    yield f"<p>{escape(said)}</p>"
    if of.spelling.missing:
        yield f"<p>{escape(say.UNCHECKED.said(languages=', '.join(of.spelling.missing)))}</p>"
    yield "<table>"
    for name, title in say.FIGURES.items():
        value = getattr(of.metrics, name)
        shown = percent(value) if isinstance(value, float) else value
        yield f'<tr><td>{escape(str(title))}</td><td class="number">{shown}</td></tr>'
    yield "</table>"


def _sources(length: int, found: Uniqueness) -> Iterator[str]:
    if not found.sources:
        return
    yield f"<h2>{escape(str(say.SOURCES_TITLE))}</h2>"
    heads = "".join(f"<th>{escape(str(say.MARKS[kind]))}</th>" for kind in ("copied", "rewritten"))
    yield f"<table><tr><td></td>{heads}<td></td></tr>"
    shares = (100 - found.unique, 100 - found.rewrite_unique)
    strips = (found.spans, found.rewrite_spans)
    yield _row(length, shares, strips, escape(str(say.WHOLE)), ' class="whole"')
    for each in found.sources:
        yield _row(length, (each.percent, each.rewrite_percent), (each.spans, each.rewrite_spans), safe(each.key))
    yield "</table>"


def _row(
    length: int, shares: Iterable[float], strips: tuple[tuple[Span, ...], tuple[Span, ...]], name: str, kind: str = ""
) -> str:
    bars = "".join(
        f'<rect class="{mark}" x="{first}" width="{after - first}" height="10"/>'
        for mark, spans in zip(("rewritten", "copied"), reversed(strips), strict=True)
        for first, after in strip(length, spans, _CELLS)
    )
    chart = f'<svg viewBox="0 0 {_CELLS} 10" preserveAspectRatio="none" role="img" aria-label="{name}">{bars}</svg>'
    cells = "".join(f'<td class="number">{percent(each)} %</td>' for each in shares)
    return f'<tr{kind}><td>{chart}</td>{cells}<td class="name">{name}</td></tr>'


def _found(of: Report) -> Iterator[str]:
    phrases = [f'<tr><td>{safe(each.phrase)}</td><td class="number">{each.count}</td></tr>' for each in of.keywords]
    contacts = [
        f"<tr><td>{escape(str(say.KINDS[each.kind]))}</td><td>{safe(each.text)}</td></tr>" for each in of.contacts
    ]
    yield from (f"<table>{''.join(rows)}</table>" for rows in (phrases, contacts) if rows)
