"""Words that no dictionary has, with what they may have been."""

from collections.abc import Iterator

from birzha.texts.checking.model import Code, Issue, Severity
from birzha.texts.dictionaries import spelling

MOST_SUGGESTED = 20
"""For how many different words suggestions are looked for: each takes some 7 ms."""


def spelled(text: str) -> Iterator[Issue]:
    """Misspelled words (docs/en/text-checks.md §6).

    Args:
        text: any text.
    """
    suggested: dict[str, str | None] = {}
    for each in spelling(text).misspelled:
        if each.word not in suggested and len(suggested) < MOST_SUGGESTED:
            suggested[each.word] = ", ".join(each.suggestions) or None
        message = (
            f"«{text[each.start : each.end][:60]}» — такого слова нет в словаре. Проверьте, верно ли оно написано."
        )
        yield Issue(Severity.WARNING, Code.SPELLING, message, each.start, each.end, suggested.get(each.word))
