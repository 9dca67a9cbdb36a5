"""The rows of people, and every statement that touches them."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, delete, func, or_, select, update

from birzha.people.model import Account, Actor, ApiAccess, ApiKey, Lock, Person, Role, Work
from birzha.storage.schema import CheckConstraint, Index, UniqueConstraint, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_or_skip, put_into, select_into

person = table(
    "person",
    identity(),
    text("login"),
    text("login_key"),  # case-folded, so that Ivan and ivan are one name
    text("email", default=""),
    text("password_hash", default=""),
    number("roles"),
    text("fio", default=""),
    text("description", default=""),
    text("country", default=""),
    text("city", default=""),
    text("photo", default=""),
    text("group_name", default=""),
    number("rate", default=0),
    number("reports", default=0),
    number("reports_n", default=0),
    number("star_sum", default=0),
    number("star_count", default=0),
    number("portfolio", default=0),
    number("stars", default=0),
    number("attestations", default=0),
    number("diploma", default=0),
    number("blocked", default=0),
    number("reviews_blocked", default=0),
    number("created"),
    number("last_seen", default=0),
    UniqueConstraint("login_key"),
    CheckConstraint("reports >= 0 AND reports_n >= 0", name="reviews_counted"),
    Index(None, "rate"),
    Index(None, "email"),
)

work = table(
    "work",
    number("person_id", references="person.id", key=True),
    number("id_type", key=True),
    number("min_price", default=0),  # kopecks per 1000 characters; 0: any
    number("level", default=0),
    CheckConstraint("id_type BETWEEN 1 AND 4", name="known_type"),
    CheckConstraint("min_price >= 0 AND level BETWEEN 0 AND 3", name="limits"),
)

api_key = table(
    "api_key",
    number("person_id", references="person.id", key=True),
    text("token"),
    text("sealed_password"),  # encrypted: the signature needs the password itself, so a hash would not do
    number("enabled", default=1),
    number("changed"),
    UniqueConstraint("token"),
)

session = table(
    "session",
    text("token_hash", key=True),
    number("person_id", references="person.id"),
    number("created"),
    number("expires"),
    text("audience", default=""),  # which face takes the token; empty: our own API and pages
    Index(None, "person_id"),
)

person_settings = table(
    "person_settings",
    number("person_id", references="person.id", key=True),
    text("settings", default="{}"),  # a JSON object, as a dialect's program gave it
)

password_reset = table(
    "password_reset",
    text("token_hash", key=True),
    number("person_id", references="person.id"),
    number("expires"),
    Index(None, "person_id"),
)

login_attempt = table(
    "login_attempt",
    text("key", key=True),  # a hash of who tries what, so that its length is fixed and it says nothing
    number("since"),
    number("tries", default=0),
    Index(None, "since"),
)

ignored = table(
    "ignored",
    number("owner_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    number("created"),
)


def _actor(person_id: int, roles: int, blocked: int, rate: int, last_seen: int) -> Actor:
    return Actor(person_id, Role(roles), bool(blocked), rate, last_seen)


def _key(sealed_password: str, enabled: int, *actor: int) -> ApiKey:
    return ApiKey(_actor(*actor), sealed_password, bool(enabled))


_ACTOR = (person.c.id, person.c.roles, person.c.blocked, person.c.rate, person.c.last_seen)
_THIS = person.c.id == bindparam("person_id")

# Who somebody is.

ACTOR_BY_ID: Statement[Actor] = Statement(select(*_ACTOR).where(_THIS), _actor)
ACTOR_BY_SESSION: Statement[Actor] = Statement(
    select(*_ACTOR)
    .join(session, session.c.person_id == person.c.id)
    .where(
        session.c.token_hash == bindparam("token_hash"),
        session.c.expires > bindparam("moment"),
        session.c.audience == bindparam("audience"),
    ),
    _actor,
)
API_KEY_BY_TOKEN: Statement[ApiKey] = Statement(
    select(api_key.c.sealed_password, api_key.c.enabled, *_ACTOR)
    .join(person, person.c.id == api_key.c.person_id)
    .where(api_key.c.token == bindparam("token")),
    _key,
)
PERSON: Statement[Person] = Statement(select_into(Person, person).where(_THIS), Person)
PERSON_BY_LOGIN: Statement[Person] = Statement(
    select_into(Person, person).where(person.c.login_key == bindparam("key")), Person
)
PERSONS: Statement[Person] = Statement(select_into(Person, person).where(among(person.c.id, "ids")), Person)
ACCOUNT: Statement[Account] = Statement(select_into(Account, person).where(_THIS), Account)
ID_BY_LOGIN: Statement[int] = Statement(select(person.c.id).where(person.c.login_key == bindparam("key")), int)
LOGINS: Statement[Any] = Statement(select(person.c.id, person.c.login).where(among(person.c.id, "ids")))
WORKS: Statement[Work] = Statement(
    select_into(Work, work).where(work.c.person_id == bindparam("person_id")).order_by(work.c.id_type), Work
)


@cache
def performers_statement(*, rate_from: bool, rate_to: bool, online: bool | None) -> Statement[Person]:
    """Performers by id: with these filters the statement takes ``low``, ``high`` and ``since``."""
    query = select_into(Person, person).where(
        person.c.roles.bitwise_and(Role.PERFORMER.value) != 0, person.c.blocked == 0
    )
    if rate_from:
        query = query.where(person.c.rate >= bindparam("low"))
    if rate_to:
        query = query.where(person.c.rate <= bindparam("high"))
    if online is not None:
        recent = person.c.last_seen >= bindparam("since")
        query = query.where(recent if online else ~recent)
    return Statement(query.order_by(person.c.id).limit(bindparam("count")).offset(bindparam("offset")), Person)


@cache
def accounts_statement(*, searched: bool) -> Statement[Account]:
    """Accounts by id, newest first; a search takes ``pattern``."""
    query = select_into(Account, person)
    if searched:
        query = query.where(
            or_(
                person.c.login_key.like(bindparam("pattern"), escape="\\"),
                person.c.email.like(bindparam("pattern"), escape="\\"),
            )
        )
    return Statement(query.order_by(person.c.id.desc()).limit(bindparam("count")).offset(bindparam("offset")), Account)


# How a person comes to be and changes.

NEW_PERSON = (
    "login", "login_key", "email", "password_hash", "roles", "fio", "description", "country", "city", "photo",
    "group_name", "rate", "portfolio", "stars", "attestations", "diploma", "created", "last_seen",
)  # fmt: skip
ADD_PERSON = insert_or_skip(person, NEW_PERSON, ["login_key"])

EDITABLE = (
    "fio", "description", "country", "city", "photo", "email", "roles", "rate", "group_name", "portfolio", "stars",
    "attestations", "diploma", "blocked", "reviews_blocked",
)  # fmt: skip
"""The columns that :func:`edit_statement` writes."""


@cache
def edit_statement(*columns: str) -> Statement[Any]:
    """Write these columns of one person; each value comes as ``new_<column>``."""
    if not set(columns) <= set(EDITABLE):
        raise ValueError(f"not to be written so: {set(columns) - set(EDITABLE)}")
    return Statement(update(person).where(_THIS).values({name: bindparam(f"new_{name}") for name in columns}))


MAKE_ADMIN: Statement[Any] = Statement(
    update(person)
    .where(person.c.login_key == bindparam("key"))
    .values(roles=person.c.roles.bitwise_or(Role.ADMIN.value))
)
LOCK_PHOTO: Statement[str] = Statement(select(person.c.photo).where(_THIS).with_for_update(key_share=True), str)
CHANGE_RATE: Statement[Any] = Statement(
    update(person).where(_THIS).values(rate=person.c.rate + bindparam("points")).returning(person.c.rate), int
)
_COUNTED = {
    "reports": person.c.reports + bindparam("positive"),
    "reports_n": person.c.reports_n + bindparam("negative"),
    "star_count": person.c.star_count + bindparam("reviews"),
    "star_sum": person.c.star_sum + bindparam("stars"),
}
CHANGE_REPORTS: Statement[Any] = Statement(
    update(person)
    .where(
        _THIS,
        _COUNTED["reports"] >= 0,
        _COUNTED["reports_n"] >= 0,
        _COUNTED["star_count"] >= _COUNTED["reports"] + _COUNTED["reports_n"],
        _COUNTED["star_sum"].between(_COUNTED["star_count"], 5 * _COUNTED["star_count"]),
    )
    .values(_COUNTED)
)
TOUCH: Statement[Any] = Statement(
    update(person).where(_THIS, person.c.last_seen < bindparam("before")).values(last_seen=bindparam("moment"))
)

GO_OFFLINE: Statement[Any] = Statement(
    update(person).where(_THIS, person.c.last_seen > bindparam("moment")).values(last_seen=bindparam("moment"))
)

DROP_WORKS: Statement[Any] = Statement(
    delete(work).where(work.c.person_id == bindparam("person_id"), ~among(work.c.id_type, "kept"))
)
ADD_WORK = insert_or_skip(work, ["person_id", "id_type"], ["person_id", "id_type"])
_THAT_WORK = (work.c.person_id == bindparam("person_id"), work.c.id_type == bindparam("kind"))
SET_MIN_PRICE: Statement[Any] = Statement(update(work).where(*_THAT_WORK).values(min_price=bindparam("price")))
SET_LEVEL: Statement[Any] = Statement(update(work).where(*_THAT_WORK).values(level=bindparam("new_level")))

START_SETTINGS = insert_or_skip(person_settings, ["person_id"], ["person_id"])
_MY_SETTINGS = person_settings.c.person_id == bindparam("owner")
SETTINGS: Statement[str] = Statement(select(person_settings.c.settings).where(_MY_SETTINGS), str)
LOCK_SETTINGS: Statement[str] = Statement(select(person_settings.c.settings).where(_MY_SETTINGS).with_for_update(), str)
SET_SETTINGS: Statement[Any] = Statement(
    update(person_settings).where(_MY_SETTINGS).values(settings=bindparam("new_settings"))
)

# How a person proves who they are.

_LOCK = select(person.c.id, person.c.login, person.c.password_hash)
LOCK_BY_LOGIN: Statement[Lock] = Statement(_LOCK.where(person.c.login_key == bindparam("key")), Lock)
LOCKS_BY_EMAIL: Statement[Lock] = Statement(_LOCK.where(person.c.email == bindparam("address")).limit(2), Lock)
LOCK_BY_ID: Statement[Lock] = Statement(_LOCK.where(_THIS), Lock)
SET_PASSWORD: Statement[Any] = Statement(
    update(person)
    .where(_THIS, person.c.password_hash == bindparam("old_hash"))
    .values(password_hash=bindparam("new_hash"))
)
REPLACE_PASSWORD: Statement[Any] = Statement(update(person).where(_THIS).values(password_hash=bindparam("new_hash")))

ADD_SESSION = put_into(session, "token_hash", "person_id", "created", "expires", "audience")
COUNT_SESSIONS: Statement[int] = Statement(
    select(func.count())
    .select_from(session)
    .where(session.c.person_id == bindparam("person_id"), session.c.expires > bindparam("moment")),
    int,
)
DROP_SESSION: Statement[Any] = Statement(delete(session).where(session.c.token_hash == bindparam("token_hash")))
DROP_OTHER_SESSIONS: Statement[Any] = Statement(
    delete(session).where(session.c.person_id == bindparam("person_id"), session.c.token_hash != bindparam("kept"))
)
DROP_OLD_SESSIONS: Statement[Any] = Statement(delete(session).where(session.c.expires <= bindparam("moment")))

RESETTABLE: Statement[Account] = Statement(
    select_into(Account, person)
    .where(or_(person.c.login_key == bindparam("key"), person.c.email == bindparam("address")))
    .where(person.c.email != "", person.c.blocked == 0)
    .order_by(person.c.id)
    .limit(5),
    Account,
)
ADD_RESET = put_into(password_reset, "token_hash", "person_id", "expires")
TAKE_RESET: Statement[int] = Statement(
    delete(password_reset)
    .where(password_reset.c.token_hash == bindparam("token_hash"), password_reset.c.expires > bindparam("moment"))
    .returning(password_reset.c.person_id),
    int,
)
DROP_RESETS: Statement[Any] = Statement(
    delete(password_reset).where(password_reset.c.person_id == bindparam("person_id"))
)
DROP_OLD_RESETS: Statement[Any] = Statement(
    delete(password_reset).where(password_reset.c.expires <= bindparam("moment"))
)

START_TRYING = insert_or_skip(login_attempt, ["key", "since"], ["key"])
_PAST = login_attempt.c.since <= bindparam("window_start")
TRY: Statement[int] = Statement(
    update(login_attempt)
    .where(login_attempt.c.key == bindparam("the_key"))
    .values(
        tries=case((_PAST, 1), else_=login_attempt.c.tries + 1),
        since=case((_PAST, bindparam("moment")), else_=login_attempt.c.since),
    )
    .returning(login_attempt.c.tries),
    int,
)
FORGET_TRIES: Statement[Any] = Statement(delete(login_attempt).where(login_attempt.c.key == bindparam("the_key")))
DROP_OLD_TRIES: Statement[Any] = Statement(
    delete(login_attempt).where(login_attempt.c.since <= bindparam("window_start"))
)

ADD_API_KEY = insert_or_skip(api_key, ["person_id", "token", "sealed_password", "changed"], ["person_id"])
_MY_KEY = api_key.c.person_id == bindparam("owner")
REPLACE_API_KEY: Statement[Any] = Statement(
    update(api_key)
    .where(_MY_KEY)
    .values(
        token=bindparam("new_token"), sealed_password=bindparam("new_password"), changed=bindparam("moment"), enabled=1
    )
)
SET_API_TOKEN: Statement[Any] = Statement(
    update(api_key).where(_MY_KEY).values(token=bindparam("new_token"), changed=bindparam("moment"))
)
SET_API_PASSWORD: Statement[Any] = Statement(
    update(api_key).where(_MY_KEY).values(sealed_password=bindparam("new_password"), changed=bindparam("moment"))
)
SET_API_ENABLED: Statement[Any] = Statement(
    update(api_key).where(_MY_KEY).values(enabled=bindparam("new_enabled"), changed=bindparam("moment"))
)
API_ACCESS: Statement[ApiAccess] = Statement(select_into(ApiAccess, api_key).where(_MY_KEY), ApiAccess)

# Whom a person does not want to meet.

IGNORE = insert_or_skip(ignored, ["owner_id", "person_id", "created"], ["owner_id", "person_id"])
STOP_IGNORING: Statement[Any] = Statement(
    delete(ignored).where(ignored.c.owner_id == bindparam("owner"), ignored.c.person_id == bindparam("whom"))
)
IGNORED: Statement[Person] = Statement(
    select_into(Person, person)
    .join(ignored, ignored.c.person_id == person.c.id)
    .where(ignored.c.owner_id == bindparam("owner"))
    .order_by(person.c.id),
    Person,
)
IGNORED_BETWEEN: Statement[int] = Statement(
    select(ignored.c.owner_id)
    .where(
        or_(
            (ignored.c.owner_id == bindparam("one")) & (ignored.c.person_id == bindparam("other")),
            (ignored.c.owner_id == bindparam("other")) & (ignored.c.person_id == bindparam("one")),
        )
    )
    .limit(1),
    int,
)
