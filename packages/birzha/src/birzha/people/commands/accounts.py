"""How a person comes to be, and the counts that other nouns keep on them."""

from birzha.errors import Invalid, NotFound, Taken
from birzha.limits import number_within, text_within
from birzha.people import tables
from birzha.people.access import open_command
from birzha.people.model import (
    ANYONE,
    HIGHEST_RATE,
    SEEN_EVERY,
    SELF_CHOSEN,
    Role,
    checked_email,
    checked_login,
    login_key,
    some_of,
)
from birzha.storage.transaction import Transaction

PROFILE_LIMITS = {"fio": 100, "description": 2000, "country": 60, "city": 60, "photo": 200, "group_name": 60}
"""The longest texts of a profile, characters."""


async def add_person(
    tx: Transaction,
    *,
    login: str,
    roles: Role,
    password_hash: str = "",
    email: str = "",
    fio: str = "",
    description: str = "",
    country: str = "",
    city: str = "",
    photo: str = "",
    group_name: str = "",
    rate: int = 0,
    portfolio: int = 0,
    stars: int = 0,
    attestations: int = 0,
    diploma: int = 0,
    created: int | None = None,
    last_seen: int = 0,
) -> int:
    """Add a person with any roles; gives their id. A step: it asks nobody's permission.

    Args:
        tx: the transaction.
        login: 3 to 15 Latin letters, digits, ``_``, ``-``; unique without regard to case.
        roles: at least one.
        password_hash: from :func:`birzha.people.passwords.hash_password`; empty: the person cannot log in.
        email: where letters go; may be empty.
        fio: full name, up to 100 characters.
        description: up to 2000 characters.
        country: up to 60 characters.
        city: up to 60 characters.
        photo: the key of a file.
        group_name: up to 60 characters.
        rate: rating points.
        portfolio: works in the portfolio.
        stars: 0 or 1.
        attestations: bits of :class:`birzha.people.model.Attestation`.
        diploma: 0 or 1.
        created: when they registered; now.
        last_seen: when they were last active.

    Raises:
        Invalid: a value is beyond its limits.
        Taken: somebody has that login.
    """
    texts = {
        "fio": fio,
        "description": description,
        "country": country,
        "city": city,
        "photo": photo,
        "group_name": group_name,
    }
    for name, value in texts.items():
        text_within(value, name, most=PROFILE_LIMITS[name])
    if not some_of(roles, ANYONE):
        raise Invalid("Нужна хотя бы одна роль из известных.", field="roles")
    key = login_key(checked_login(login))
    added = await tx.run(
        tables.ADD_PERSON,
        login=login,
        login_key=key,
        email=checked_email(email) if email else "",
        password_hash=password_hash,
        roles=int(roles),
        **texts,
        rate=number_within(rate, "rate", least=-HIGHEST_RATE, most=HIGHEST_RATE),
        portfolio=portfolio,
        stars=stars,
        attestations=int(attestations),
        diploma=diploma,
        created=tx.now if created is None else created,
        last_seen=last_seen,
    )
    if not added:
        raise Taken(f"Логин «{login}» уже занят: выберите другой.", field="login")
    return await tx.one(tables.ID_BY_LOGIN, key=key)


@open_command
async def register(tx: Transaction, *, login: str, email: str, password_hash: str, roles: Role) -> int:
    """Let a new person in as a customer, a performer or both; gives their id.

    Args:
        tx: the transaction.
        login: see :func:`add_person`.
        email: obligatory here: a password is reset through it.
        password_hash: see :func:`add_person`.
        roles: customer, performer or both.

    Raises:
        Invalid: a value is beyond its limits, or a role is not one's own to choose.
        Taken: somebody has that login.
    """
    if not some_of(roles, SELF_CHOSEN):
        raise Invalid("Зарегистрироваться можно заказчиком, исполнителем или и тем и другим.", field="roles")
    return await add_person(
        tx,
        login=login,
        email=checked_email(email),
        password_hash=password_hash,
        roles=roles,
        last_seen=tx.now,
    )


async def touch(tx: Transaction, person_id: int) -> None:
    """Note that the person is active now; written at most once a minute. A step."""
    await tx.run(tables.TOUCH, person_id=person_id, moment=tx.now, before=tx.now - SEEN_EVERY + 1)


async def change_rate(tx: Transaction, person_id: int, points: int) -> int:
    """Add points to a person's rating (or take them, below zero too); gives the new rating. A step.

    Raises:
        NotFound: there is no such person.
    """
    rate = await tx.first(tables.CHANGE_RATE, person_id=person_id, points=points)
    if rate is None:
        raise NotFound("Такого пользователя нет.")
    return int(rate)


async def change_reports(
    tx: Transaction, person_id: int, *, positive: int = 0, negative: int = 0, reviews: int = 0, stars: int = 0
) -> None:
    """Add to a person's counts of reviews and to the sum of their stars; none ever goes below zero. A step.

    Args:
        tx: the transaction.
        person_id: of whom they are.
        positive: reviews with 4 or 5 stars.
        negative: reviews with 1 or 2 stars.
        reviews: all of them.
        stars: of all of them.

    Raises:
        NotFound: there is no such person, or they have no such review: a count would not fit the others.
    """
    counts = {"positive": positive, "negative": negative, "reviews": reviews, "stars": stars}
    if not await tx.run(tables.CHANGE_REPORTS, person_id=person_id, **counts):
        raise NotFound("Такого отзыва у пользователя нет.")
