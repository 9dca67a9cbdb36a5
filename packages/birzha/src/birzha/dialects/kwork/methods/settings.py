"""Settings of the account: what the market knows of goes to the profile, the rest is kept as it was given."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from birzha.dialects.kwork.failures import wrong
from birzha.dialects.kwork.interests import wrong_interests
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.people.commands import change_settings, edit_profile, go_offline
from birzha.people.commands.accounts import PROFILE_LIMITS
from birzha.people.model import Account, Actor
from birzha.people.queries import account
from birzha.storage.transaction import Transaction

PROFILE: Mapping[str, str] = MappingProxyType(
    {
        "fullname": "fio",
        "description": "description",
        "country": "country",
        "city": "city",
        "email": "email",
    }
)
"""Settings that are fields of the profile, and what these are called there."""


def shown_settings(found: Account, kept: Mapping[str, Any]) -> dict[str, Any]:
    """All settings of an account."""
    return {**kept, **{name: getattr(found, field) for name, field in PROFILE.items()}}


@handles("other.update_settings")
async def update_settings(call: Call) -> Answer:
    """Change settings in one transaction; ``null`` forgets one that is not of the profile, and leaves one that is."""
    given: Mapping[str, Any] = call.values["settings"]
    odd = {name: [told] for name, field in PROFILE.items() if (told := _wrong_line(given.get(name), field))}
    odd |= wrong_interests(given)
    if odd:
        raise wrong(odd)
    profile = {field: given[name] for name, field in PROFILE.items() if given.get(name) is not None}
    rest = {name: value for name, value in given.items() if name not in PROFILE}
    kept = await call.market.do(_change, call.actor, profile, rest)
    return {"success": True, "settings": shown_settings(await call.market.ask(account, call.actor), kept)}


@handles("other.go_offline")
async def offline(call: Call) -> Answer:
    """Show the caller as not on line until the next call."""
    await call.market.do(go_offline, call.actor)
    return {"success": True}


def _wrong_line(value: Any, field: str) -> str:
    """What is wrong with a setting of the profile, in words that do not name the profile's field; empty: nothing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return "Нужна строка."
    most = PROFILE_LIMITS.get(field)
    return f"Не длиннее {most} знаков, получено {len(value)}." if most is not None and len(value) > most else ""


async def _change(tx: Transaction, actor: Actor, profile: Mapping[str, str], rest: Mapping[str, Any]) -> dict[str, Any]:
    await edit_profile(tx, actor, **profile)
    return await change_settings(tx, actor, rest)
