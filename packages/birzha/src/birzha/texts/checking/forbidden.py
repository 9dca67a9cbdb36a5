"""Words and phrases that the operator does not want, in any grammatical form."""

from collections.abc import Iterator, Sequence

import sverka
from birzha.texts.checking.model import Code, Issue, Severity


def forbidden(text: str, phrases: Sequence[str]) -> Iterator[Issue]:
    """Every place where a text has one of the phrases.

    Args:
        text: any text.
        phrases: the operator's list.
    """
    if not phrases:
        return
    for each in sverka.keywords(text, phrases):
        for start, end in each.positions:
            message = f"«{text[start:end][:60]}» — запрещено правилами биржи. Скажите это иначе."
            yield Issue(Severity.ERROR, Code.FORBIDDEN, message, start, end)
