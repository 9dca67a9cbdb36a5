"""What a test sees when the exchange refuses to do what the test itself, not the tested code, asked for."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """The exchange refused.

    Args:
        asked: what was asked for.
        error: the exchange's code for programs, such as ``wrong_state``.
        message: what happened, in the exchange's words.
        field: the parameter at fault, where there is one.
        advice: what to do next, where the exchange says so.
        status: of HTTP; 0 where nothing went over HTTP.
    """

    def __init__(
        self, asked: str, error: str, message: str, *, field: str = "", advice: str = "", status: int = 0
    ) -> None:
        named = f" ({field})" if field else ""
        code = f"{status} {error}" if status else error
        super().__init__(" ".join(part for part in (f"{asked} was refused: {code}{named}: {message}", advice) if part))
        self.asked = asked
        self.error = error
        self.message = message
        self.field = field
        self.advice = advice
        self.status = status

    @classmethod
    def from_content(cls, asked: str, status: int, content: Mapping[str, Any]) -> "Refusal":
        """A refusal in the JSON of our own API or of the sandbox's controls.

        Args:
            asked: what was asked for.
            status: of HTTP.
            content: ``error``, ``message``, ``field``, ``next``.
        """
        said = {name: str(content.get(name) or "") for name in ("error", "message", "field", "next")}
        return cls(asked, said["error"], said["message"], field=said["field"], advice=said["next"], status=status)
