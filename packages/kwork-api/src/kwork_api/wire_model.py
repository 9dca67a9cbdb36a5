"""What all models share: lax about types, nothing is thrown away, built when first used."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict

from kwork_api.errors import MissingFieldError

RAW = "_raw"
"""Where an object keeps what it was read from; not a field, so that it costs nothing where it is not set."""


class WireModel(BaseModel):
    """An object of an answer. Unknown fields are kept (``model_extra``).

    Outside of the client this is an ordinary pydantic model, which raises ``ValidationError``. In answers that the client reads,
    a documented field that did not come, or came as something else, does not spoil the others: it has its default, and where
    there is none reading it raises :class:`~kwork_api.errors.MissingFieldError`.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow", coerce_numbers_to_str=True, defer_build=True, hide_input_in_errors=True
    )

    @property
    def raw(self) -> Mapping[str, Any] | None:
        """The object as it came, where it was laid out differently than documented; else ``None``, and nothing is lost."""
        found: Mapping[str, Any] | None = self.__dict__.get(RAW)
        return found

    if not TYPE_CHECKING:  # type checkers would take it for a sign that any name may be read

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raw = self.raw
                came = "sent it as something else" if raw is not None and name in raw else "did not send it"
                raise MissingFieldError(f"{type(self).__name__}.{name} is not there: the service {came}")
            return super().__getattr__(name)
