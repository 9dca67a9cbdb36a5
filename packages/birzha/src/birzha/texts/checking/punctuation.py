"""Signs that are repeated: «!!!», «??», «,,», «..»."""

import re
from collections.abc import Iterator

from birzha.texts.checking.model import Code, Issue, Severity

# Two dots after «!» or «?» are right, between figures and before a slash they are no sentence's end; «::» joins names in code.
_REPEATED = re.compile(
    r"(?P<loud>!{2,}|\?{2,})(?![\w(=])"
    r"|(?<!:)(?P<same>,{2,}|;{2,}|…{2,}|:{2,}(?![\w:/*]))"
    r"|(?<![.!?…/\\\d])(?P<dots>\.{4,}|\.\.)(?![./\\\dA-Za-z])"
)


def punctuation(text: str) -> Iterator[Issue]:
    """Signs that stand more often than they should.

    Args:
        text: any text.
    """
    for found in _REPEATED.finditer(text):
        sign = found.group()
        once = sign[0] if not found["dots"] else "..." if len(sign) > 2 else "."
        message = f"Знак «{sign[:10]}» повторён. Хватит одного: «{once}»."
        yield Issue(Severity.WARNING, Code.PUNCTUATION, message, *found.span(), once)
