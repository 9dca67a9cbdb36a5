"""Adding and registering people, and the counts kept on them."""

import asyncio

import pytest

from birzha.app import Market
from birzha.errors import Invalid, NotFound, Taken
from birzha.people import queries
from birzha.people.commands import add_person, change_rate, change_reports, register, touch
from birzha.people.model import Role

CUSTOMER, PERFORMER = Role.CUSTOMER, Role.PERFORMER


async def test_a_person_is_kept_as_given(market: Market) -> None:
    """Every value of a new person comes back as it was given."""
    values = {
        "login": "Ivan_1",
        "roles": CUSTOMER | PERFORMER,
        "fio": "Иван Иванов",
        "description": "Пишу.",
        "country": "Россия",
        "city": "Тула",
        "photo": "key1",
        "group_name": "Мастера",
        "rate": -5,
        "portfolio": 3,
        "stars": 1,
        "attestations": 5,
        "diploma": 1,
        "last_seen": 17,
    }
    person_id = await market.do(add_person, **values, email="Ivan@Example.com", created=12)
    person = await market.ask(queries.person_row, person_id)
    assert person is not None
    assert {name: getattr(person, name) for name in values} == values
    assert person.created == 12
    actor = await market.ask(queries.actor_by_id, person_id)
    assert (await market.ask(queries.account, actor)).email == "ivan@example.com"


@pytest.mark.parametrize("login", ["abc", "abcdefghijklmno", "A-b_9", "---"])
async def test_good_logins(sqlite_market: Market, login: str) -> None:
    """Logins at both limits and of every kind of character are taken."""
    assert await sqlite_market.do(register, login=login, email="a@b.ru", password_hash="x", roles=CUSTOMER) > 0


@pytest.mark.parametrize("login", ["", "ab", "abcdefghijklmnop", "a b", "имя", "a.b.c", "abc\n", "abc\0", "ab\ud800"])
async def test_bad_logins(sqlite_market: Market, login: str) -> None:
    """Logins beyond the limits, or with other characters, are refused and name the field."""
    with pytest.raises(Invalid) as refusal:
        await sqlite_market.do(register, login=login, email="a@b.ru", password_hash="x", roles=CUSTOMER)
    assert refusal.value.field == "login"


@pytest.mark.parametrize("email", ["a@b.ru", "a.b+c@sub.example.com", "почта@пример.рф", "a@xn--e1afmkfd.xn--p1ai"])
async def test_good_emails(sqlite_market: Market, email: str) -> None:
    """Plausible addresses, international ones too, are taken."""
    assert await sqlite_market.do(register, login="abc", email=email, password_hash="x", roles=CUSTOMER) > 0


@pytest.mark.parametrize(
    "email",
    ["", "a", "@b.ru", "a@b", "a@@b.ru", "a b@c.ru", "a@b..ru", "a@-b.ru", "a@b.r", "a@b.ru\nBcc: c@d.ru", "a@1.2.3.4",
     "x" * 65 + "@b.ru", "a@" + "b." * 100 + "ru", "a\0@b.ru", "a@b.ru,c@d.ru"],
)  # fmt: skip
async def test_bad_emails(sqlite_market: Market, email: str) -> None:
    """What cannot be an address, or would break a letter's head, is refused."""
    with pytest.raises(Invalid) as refusal:
        await sqlite_market.do(register, login="abc", email=email, password_hash="x", roles=CUSTOMER)
    assert refusal.value.field == "email"


@pytest.mark.parametrize(
    "roles",
    [Role(0), Role.ADMIN, Role.MODERATOR, CUSTOMER | Role.ADMIN, PERFORMER | Role.MODERATOR, Role.CORRECTOR, Role(32)],
)
async def test_nobody_registers_as_staff(sqlite_market: Market, roles: Role) -> None:
    """Only customer and performer are one's own to choose."""
    with pytest.raises(Invalid) as refusal:
        await sqlite_market.do(register, login="abc", email="a@b.ru", password_hash="x", roles=roles)
    assert refusal.value.field == "roles"
    assert await sqlite_market.ask(queries.person_row, 1) is None


