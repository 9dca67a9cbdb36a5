"""How a command ends: its exit code, and the sentence that says why it could not do its work."""

from enum import IntEnum

from birzha.cli.texts import Text


class Code(IntEnum):
    """Exit codes; they stay what they are, scripts depend on them (design, §6)."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    AUTHENTICATION = 3
    NOT_FOUND = 4
    RATE_LIMITED = 5
    REJECTED = 6
    OUTCOME_UNKNOWN = 7


class Stop(Exception):
    """A command cannot go on.

    Args:
        sentences: what happened and what to do, a line each.
        code: how the program exits.
    """

    def __init__(self, *sentences: str | Text, code: Code) -> None:
        super().__init__("\n".join(str(each) for each in sentences))
        self.code = code
