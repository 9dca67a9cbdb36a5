"""What a person of the market is: roles, the acting person, reputation, the limits of a profile. No I/O."""

import hashlib
import re
from dataclasses import dataclass
from enum import IntFlag

from birzha.clock import DAY, HOUR, MINUTE
from birzha.errors import Forbidden, Invalid
from birzha.limits import storable

ONLINE_WITHIN = 15 * MINUTE
"""Who was seen this recently counts as online, seconds."""

SEEN_EVERY = MINUTE
"""How often a person's last moment of activity is written down at most, seconds."""

SESSION_TIME = 30 * DAY
"""How long a session lives, seconds."""

RESET_TIME = HOUR
"""How long a password can be reset by one letter, seconds."""

LOGIN = re.compile(r"[A-Za-z0-9_-]{3,15}")
"""A login: the statement's search takes up to 15 characters (documentation of users.getStats)."""

EMAIL = re.compile(
    r"[^@\s\x00-\x1f\"(),:;<>\[\]\\]{1,64}@(?=.{3,190}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})"
)
"""What may be an address; whether it is one, only a letter tells."""

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
"""Limits of a login password, characters."""

SHORTEST_API_PASSWORD = 6
LONGEST_API_PASSWORD = 64
"""Limits of an API password, characters."""

HIGHEST_RATE = 1_000_000
"""The limit of a rating set by hand, points, on both sides of zero."""

HIGHEST_MIN_PRICE = 10_000_000
"""The highest minimum price, kopecks per 1000 characters."""

WORK_TYPES = (1, 2, 3, 4)
"""Copywriting, rewriting, translation, SEO copywriting (documentation of users.getWorks)."""

HIGHEST_LEVEL = 3
"""The highest skill level in a kind of work."""


class Role(IntFlag):
    """What a person may be; one account may be several."""

    CUSTOMER = 1
    PERFORMER = 2
    MODERATOR = 4
    ADMIN = 8
    CORRECTOR = 16


ANYONE = Role.CUSTOMER | Role.PERFORMER | Role.MODERATOR | Role.ADMIN | Role.CORRECTOR
"""Every signed-in person."""

SELF_CHOSEN = Role.CUSTOMER | Role.PERFORMER
"""What a person may choose to be; the other roles are given by an administrator."""


def some_of(roles: int, allowed: int) -> bool:
    """Whether there is at least one role and none but the allowed ones (``~`` of a flag forgets unknown bits)."""
    return roles > 0 and not roles & ~int(allowed)


class Attestation(IntFlag):
    """Subjects in which a performer passed the test of knowledge (documentation of tasks.saveTask, ``attestat``)."""

    MEDICINE = 1
    CONSTRUCTION = 2
    LAW = 4
    FINANCE = 8


@dataclass(frozen=True, slots=True)
class Actor:
    """The person on whose behalf a command runs, as the database knows them at that moment.

    Args:
        id: of the person.
        roles: what they are.
        blocked: whether an administrator shut them out.
        rate: rating points.
        last_seen: when they were last noted as active, unixtime.
    """

    id: int
    roles: Role
    blocked: bool = False
    rate: int = 0
    last_seen: int = 0

    def must_be(self, role: Role) -> None:
        """Refuse unless the person has one of these roles and is not shut out.

        Raises:
            Forbidden: they may not.
        """
        if self.blocked:
            raise Forbidden("Учётная запись заблокирована администрацией биржи.")
        if not self.roles & role:
            raise Forbidden(f"Действие доступно только с ролью: {names(role)}.")


@dataclass(frozen=True, slots=True)
class Person:
    """What everybody may know of a person.

    Args:
        id: of the person.
        login: 3 to 15 letters, digits, ``_``, ``-``.
        roles: what they are, bits of :class:`Role`.
        fio: full name.
        description: about themselves.
        country: in words.
        city: in words.
        photo: the key of their picture among the files; empty: none.
        group_name: what an administrator calls their kind.
        rate: rating points.
        reports: positive reviews.
        reports_n: negative reviews.
        star_sum: stars of all reviews together.
        star_count: all reviews: those that are neither positive nor negative, too.
        portfolio: works in the portfolio.
        stars: 1 when the person has the star of quality.
        attestations: bits of :class:`Attestation`.
        diploma: 1 when the diploma is confirmed.
        blocked: 1 when an administrator shut them out.
        reviews_blocked: 1 when they may not write reviews.
        created: when they registered, unixtime.
        last_seen: when they were last active, unixtime.
    """

    id: int
    login: str
    roles: int
    fio: str
    description: str
    country: str
    city: str
    photo: str
    group_name: str
    rate: int
    reports: int
    reports_n: int
    star_sum: int
    star_count: int
    portfolio: int
    stars: int
    attestations: int
    diploma: int
    blocked: int
    reviews_blocked: int
    created: int
    last_seen: int

    @property
    def rating(self) -> float | None:
        """The average of the stars that the person was given, two decimals; ``None`` before the first review."""
        return round(self.star_sum / self.star_count, 2) if self.star_count else None

    def is_a(self, role: Role) -> bool:
        """Whether the person has one of these roles."""
        return bool(self.roles & role)

    def online(self, now: int) -> bool:
        """Whether the person was active a short while before that moment."""
        return now - self.last_seen <= ONLINE_WITHIN


