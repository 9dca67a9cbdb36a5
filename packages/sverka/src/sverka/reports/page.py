"""A report as one HTML file that needs nothing else."""

from collections.abc import Iterator
from html import escape

from sverka import command_texts as say
from sverka.command_texts import percent
from sverka.reports.marks import KINDS, pieces, strip
from sverka.reports.reporting import Report

_CELLS = 500
_STYLE = """
:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}table{border-collapse:collapse}td{padding:.1rem 1rem .1rem 0;vertical-align:middle}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid #8888;padding-top:1rem}
.rewritten{background:#f5c54226}.copied{background:#f5c54266}.keyword{background:#4caf5066}.contact{background:#b388ff88}
.misspelled{text-decoration:underline wavy #d32f2f}svg{display:block;width:24rem;height:1rem;background:#8882}
rect.copied{fill:#d99400}rect.rewritten{fill:#d9940066}.legend span{margin-right:1rem;padding:0 .3rem}
"""


def page(of: Report) -> str:
    """The page.

    Args:
        of: the report.
    """
    body = "\n".join([*_figures(of), *_sources(of), *_found(of), _legend(), _text(of)])
    language = say.Speech.language
    title = escape(str(say.REPORT_TITLE))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def _figures(of: Report) -> Iterator[str]:
    if of.uniqueness is not None:
        said = say.UNIQUE.said(unique=percent(of.uniqueness.unique), words=of.uniqueness.words)
        yield f"<p>{escape(said)}</p>"
        said = say.REWRITE_UNIQUE.said(unique=percent(of.uniqueness.rewrite_unique))
        yield f"<p>{escape(said)}</p>"
    mistakes = len(of.spelling.misspelled)
    said = say.MISSPELLED.said(percent=percent(of.spelling.percent), count=mistakes, words=of.spelling.words)
    yield f"<p>{escape(said)}</p>"
    if of.spelling.missing:
        yield f"<p>{escape(say.UNCHECKED.said(languages=', '.join(of.spelling.missing)))}</p>"
    yield "<table>"
    for name, title in say.FIGURES.items():
        value = getattr(of.metrics, name)
        yield f"<tr><td>{escape(str(title))}</td><td>{percent(value) if isinstance(value, float) else value}</td></tr>"
    yield "</table>"


def _sources(of: Report) -> Iterator[str]:
    if of.uniqueness is None or not of.uniqueness.sources:
        return
    heads = "".join(f"<th>{escape(str(say.MARKS[kind]))}</th>" for kind in ("copied", "rewritten"))
    yield f"<table><tr><td></td>{heads}</tr>"
    for each in of.uniqueness.sources:
        bars = "".join(
            f'<rect class="{kind}" x="{first}" width="{after - first}" height="10"/>'
            for kind, spans in (("rewritten", each.rewrite_spans), ("copied", each.spans))
            for first, after in strip(of, spans, _CELLS)
        )
        chart = f'<svg viewBox="0 0 {_CELLS} 10" preserveAspectRatio="none" role="img">{bars}</svg>'
        shares = f"<td>{percent(each.percent)} %</td><td>{percent(each.rewrite_percent)} %</td>"
        yield f"<tr><td>{chart}</td>{shares}<td>{_safe(each.key)}</td></tr>"
    yield "</table>"


def _found(of: Report) -> Iterator[str]:
    yield "<table>"
    yield from (f"<tr><td>{_safe(each.phrase)}</td><td>{each.count}</td></tr>" for each in of.keywords)
    for each in of.contacts:
        yield f"<tr><td>{escape(str(say.KINDS[each.kind]))}</td><td>{_safe(each.text)}</td></tr>"
    yield "</table>"


def _legend() -> str:
    return f'<p class="legend">{"".join(f"<span class={each}>{escape(str(say.MARKS[each]))}</span>" for each in KINDS)}</p>'


def _text(of: Report) -> str:
    shown = [
        f'<span class="{" ".join(kinds)}">{_safe(piece)}</span>' if kinds else _safe(piece)
        for piece, kinds in pieces(of)
    ]
    return f'<div class="text">{"".join(shown)}</div>'


def _safe(text: str) -> str:
    """A text as HTML that can be written as UTF-8, whatever it holds."""
    return escape(text.encode("utf-8", "replace").decode("utf-8").replace("\0", "�"))
