"""What an operator decides: the market's rules, and where and how one exchange runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from birzha.clock import DAY, HOUR


@dataclass(frozen=True, slots=True)
class Rules:
    """The market's own rules. The defaults are orders of magnitude from public help pages, not authoritative (A25).

    Args:
        customer_fee: the share of an order's price that the customer pays on top, in basis points.
        performer_fee: the share of a payment that the performer gives up, in basis points.
        payout_delay: how long an accepted payment waits before the performer has it, seconds.
        penalty: rating points taken for a failed or refused order.
        rate_per_rouble: rating points for each rouble of an accepted order, in hundredths.
        rework_time: what a rework adds to the deadline at least, seconds.
        quick_rework_time: the same for a quick order.
        default_term: the deadline of an order that names none, seconds from now.
        quick_default_term: the same for a copy of a quick order.
        quick_within: an order due sooner than this is quick, seconds.
        longest_term: the furthest deadline, seconds from now.
        deletion_ban: how long an order cannot be deleted after its performer was removed, seconds.
        failed_kept: how long a failed order stays, seconds.
        archive_after: how long after its acceptance an order goes to the archive by itself, seconds; 0: never (A26).
        late_submission: whether an overdue order still takes a result (A15).
        private_data_check: whether public texts are searched for contact data.
        attested_categories: the categories in which performers can be attested, each with its bit of
            :class:`birzha.people.model.Attestation`; the ids are those of public code (reference of the exchange, §2.11).
        seller_rate: the rating from which a performer may sell articles, points.
        seller_balance: what a performer of less rating must have on the account to sell them, kopecks.
        zone: the time zone of dates without one (A35).
        registrations: how many people may register from one address within an hour; 0: any number, as in a sandbox.
        kwork_token_life: how long a session of the Kwork dialect lives, seconds.
        kwork_rate: how many calls a person may make through the Kwork dialect within a minute; 0: any number.
        monthly_connects: how many connects a performer has for each calendar month.
        offer_connects: how many of them an offer on a project costs; orders that were placed as plain orders cost none.
        personal_offer_life: how long a personal offer can be accepted, seconds.
    """

    customer_fee: int = 500
    performer_fee: int = 1000
    payout_delay: int = 0
    penalty: int = 25
    rate_per_rouble: int = 10
    rework_time: int = 3 * DAY
    quick_rework_time: int = 3 * HOUR
    default_term: int = 5 * DAY
    quick_default_term: int = 5 * HOUR
    quick_within: int = DAY
    longest_term: int = 90 * DAY
    deletion_ban: int = 7 * DAY
    failed_kept: int = 14 * DAY
    archive_after: int = 30 * DAY
    late_submission: bool = True
    private_data_check: bool = True
    attested_categories: Mapping[int, int] = field(
        default_factory=lambda: MappingProxyType({294: 1, 1838: 2, 390: 4, 371: 8})
    )
    seller_rate: int = 10
    seller_balance: int = 10_000
    zone: str = "Europe/Moscow"
    registrations: int = 20
    kwork_token_life: int = 30 * DAY
    kwork_rate: int = 0
    monthly_connects: int = 30
    offer_connects: int = 1
    personal_offer_life: int = 7 * DAY


LARGEST_RULE = 10 * 365 * DAY
"""No number among the rules may be larger."""
WHOLE = 10_000
"""Basis points in the whole: no fee may be larger."""


def settable_rules() -> Mapping[str, bool | int | str]:
    """The rules that can be set by a name and a value, with their defaults: all but those that are no single value."""
    defaults = Rules()
    found = {each.name: getattr(defaults, each.name) for each in fields(Rules)}
    return {name: value for name, value in found.items() if isinstance(value, bool | int | str)}


def rules_of(values: Mapping[str, str]) -> Rules:
    """The rules from names and values, such as an environment has.

    Args:
        values: by field name; those that are not named keep their default. Flags are 0 and 1.

    Raises:
        ValueError: there is no such rule, or it cannot have that value.
    """
    known = settable_rules()
    for name in values:
        if name not in known:
            raise ValueError(f"there is no rule {name}; there are {', '.join(known)}")
    return Rules(**{name: _value(name, known[name], text) for name, text in values.items()})  # type: ignore[arg-type]  # each has the type of its default


def _value(name: str, default: bool | int | str, text: str) -> bool | int | str:
    if isinstance(default, str):
        try:
            return ZoneInfo(text).key
        except (ValueError, OSError, KeyError):
            raise ValueError(f"{name}={text} is no time zone such as {default}") from None
    largest = 1 if isinstance(default, bool) else WHOLE if name.endswith("_fee") else LARGEST_RULE
    if not (text.isascii() and text.isdigit() and len(text) < 12 and int(text) <= largest):
        raise ValueError(f"{name}={text} is no whole number from 0 to {largest}")
    return bool(int(text)) if isinstance(default, bool) else int(text)


CHECKERS = ("own", "text.ru")
"""Who can measure texts; all but the first are services that need a key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and how one exchange runs.

    Args:
        database_url: ``sqlite:///path`` or ``postgresql://user@host/name``.
        files: the folder of uploads.
        secret_key: signs links and encrypts API passwords; at least 32 characters.
        base_url: how the outside reaches the exchange, without a slash at the end; empty: as the request came.
        sandbox: whether the sandbox's controls and its adjustable clock are there.
        loose: whether a sandbox keeps silent about parameters that no method has; a real exchange always does.
        scanner: looks for viruses in uploads, besides the one of tests; see :class:`birzha.texts.scanning.Scanner`.
        corpus: the folder of the corpus that texts are checked against; ``None``: texts are not checked.
        checker: who measures uniqueness: ``own``, or the name of a service (:data:`CHECKERS`).
        checker_key: of the operator's account there.
        etxt: switches of the eTXT dialect by name; see :class:`birzha.dialects.etxt.switches.Wire`.
        rules: the market's rules.
    """

    database_url: str
    files: Path
    secret_key: str
    base_url: str = ""
    sandbox: bool = False
    loose: bool = False
    scanner: Callable[[bytes], str] | None = None
    corpus: Path | None = None
    checker: str = "own"
    checker_key: str = field(default="", repr=False)
    etxt: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rules: Rules = field(default_factory=Rules)
