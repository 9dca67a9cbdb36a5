"""What administrators decide about people."""

from birzha.errors import Invalid, NotFound, WrongState
from birzha.limits import number_within, text_within
from birzha.people import tables
from birzha.people.access import command
from birzha.people.commands.accounts import PROFILE_LIMITS
from birzha.people.model import (
    ANYONE,
    HIGHEST_LEVEL,
    HIGHEST_RATE,
    Actor,
    Attestation,
    Role,
    StandingChanged,
    login_key,
    some_of,
)
from birzha.people.queries import existing_person
from birzha.storage.transaction import Transaction

ALL_ATTESTATIONS = Attestation.MEDICINE | Attestation.CONSTRUCTION | Attestation.LAW | Attestation.FINANCE


@command(Role.ADMIN)
async def set_roles(tx: Transaction, actor: Actor, person_id: int, roles: Role) -> None:
    """Say what a person is.

    Args:
        tx: the transaction.
        actor: the administrator.
        person_id: of the person.
        roles: at least one.

    Raises:
        Invalid: none, or an unknown one.
        NotFound: there is no such person.
        WrongState: an administrator takes that role from themselves; another one must do it, so that one remains.
    """
    if not some_of(roles, ANYONE):
        raise Invalid("Нужна хотя бы одна роль из известных.", field="roles")
    if person_id == actor.id and not roles & Role.ADMIN:
        raise WrongState("Снять роль администратора с себя нельзя: это делает другой администратор.")
    await _edit(tx, person_id, roles=int(roles))
    await _tell_standing(tx, person_id)


async def appoint_admin(tx: Transaction, login: str) -> None:
    """Make somebody an administrator besides what they are. A step: it asks nobody's permission, for whoever has the database.

    Args:
        tx: the transaction.
        login: in any case of letters.

    Raises:
        NotFound: nobody has that login.
    """
    if not await tx.run(tables.MAKE_ADMIN, key=login_key(login)):
        raise NotFound("Такого пользователя нет.", field="login")


@command(Role.ADMIN)
async def set_rate(tx: Transaction, actor: Actor, person_id: int, rate: int) -> None:
    """Set a person's rating.

    Args:
        tx: the transaction.
        actor: the administrator.
        person_id: of the person.
        rate: points, a million at most on both sides of zero.

    Raises:
        Invalid: beyond the limits.
        NotFound: there is no such person.
    """
    await _edit(tx, person_id, rate=number_within(rate, "rate", least=-HIGHEST_RATE, most=HIGHEST_RATE))


@command(Role.ADMIN)
async def block(tx: Transaction, actor: Actor, person_id: int) -> None:
    """Shut a person out: their sessions end, and neither commands nor queries serve them.

    Raises:
        NotFound: there is no such person.
        WrongState: it is the administrator themselves.
    """
    if person_id == actor.id:
        raise WrongState("Заблокировать себя нельзя.")
    await _edit(tx, person_id, blocked=1)
    await _tell_standing(tx, person_id)
    await tx.run(tables.DROP_OTHER_SESSIONS, person_id=person_id, kept="")
    await tx.run(tables.DROP_RESETS, person_id=person_id)


@command(Role.ADMIN)
async def unblock(tx: Transaction, actor: Actor, person_id: int) -> None:
    """Let a person in again.

    Raises:
        NotFound: there is no such person.
    """
    await _edit(tx, person_id, blocked=0)
    await _tell_standing(tx, person_id)


@command(Role.MODERATOR | Role.ADMIN)
async def block_reviews(tx: Transaction, actor: Actor, person_id: int, blocked: bool = True) -> None:
    """Forbid a person to write reviews, or allow it again.

    Raises:
        NotFound: there is no such person.
    """
    await _edit(tx, person_id, reviews_blocked=int(blocked))


@command(Role.ADMIN)
async def set_stars(tx: Transaction, actor: Actor, person_id: int, stars: bool) -> None:
    """Give a person the star of quality, or take it.

    Raises:
        NotFound: there is no such person.
    """
    await _edit(tx, person_id, stars=int(stars))


@command(Role.ADMIN)
async def set_attestations(tx: Transaction, actor: Actor, person_id: int, attestations: Attestation) -> None:
    """Say in which subjects a person passed the test.

    Raises:
        Invalid: an unknown subject.
        NotFound: there is no such person.
    """
    if attestations and not some_of(attestations, ALL_ATTESTATIONS):
        raise Invalid("Такой аттестации нет.", field="attestations")
    await _edit(tx, person_id, attestations=int(attestations))


@command(Role.ADMIN)
async def set_diploma(tx: Transaction, actor: Actor, person_id: int, diploma: bool) -> None:
    """Confirm a person's diploma, or take that back.

    Raises:
        NotFound: there is no such person.
    """
    await _edit(tx, person_id, diploma=int(diploma))


@command(Role.ADMIN)
async def set_portfolio(tx: Transaction, actor: Actor, person_id: int, works: int) -> None:
    """Say how many works a person's portfolio has, 0 to 10,000.

    Raises:
        Invalid: beyond the limits.
        NotFound: there is no such person.
    """
    await _edit(tx, person_id, portfolio=number_within(works, "portfolio", least=0, most=10_000))


@command(Role.ADMIN)
async def set_group_name(tx: Transaction, actor: Actor, person_id: int, group_name: str) -> None:
    """Name the group that a person belongs to, up to 60 characters; empty: none.

    Raises:
        Invalid: too long.
        NotFound: there is no such person.
    """
    name = text_within(group_name, "group_name", most=PROFILE_LIMITS["group_name"])
    await _edit(tx, person_id, group_name=name)


@command(Role.ADMIN)
async def set_level(tx: Transaction, actor: Actor, person_id: int, id_type: int, level: int) -> None:
    """Give a performer a skill level in one of the kinds of work that they take.

    Args:
        tx: the transaction.
        actor: the administrator.
        person_id: of the performer.
        id_type: kind of work, 1 to 4.
        level: 0 to 3.

    Raises:
        Invalid: beyond the limits.
        NotFound: there is no such person, or they do not take that kind of work.
    """
    number_within(level, "level", least=0, most=HIGHEST_LEVEL)
    if not await tx.run(tables.SET_LEVEL, person_id=person_id, kind=id_type, new_level=level):
        raise NotFound("Исполнителя с таким видом работ нет.")


async def _tell_standing(tx: Transaction, person_id: int) -> None:
    found = await existing_person(tx, person_id)
    await tx.publish(StandingChanged(person_id, Role(0) if found.blocked else Role(found.roles)))


async def _edit(tx: Transaction, person_id: int, **changes: int | str) -> None:
    values = {f"new_{name}": value for name, value in changes.items()}
    if not await tx.run(tables.edit_statement(*changes), person_id=person_id, **values):
        raise NotFound("Такого пользователя нет.")