@dataclass(frozen=True, slots=True)
class Account(Person):
    """What the person themselves and an administrator may know besides.

    Args:
        email: where letters go; lower case.
    """

    email: str


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work that a performer takes.

    Args:
        id_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        min_price: kopecks per 1000 characters; 0: any price.
        level: skill level, 0 to 3.
    """

    id_type: int
    min_price: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What a signed request is checked against.

    Args:
        person: whose key it is.
        sealed_password: the API password, encrypted; :class:`birzha.people.vault.Vault` opens it.
        enabled: whether the person lets programs in.
    """

    person: Actor
    sealed_password: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class ApiAccess:
    """A person's own view of their API key.

    Args:
        token: names them in every request.
        enabled: 1 when programs are let in.
        changed: when the key was last changed, unixtime.
    """

    token: str
    enabled: int
    changed: int


@dataclass(frozen=True, slots=True)
class Lock:
    """What a log-in is checked against.

    Args:
        person_id: of the account.
        login: as its owner wrote it.
        password_hash: of the present password.
    """

    person_id: int
    login: str
    password_hash: str


@dataclass(frozen=True, slots=True)
class PhotoReplaced:
    """Somebody's former picture is nobody's any more.

    Args:
        key: of it among the files.
    """

    key: str


@dataclass(frozen=True, slots=True)
class StandingChanged:
    """Somebody has other roles, was shut out, or let in again.

    Args:
        person_id: who.
        roles: what they may act as from now on; none while they are shut out.
    """

    person_id: int
    roles: Role


@dataclass(frozen=True, slots=True)
class Reset:
    """A password reset that was asked for; the token goes into a letter and nowhere else.

    Args:
        login: of the account.
        email: where the letter goes.
        token: opens the reset once, within an hour.
    """

    login: str
    email: str
    token: str


def names(role: Role) -> str:
    """The roles in Russian, for people."""
    words = {
        Role.CUSTOMER: "заказчик",
        Role.PERFORMER: "исполнитель",
        Role.MODERATOR: "модератор",
        Role.ADMIN: "администратор",
        Role.CORRECTOR: "корректор",
    }
    return ", ".join(word for each, word in words.items() if each & role)


def login_key(login: str) -> str:
    """The login as it is compared: Ivan and ivan are one name. Empty for what nobody can be called."""
    return login.strip().casefold() if storable(login) else ""


def checked_login(login: str) -> str:
    """The login itself, if it can be one.

    Raises:
        Invalid: it is not 3 to 15 Latin letters, digits, ``_`` and ``-``.
    """
    if not LOGIN.fullmatch(login):
        raise Invalid("Логин — от 3 до 15 латинских букв, цифр и знаков «_» и «-».", field="login")
    return login


def checked_email(email: str) -> str:
    """The address in lower case, if it can be one.

    Raises:
        Invalid: it cannot.
    """
    address = email.strip().lower()
    if not EMAIL.fullmatch(address):
        raise Invalid("Это не похоже на адрес электронной почты.", field="email")
    return address


def checked_password(password: str, login: str) -> str:
    """The password itself, if it is fit for a login.

    Args:
        password: 8 to 128 characters.
        login: which it must not repeat.

    Raises:
        Invalid: it is too short, too long, one character over and over, or the login itself.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid(f"Пароль — от {SHORTEST_PASSWORD} до {LONGEST_PASSWORD} знаков.", field="password")
    if len(set(password)) == 1 or login_key(password) == login_key(login):
        raise Invalid("Такой пароль угадают сразу: придумайте другой.", field="password")
    return password


def hash_token(token: str) -> str:
    """What is kept of a session's or a reset's token: enough to know it again, useless to a thief of the database."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
