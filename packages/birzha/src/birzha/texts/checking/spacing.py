"""Spaces: missing behind a sign, standing before one, or several of them."""

import re
from collections.abc import Iterator

from birzha.texts.checking.model import Code, Issue, Severity

_SMALL, _LETTER = "а-яёґєії", "А-Яа-яЁёҐґЄєІіЇї"
_MISSING = re.compile(
    # within an address nothing is missing, and before a full stop stands a word that is no abbreviation
    rf"(?<![/@\\.\w-])(?=[{_LETTER}]{{2}})[{_LETTER}]+(?:[,;!?:](?=[{_LETTER}])|(?<=[{_SMALL}]{{4}})\.(?=[А-ЯЁҐЄІЇ][{_SMALL}]))"
    rf"[{_LETTER}]+"
)
_SIGN = re.compile(r"[,;!?:.]")
_BEFORE = re.compile(rf"(?<=[{_LETTER}\d»)])[ \t\xa0]{{1,20}}(?:[,!?](?![\w)=])|;(?!\))|\.(?=\s|\Z))(?![.!?…])")
_SEVERAL = re.compile(r"(?<=\S) {2,}(?=\S)")


def spacing(text: str) -> Iterator[Issue]:
    """What is wrong with the spaces of a text.

    Args:
        text: any text.
    """
    for found in _MISSING.finditer(text):
        sign = _SIGN.search(text, found.start())
        if sign:
            message = f"После знака «{sign.group()}» нужен пробел."
            fixed = f"{found.group()[: sign.end() - found.start()]} {found.group()[sign.end() - found.start() :]}"
            yield Issue(Severity.WARNING, Code.SPACES, message, sign.start(), found.end(), fixed[:200])
    for found in _BEFORE.finditer(text):
        sign_alone = found.group().strip()
        yield Issue(
            Severity.WARNING, Code.SPACES, f"Перед знаком «{sign_alone}» пробел не нужен.", *found.span(), sign_alone
        )
    for found in _SEVERAL.finditer(text):
        yield Issue(Severity.SUGGESTION, Code.SPACES, "Несколько пробелов подряд. Оставьте один.", *found.span(), " ")
