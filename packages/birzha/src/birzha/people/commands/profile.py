"""What people say about themselves, and whom they do not want to meet."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from birzha.errors import Forbidden, Invalid, NotFound
from birzha.limits import number_within, text_within
from birzha.people import tables
from birzha.people.access import command
from birzha.people.commands.accounts import PROFILE_LIMITS
from birzha.people.model import (
    ANYONE,
    HIGHEST_MIN_PRICE,
    ONLINE_WITHIN,
    WORK_TYPES,
    Actor,
    PhotoReplaced,
    Role,
    Work,
    checked_email,
)
from birzha.storage.transaction import Transaction

LONGEST_SETTINGS = 16 * 1024
"""How much is kept of what a person's programs ask to be kept, bytes of JSON."""

DEEPEST_SETTINGS = 20
"""How deep they may lie in one another: what is kept must be writable again from anywhere."""


@command(ANYONE)
async def edit_profile(
    tx: Transaction,
    actor: Actor,
    *,
    fio: str | None = None,
    description: str | None = None,
    country: str | None = None,
    city: str | None = None,
    photo: str | None = None,
    email: str | None = None,
) -> None:
    """Change what is given; what is ``None`` stays.

    Args:
        tx: the transaction.
        actor: whose profile.
        fio: full name, up to 100 characters.
        description: up to 2000 characters.
        country: up to 60 characters.
        city: up to 60 characters.
        photo: the key of a file; empty: no picture.
        email: where letters go; it cannot be taken away.

    Raises:
        Invalid: a value is beyond its limits.
    """
    given = {"fio": fio, "description": description, "country": country, "city": city, "photo": photo}
    changes = {
        name: text_within(value, name, most=PROFILE_LIMITS[name]) for name, value in given.items() if value is not None
    }
    if email is not None:
        changes["email"] = checked_email(email)
    if changes:
        await tx.run(
            tables.edit_statement(*changes),
            person_id=actor.id,
            **{f"new_{name}": value for name, value in changes.items()},
        )


@command(ANYONE)
async def set_photo(tx: Transaction, actor: Actor, key: str) -> None:
    """Show another picture of oneself, or none; the former one is dropped.

    Args:
        tx: the transaction.
        actor: whose picture.
        key: of an examined file in the file store; empty: no picture.
    """
    former = await tx.one(tables.LOCK_PHOTO, person_id=actor.id)
    await tx.run(tables.edit_statement("photo"), person_id=actor.id, new_photo=key)
    if former:
        await tx.publish(PhotoReplaced(former))


@command(Role.PERFORMER)
async def set_works(tx: Transaction, actor: Actor, works: Sequence[Work]) -> None:
    """Say anew which kinds of work one takes and at what least price. Skill levels stay with the kinds that stay.

    Args:
        tx: the transaction.
        actor: the performer.
        works: each kind at most once; levels in them are not looked at (an administrator gives those).

    Raises:
        Invalid: an unknown or repeated kind, or a price beyond its limits.
    """
    kinds = [each.id_type for each in works]
    if len(set(kinds)) != len(kinds) or not set(kinds) <= set(WORK_TYPES):
        raise Invalid("Виды работ — 1, 2, 3 и 4, каждый не больше одного раза.", field="id_type")
    for each in works:
        number_within(each.min_price, "min_price", least=0, most=HIGHEST_MIN_PRICE)
    await tx.run(tables.DROP_WORKS, person_id=actor.id, kept=kinds)
    for each in works:
        await tx.run(tables.ADD_WORK, person_id=actor.id, id_type=each.id_type)
        await tx.run(tables.SET_MIN_PRICE, person_id=actor.id, kind=each.id_type, price=each.min_price)


@command(ANYONE)
async def ignore(tx: Transaction, actor: Actor, person_id: int) -> None:
    """Not want to meet somebody: neither can address an individual order to the other. Twice is as good as once.

    Raises:
        Forbidden: it is the person themselves.
        NotFound: there is no such person.
    """
    if person_id == actor.id:
        raise Forbidden("Себя игнорировать нельзя.")
    if await tx.first(tables.ACTOR_BY_ID, person_id=person_id) is None:
        raise NotFound("Такого пользователя нет.")
    await tx.run(tables.IGNORE, owner_id=actor.id, person_id=person_id, created=tx.now)


@command(ANYONE)
async def stop_ignoring(tx: Transaction, actor: Actor, person_id: int) -> None:
    """Take somebody off the ignore list.

    Raises:
        NotFound: they are not on it.
    """
    if not await tx.run(tables.STOP_IGNORING, owner=actor.id, whom=person_id):
        raise NotFound("Этого пользователя нет в вашем списке игнорирования.")


@command(ANYONE)
async def change_settings(tx: Transaction, actor: Actor, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Keep settings of a person's programs as they gave them; gives all that are kept now.

    Args:
        tx: the transaction.
        actor: whose.
        changes: JSON values by name; ``None`` forgets one. Those that are not named stay.

    Raises:
        Invalid: together they are longer than 16 KiB, or lie in one another deeper than 20 levels.
    """
    await tx.run(tables.START_SETTINGS, person_id=actor.id)
    kept: dict[str, Any] = json.loads(await tx.one(tables.LOCK_SETTINGS, owner=actor.id))
    together = {name: value for name, value in {**kept, **changes}.items() if value is not None}
    if not _is_shallow(changes, DEEPEST_SETTINGS):
        raise Invalid(f"Настройки вложены глубже {DEEPEST_SETTINGS} уровней.", field="settings")
    written = json.dumps(together)  # in ASCII: whatever the characters are, a database keeps them
    if len(written) > LONGEST_SETTINGS:
        raise Invalid(f"Настройки вместе — не больше {LONGEST_SETTINGS} байт JSON.", field="settings")
    await tx.run(tables.SET_SETTINGS, owner=actor.id, new_settings=written)
    return together


def _is_shallow(value: Any, levels: int) -> bool:
    """Whether lists and objects lie in one another at most that deep."""
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    return inside is None or (levels > 0 and all(_is_shallow(each, levels - 1) for each in inside))


@command(ANYONE)
async def go_offline(tx: Transaction, actor: Actor) -> None:
    """Be shown as not on line until the next act: one was last seen just too long ago to count as present."""
    await tx.run(tables.GO_OFFLINE, person_id=actor.id, moment=tx.now - ONLINE_WITHIN - 1)
