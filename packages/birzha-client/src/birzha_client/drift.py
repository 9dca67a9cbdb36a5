"""Where the service differs from its documentation: noticed, never fatal unless asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Problem(Enum):
    """What is different."""

    UNKNOWN = "unknown"
    """A field that the documentation does not have; it is kept."""
    MISSING = "missing"
    """A documented field did not come; reading it raises."""
    WRONG = "wrong"
    """A field came as something else; reading it raises, ``raw`` has it."""
    SHAPE = "shape"
    """The whole answer is laid out differently."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference. It never carries a value, so it can be reported as it is.

    Args:
        operation: name of the call on the wire.
        where: the model and the field, or the shape that was due.
        problem: what is different.
        seen: the type of what came.
    """

    operation: str
    where: str
    problem: Problem
    seen: str = ""

    def __str__(self) -> str:
        seen = f" (came as {self.seen})" if self.seen else ""
        return f"{self.operation}: {self.where} is {self.problem.value}{seen}"


DriftListener = Callable[[Drift], None]
