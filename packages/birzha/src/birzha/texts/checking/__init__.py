"""What an editor would say of a text before it is read by others: one pure function over rules, a file each.

The rules, their limits, the score and what was counted stand in docs/en/text-checks.md §9.
"""

import asyncio
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

import sverka
from birzha.errors import Invalid, TooSoon
from birzha.texts.checking.lengths import GENERAL, LIMITS, Limits, lengths
from birzha.texts.checking.model import LONGEST, MOST_ISSUES, Code, Issue, Severity, Verdict, verdict

__all__ = [
    "GENERAL",
    "LIMITS",
    "LONGEST",
    "MOST_ISSUES",
    "MOST_WAITING",
    "Code",
    "Issue",
    "Limits",
    "Severity",
    "Verdict",
    "check",
    "checked",
]

AT_ONCE = 1
"""How many texts are checked at the same time: hunspell is used by one thread, and the others have requests to answer."""

MOST_WAITING = 50
"""How many texts wait for their turn: seconds of work for usual ones."""


class _Gate:
    """The turns of one event loop."""

    def __init__(self) -> None:
        self.turn = asyncio.Semaphore(AT_ONCE)
        self.waiting = 0


_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, _Gate] = WeakKeyDictionary()


def check(text: str, context: str | None = None, *, phrases: Sequence[str] = ()) -> Verdict:
    """Check a text; pure, and fit to run on a thread of its own. The first call loads dictionaries.

    Args:
        text: up to :data:`LONGEST` characters, any characters at all.
        context: ``kwork_description``, ``project_text``, ``message``; anything else has the general limits.
        phrases: what the operator forbids.

    Raises:
        Invalid: the text is longer.
    """
    if len(text) > LONGEST:
        raise Invalid(
            f"Проверяются тексты до {LONGEST} знаков, в этом {len(text)}. Пришлите его по частям.", field="text"
        )
    return verdict(list(_issues(text, context, phrases)), sverka.metrics(text).words)


async def checked(text: str, context: str | None = None, *, phrases: Sequence[str] = ()) -> Verdict:
    """The same on a thread, one text after another.

    Raises:
        Invalid: the text is longer than :data:`LONGEST`.
        TooSoon: too many texts are waiting.
    """
    gate = _gates.setdefault(asyncio.get_running_loop(), _Gate())
    if gate.waiting >= MOST_WAITING:
        raise TooSoon("Сейчас проверяется слишком много текстов. Повторите через несколько секунд.", wait=5)
    gate.waiting += 1
    try:
        async with gate.turn:
            return await asyncio.to_thread(check, text, context, phrases=phrases)
    finally:
        gate.waiting -= 1


def _issues(text: str, context: str | None, phrases: Sequence[str]) -> Iterator[Issue]:
    from birzha.texts.checking.rules import found  # noqa: PLC0415 - what the rules stand on is loaded by the first check

    yield from lengths(text, context)
    yield from found(text, context, phrases)
