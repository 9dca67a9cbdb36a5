"""How long a text may be, by what it is for. The upper limits are those that the exchange itself has for such texts."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from birzha.limits import can_be_read
from birzha.texts.checking.model import LONGEST, Code, Issue, Severity


class Limits(NamedTuple):
    """How long a text may be, characters.

    Args:
        advised: a shorter one is warned of.
        most: a longer one is an error.
    """

    advised: int
    most: int


GENERAL = Limits(advised=0, most=LONGEST)
"""For whatever is not in :data:`LIMITS`."""

LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "kwork_description": Limits(advised=100, most=10_000),
        "project_text": Limits(advised=50, most=10_000),
        "message": Limits(advised=0, most=10_000),
    }
)
"""By context."""


def lengths(text: str, context: str | None) -> Iterator[Issue]:
    """Whether a text says something, and neither too little nor too much.

    Args:
        text: any text.
        context: what it is for; unknown ones have the general limits.
    """
    limits = LIMITS.get(context or "", GENERAL)
    if not can_be_read(text):
        yield Issue(Severity.ERROR, Code.LENGTH, "Текст пуст. Напишите хотя бы одно слово.")
    elif len(text) > limits.most:
        yield Issue(
            Severity.ERROR,
            Code.LENGTH,
            f"Текст длиннее {limits.most} знаков: в нём {len(text)}. Сократите его.",
            limits.most,
            len(text),
        )
    elif len(text.strip()) < limits.advised:
        yield Issue(
            Severity.WARNING,
            Code.LENGTH,
            f"Текст короче {limits.advised} знаков: в нём {len(text.strip())}. Расскажите подробнее.",
        )
