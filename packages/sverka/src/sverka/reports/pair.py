"""Two texts side by side as one HTML file: each passage is a link to where the other text has it."""

from collections.abc import Iterable, Iterator
from html import escape

from sverka import command_texts as say
from sverka.command_texts import percent
from sverka.comparison import Comparison, Span
from sverka.reports.document import document, safe

_CELLS = 1000
_HEIGHT = 60
_COLOURS = ("#f5c542", "#4caf50", "#42a5f5", "#b388ff", "#ff8a65", "#26a69a")
_STYLE = (
    """
body{max-width:90rem}svg{display:block;width:100%;height:4rem;background:#8882}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}.pair h2{overflow-wrap:anywhere}
.pair .text{height:70vh;overflow-y:auto;padding-right:.5rem}.text a{color:inherit;text-decoration:none}
.text a:hover,.text a:target{outline:2px solid;outline-offset:1px}
"""
    + "".join(f".c{at}{{background:{each}66;fill:{each}88}}" for at, each in enumerate(_COLOURS))
    + "\n@media(max-width:50rem){.pair{grid-template-columns:1fr}.pair .text{height:auto;max-height:40vh}}"
)


def pair(found: Comparison, names: tuple[str, str]) -> str:
    """The page: the source left, the text right, above them what of either lies where in the other.

    Args:
        found: the two texts and their passages.
        names: of the source and of the text.
    """
    said = say.PERCENT.said(percent=percent(found.percent), matched=found.matched, words=found.words)
    mine = [(each.text, at) for at, each in enumerate(found.passages)]
    theirs = sorted((each.source, at) for at, each in enumerate(found.passages))
    sides = (("s", "t", names[0], found.source, theirs), ("t", "s", names[1], found.text, mine))
    columns = "".join(
        f'<section><h2>{safe(name)}</h2><div class="text">{"".join(_linked(text, spans, own, other))}</div></section>'
        for own, other, name, text, spans in sides
    )
    body = f'<p>{escape(said)}</p>\n{_chart(found)}<div class="pair">{columns}</div>'
    return document(str(say.PAIR_TITLE), _STYLE, body)


def _linked(text: str, spans: Iterable[tuple[Span, int]], own: str, other: str) -> Iterator[str]:
    done = 0
    for (start, end), at in spans:
        yield safe(text[done:start])
        yield f'<a id="{own}{at}" href="#{other}{at}" class="c{at % len(_COLOURS)}">{safe(text[start:end])}</a>'
        done = end
    yield safe(text[done:])


def _chart(found: Comparison) -> str:
    """Ribbons from the places of passages in the source, above, to those in the text, below."""
    if not found.passages:
        return ""
    above, below = _CELLS / len(found.source), _CELLS / len(found.text)
    ribbons = "".join(
        f'<polygon class="c{at % len(_COLOURS)}" points="{each.source.start * above:.1f},0 {each.source.end * above:.1f},0 '
        f'{each.text.end * below:.1f},{_HEIGHT} {each.text.start * below:.1f},{_HEIGHT}"/>'
        for at, each in enumerate(found.passages)
    )
    return f'<svg viewBox="0 0 {_CELLS} {_HEIGHT}" preserveAspectRatio="none" role="img">{ribbons}</svg>\n'