async def test_a_login_is_taken_without_regard_to_case(market: Market) -> None:
    """The second person with the same letters is refused and the transaction goes on."""
    await market.do(add_person, login="Ivan", roles=CUSTOMER)
    with pytest.raises(Taken):
        await market.do(add_person, login="iVAN", roles=CUSTOMER)


async def test_one_of_many_gets_the_login(postgres_market: Market) -> None:
    """Of eight who register one login at the same moment exactly one gets it."""
    results = await asyncio.gather(
        *(
            postgres_market.do(register, login="same", email=f"a{i}@b.ru", password_hash="x", roles=CUSTOMER)
            for i in range(8)
        ),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in results) == ["Taken"] * 7 + ["int"]


@pytest.mark.parametrize(
    ("field", "most"), [("fio", 100), ("description", 2000), ("country", 60), ("city", 60), ("group_name", 60)]
)
async def test_profile_texts_have_limits(sqlite_market: Market, field: str, most: int) -> None:
    """The longest text passes, one character more does not, nor does NUL."""
    assert await sqlite_market.do(add_person, login="abc", roles=CUSTOMER, **{field: "я" * most})
    for bad in ("я" * (most + 1), "a\0b", "\ud800"):
        with pytest.raises(Invalid) as refusal:
            await sqlite_market.do(add_person, login="abcd", roles=CUSTOMER, **{field: bad})
        assert refusal.value.field == field


async def test_rate_goes_up_and_down(market: Market) -> None:
    """Points are added and taken, below zero too; nobody's rating cannot change."""
    person_id = await market.do(add_person, login="abc", roles=PERFORMER, rate=10)
    assert await market.do(change_rate, person_id, 5) == 15
    assert await market.do(change_rate, person_id, -25) == -10
    with pytest.raises(NotFound):
        await market.do(change_rate, person_id + 1, 1)


async def test_counts_of_reviews_never_go_below_zero(market: Market) -> None:
    """A change after which the counts do not fit one another changes none of them."""
    person_id = await market.do(add_person, login="abc", roles=PERFORMER)
    await market.do(change_reports, person_id, positive=1, reviews=1, stars=5)
    await market.do(change_reports, person_id, positive=-1, negative=1, stars=-3)
    for change in (
        {"positive": -1},
        {"positive": 1, "negative": -2},
        {"positive": 1},
        {"reviews": -1, "stars": -2},
        {"stars": 4},
        {"stars": -2},
    ):
        with pytest.raises(NotFound):
            await market.do(change_reports, person_id, **change)
    person = await market.ask(queries.person_row, person_id)
    assert person is not None
    assert (person.reports, person.reports_n, person.star_sum, person.star_count) == (0, 1, 2, 1)


async def test_rate_counts_every_point_at_once(postgres_market: Market) -> None:
    """Twenty changes at the same moment all count."""
    person_id = await postgres_market.do(add_person, login="abc", roles=PERFORMER)
    await asyncio.gather(*(postgres_market.do(change_rate, person_id, 1) for _ in range(20)))
    person = await postgres_market.ask(queries.person_row, person_id)
    assert person is not None
    assert person.rate == 20


async def test_being_seen_is_written_once_a_minute(market: Market) -> None:
    """The last moment moves on only when a minute has passed."""
    person_id = await market.do(add_person, login="abc", roles=PERFORMER)
    start = market.clock.now()
    seen = []
    for moment in (start, start + 59, start + 60):
        market.clock.set(moment)
        await market.do(touch, person_id)
        person = await market.ask(queries.person_row, person_id)
        assert person is not None
        seen.append(person.last_seen - start)
    assert seen == [0, 0, 60]
