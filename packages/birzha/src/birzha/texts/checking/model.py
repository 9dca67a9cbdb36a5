"""What is said of a text that was checked. No I/O."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 40_000
"""The longest text that is checked, characters."""

MOST_ISSUES = 100
"""How many issues are told; the score and the counts know of all."""

_AN_ERROR, _WARNINGS, _SUGGESTIONS = 25, 200, 50
_LEAST_WORDS = 50


class Severity(StrEnum):
    """How bad an issue is: only errors make a text invalid."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


class Code(StrEnum):
    """Which rule an issue is of."""

    CONTACTS = "CONTACTS"
    FORBIDDEN = "FORBIDDEN"
    LENGTH = "LENGTH"
    CAPITALS = "CAPITALS"
    PUNCTUATION = "PUNCTUATION"
    ALPHABETS = "ALPHABETS"
    SPACES = "SPACES"
    GRAMMAR = "GRAMMAR"
    SPELLING = "SPELLING"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that a text would be better without.

    Args:
        severity: how bad it is.
        code: which rule it is of.
        message: what is wrong and what to do, in Russian.
        start: its first character, code points of the text as it was given; ``None``: the text as a whole.
        end: the character after its last.
        suggestion: what may stand there instead; several are separated by «, »; ``None``: nothing is known.
    """

    severity: Severity
    code: Code
    message: str
    start: int | None = None
    end: int | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to.

    Args:
        issues: up to :data:`MOST_ISSUES`, errors kept before others; in the order of the text, those of the whole text first.
        counts: how many there are of each severity, told or not.
        score: 0 to 100; see :func:`score`.
    """

    issues: tuple[Issue, ...]
    counts: dict[Severity, int]
    score: int

    @property
    def is_valid(self) -> bool:
        """Whether nothing is an error."""
        return not self.counts[Severity.ERROR]

    @property
    def message(self) -> str:
        """The same in one Russian sentence."""
        errors, warnings, suggestions = (self.counts[each] for each in Severity)
        if not errors + warnings + suggestions:
            return "Замечаний нет."
        told = "" if len(self.issues) == errors + warnings + suggestions else f" Показано {len(self.issues)}."
        return f"Ошибок: {errors}, предупреждений: {warnings}, советов: {suggestions}.{told}"


def verdict(issues: Sequence[Issue], words: int) -> Verdict:
    """Everything that was found, put together.

    Args:
        issues: in any order.
        words: how many the text has.
    """
    found = Counter(each.severity for each in issues)
    counts = {each: found[each] for each in Severity}
    told = sorted(issues, key=lambda each: (list(Severity).index(each.severity), _place(each)))[:MOST_ISSUES]
    return Verdict(tuple(sorted(told, key=_place)), counts, score(counts, words))


def score(counts: dict[Severity, int], words: int) -> int:
    """100 − 25 an error − 200 × warnings / words − 50 × suggestions / words, rounded, not below 0.

    Args:
        counts: how many issues there are of each severity.
        words: how many the text has; fewer than 50 count as 50.
    """
    length = max(words, _LEAST_WORDS)
    taken: float = _AN_ERROR * counts[Severity.ERROR]
    taken += (_WARNINGS * counts[Severity.WARNING] + _SUGGESTIONS * counts[Severity.SUGGESTION]) / length
    return max(0, round(100 - taken))


def _place(issue: Issue) -> tuple[int, str]:
    return -1 if issue.start is None else issue.start, issue.code
