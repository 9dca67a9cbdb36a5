"""What kind of exchange a test asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any

from birzha.configuration import SANDBOX_KEY
from birzha.dialects.etxt.switches import wire_of
from birzha.errors import Invalid
from birzha.sandbox.moments import moment_of
from birzha.settings import Rules, Settings, rules_of

Value = bool | int | str
"""Of a rule."""


@dataclass(frozen=True)
class Setup:
    """The exchange that a test asks for; the arguments of ``@pytest.mark.exchange`` and of :func:`open_exchange`.

    Args:
        rules: the market's rules that are to differ, by name (:class:`birzha.settings.Rules`): ``{"customer_fee": 0}``.
        switches: positions of the eTXT wire's switches (:class:`birzha.dialects.etxt.switches.Wire`): ``{"numbers": "int"}``.
        seed: tokens and links are drawn from it, the same in each run; any whole number.
        at: where the clock stands when a test begins: unixtime, ISO 8601 (without an offset in the market's zone), or an aware
            :class:`~datetime.datetime`. By default it is the machine's moment at which this exchange was started.
        loose: whether the exchange keeps silent about parameters that it does not know.

    Raises:
        ValueError: there is no such rule, switch or position, or a value cannot be so; it says what there is.
    """

    rules: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    switches: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    seed: int = 1
    at: int | str | datetime | None = None
    loose: bool = False

    def __post_init__(self) -> None:
        for name, kinds in {"rules": Mapping, "switches": Mapping, "seed": int, "loose": bool}.items():
            if not isinstance(getattr(self, name), kinds):
                raise ValueError(f"{name}={getattr(self, name)!r} is no {kinds.__name__}")  # noqa: TRY004  # one error for all slips of a mark
        self.market_rules()
        wire_of(self.switches)
        self.moment()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Setup":
        """A setup from the arguments of a mark.

        Args:
            values: by name.

        Raises:
            ValueError: as the class says; or there is no such argument.
        """
        known = [each.name for each in fields(cls)]
        if unknown := [name for name in values if name not in known]:
            raise ValueError(f"there is no argument {unknown[0]}; there are {', '.join(known)}")
        return cls(**values)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for setups that can share one exchange."""
        pairs = tuple(tuple(sorted(each.items())) for each in (self.rules, self.switches))
        return (*pairs, self.seed, self.moment(), self.loose)

    def market_rules(self) -> Rules:
        """The rules of the market."""
        # a test fills a market from one address, under a clock that stands
        said = {"registrations": "0", **{name: _text(value) for name, value in self.rules.items()}}
        return rules_of(said)

    def moment(self) -> int | None:
        """Where the clock is to stand, unixtime."""
        if self.at is None:
            return None
        if isinstance(self.at, datetime):
            return int(self.at.timestamp())
        try:
            return moment_of(self.at, self.market_rules().zone, "at")
        except Invalid:
            raise ValueError(f"at={self.at!r} is neither unixtime nor ISO 8601 from 1970 to 2100") from None

    def settings(self, database: str, files: Any) -> Settings:
        """The settings of the exchange.

        Args:
            database: its URL.
            files: the folder of its uploads.
        """
        return Settings(
            database_url=database,
            files=files,
            secret_key=SANDBOX_KEY,
            sandbox=True,
            loose=self.loose,
            etxt=dict(self.switches),
            rules=self.market_rules(),
        )


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
