"""All the rules in one list; importing this loads the text library."""

from collections.abc import Iterator, Sequence

from birzha.texts.checking.agreement import agreement
from birzha.texts.checking.alphabets import alphabets
from birzha.texts.checking.capitals import capitals
from birzha.texts.checking.forbidden import forbidden
from birzha.texts.checking.model import Issue
from birzha.texts.checking.punctuation import punctuation
from birzha.texts.checking.reaching import reaching
from birzha.texts.checking.set_phrases import set_phrases
from birzha.texts.checking.spacing import spacing
from birzha.texts.checking.spelled import spelled

FORMAL = (capitals, punctuation, alphabets, spacing, set_phrases, agreement, spelled)
"""What depends on nothing but the text."""


def found(text: str, context: str | None, phrases: Sequence[str]) -> Iterator[Issue]:
    """Everything that the rules have to say of a text, its length apart.

    Args:
        text: any text.
        context: what it is for.
        phrases: what the operator forbids.
    """
    yield from reaching(text, context)
    yield from forbidden(text, phrases)
    for rule in FORMAL:
        yield from rule(text)
