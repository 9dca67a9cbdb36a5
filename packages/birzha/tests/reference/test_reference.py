"""Categories and languages, who edits them and who takes which."""

import asyncio

import pytest

from birzha.app import Market
from birzha.errors import Forbidden, Invalid, LimitExceeded, NotFound
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id
from birzha.reference import commands, queries
from birzha.reference.commands import (
    allow_phrase,
    drop_exchange_rate,
    drop_feature,
    forbid_phrase,
    put_category,
    put_language,
    save_category,
    save_feature,
    save_language,
    set_exchange_rate,
    set_preferences,
)
from birzha.reference.model import Category, Feature, Language


async def someone(market: Market, login: str, roles: Role) -> Actor:
    """A new person as an actor."""
    person_id = await market.do(add_person, login=login, roles=roles)
    actor = await market.ask(actor_by_id, person_id)
    assert actor is not None
    return actor


async def test_lists_are_by_name(market: Market) -> None:
    """Categories and languages come in the order of a Russian alphabet, on both engines."""
    for number, name in enumerate(["Япония", "ёлки", "Животные", "Еда", "авто", "Zoo"], 1):
        await market.do(put_category, number, name=name, keyword=f"k{number}")
        await market.do(put_language, number, name=name)
    names = ["Zoo", "авто", "Еда", "ёлки", "Животные", "Япония"]
    assert [each.name for each in await market.ask(queries.categories)] == names
    assert [each.name for each in await market.ask(queries.languages)] == names


async def test_known_ids_are_kept_and_overwritten(market: Market) -> None:
    """Loading a list twice leaves it as it is the second time."""
    await market.do(put_category, 1911, name="Разное")
    await market.do(put_category, 1911, name="Не определена", keyword="none")
    await market.do(put_language, 7, name="немецкий")
    await market.do(put_language, 7, name="Немецкий")
    assert await market.ask(queries.categories) == [Category(1911, 0, "Не определена", "none")]
    assert await market.ask(queries.languages) == [Language(7, "Немецкий")]


async def test_an_admin_adds_and_changes(market: Market) -> None:
    """New rows get the id after the greatest; changes reach the row that is named."""
    admin = await someone(market, "admin", Role.ADMIN)
    await market.do(put_category, 1911, name="Разное")
    new_id = await market.do(save_category, admin, name="Кулинария", parent_id=1911, keyword="cook")
    assert new_id == 1912
    assert await market.do(save_category, admin, name="Еда", category_id=new_id) == new_id
    assert Category(1912, 0, "Еда", "") in await market.ask(queries.categories)
    assert await market.do(save_language, admin, name="Чешский") == 1
    assert await market.do(save_language, admin, name="Польский", language_id=1) == 1
    assert await market.ask(queries.languages) == [Language(1, "Польский")]


async def test_new_ids_differ(postgres_market: Market) -> None:
    """Administrators who add at the same moment do not overwrite one another."""
    admin = await someone(postgres_market, "admin", Role.ADMIN)
    ids = await asyncio.gather(*(postgres_market.do(save_category, admin, name=f"n{i}") for i in range(8)))
    assert sorted(ids) == list(range(1, 9))


@pytest.mark.parametrize("roles", [Role.CUSTOMER, Role.PERFORMER, Role.MODERATOR])
async def test_only_an_admin_edits(sqlite_market: Market, roles: Role) -> None:
    """Every other role is refused and nothing is added."""
    actor = await someone(sqlite_market, "someone", roles)
    with pytest.raises(Forbidden):
        await sqlite_market.do(save_category, actor, name="x")
    with pytest.raises(Forbidden):
        await sqlite_market.do(save_language, actor, name="x")
    assert await sqlite_market.ask(queries.categories) == []
    assert await sqlite_market.ask(queries.languages) == []


@pytest.mark.parametrize(
    ("error", "field", "values"),
    [
        (Invalid, "name", {"name": ""}),
        (Invalid, "name", {"name": "я" * 129}),
        (Invalid, "name", {"name": "a\0"}),
        (Invalid, "keyword", {"name": "x", "keyword": "k" * 65}),
        (NotFound, "id_parent", {"name": "x", "parent_id": 99}),
        (NotFound, "id_category", {"name": "x", "category_id": 99}),
        (Invalid, "id_parent", {"name": "x", "category_id": 1, "parent_id": 1}),
        (Invalid, "id_parent", {"name": "x", "category_id": 1, "parent_id": 2}),
    ],
)
async def test_bad_categories(sqlite_market: Market, error: type[Exception], field: str, values: dict) -> None:
    """Values beyond the limits, unknown ids and circles are refused, name the field and change nothing."""
    admin = await someone(sqlite_market, "admin", Role.ADMIN)
    await sqlite_market.do(put_category, 1, name="верх")
    await sqlite_market.do(put_category, 2, name="низ", parent_id=1)
    before = await sqlite_market.ask(queries.categories)
    with pytest.raises(error) as refusal:
        await sqlite_market.do(save_category, admin, **values)
    assert refusal.value.field == field
    assert await sqlite_market.ask(queries.categories) == before


async def test_limits_of_names(sqlite_market: Market) -> None:
    """The longest name and keyword are taken; an unknown language is not renamed."""
    admin = await someone(sqlite_market, "admin", Role.ADMIN)
    assert await sqlite_market.do(save_category, admin, name="я" * 128, keyword="k" * 64) == 1
    assert await sqlite_market.do(save_language, admin, name="я" * 128) == 1
    with pytest.raises(NotFound):
        await sqlite_market.do(save_language, admin, name="x", language_id=2)
    with pytest.raises(Invalid):
        await sqlite_market.do(save_language, admin, name="")
    with pytest.raises(Invalid):
        await sqlite_market.do(put_category, 0, name="x")


async def test_what_lies_below(market: Market) -> None:
    """A category with everything under it; nothing for an unknown one."""
    for number, parent in [(10, 0), (20, 10), (30, 20), (40, 0)]:
        await market.do(put_category, number, name="x", parent_id=parent)
    assert await market.ask(queries.categories_below, 10) == [10, 20, 30]
    assert await market.ask(queries.categories_below, 30) == [30]
    assert await market.ask(queries.categories_below, 11) == []
    assert [await market.ask(queries.category_exists, each) for each in (40, 41)] == [True, False]


async def test_preferences(market: Market) -> None:
    """What a performer takes is replaced list by list, and everybody sees it."""
    performer = await someone(market, "writer", Role.PERFORMER)
    customer = await someone(market, "client", Role.CUSTOMER)
    for number in (1, 2, 3):
        await market.do(put_category, number, name="x")
        await market.do(put_language, number, name="x")
    await market.do(set_preferences, performer, category_ids=[3, 1, 3], language_ids=[2])
    await market.do(set_preferences, performer, category_ids=[2, 1])
    found = await market.ask(queries.preferences, customer, performer.id)
    assert (found.categories, found.languages) == ([1, 2], [2])
    await market.do(set_preferences, performer, category_ids=[], language_ids=[])
    found = await market.ask(queries.preferences, customer, performer.id)
    assert (found.categories, found.languages) == ([], [])


async def test_bad_preferences(market: Market) -> None:
    """Unknown ids, too many of them, other roles and unknown people are refused; nothing changes."""
    performer = await someone(market, "writer", Role.PERFORMER)
    customer = await someone(market, "client", Role.CUSTOMER)
    for number in range(1, 52):
        await market.do(put_category, number, name="x")
    await market.do(set_preferences, performer, category_ids=range(1, 51))
    with pytest.raises(Invalid):
        await market.do(set_preferences, performer, category_ids=range(1, 52))
    with pytest.raises(NotFound):
        await market.do(set_preferences, performer, category_ids=[1, 99])
    with pytest.raises(NotFound):
        await market.do(set_preferences, performer, category_ids=[1], language_ids=[99])
    with pytest.raises(Forbidden):
        await market.do(set_preferences, customer, category_ids=[1])
    with pytest.raises(NotFound):
        await market.ask(queries.preferences, customer, 99)
    assert len((await market.ask(queries.preferences, customer, performer.id)).categories) == 50


async def test_preferences_set_twice_at_once(postgres_market: Market) -> None:
    """The same list set at the same moment does not break either of the two."""
    performer = await someone(postgres_market, "writer", Role.PERFORMER)
    await postgres_market.do(put_category, 1, name="x")
    await asyncio.gather(*(postgres_market.do(set_preferences, performer, category_ids=[1]) for _ in range(8)))
    assert (await postgres_market.ask(queries.preferences, performer, performer.id)).categories == [1]


async def test_exchange_rates_are_set_changed_and_taken_back(market: Market) -> None:
    """An administrator's say, by currency; what was never said cannot be taken back."""
    admin = Actor(0, Role.ADMIN)
    await market.do(set_exchange_rate, admin, "USD", 92_500_000)
    await market.do(set_exchange_rate, admin, "EUR", 1)
    await market.do(set_exchange_rate, admin, "USD", 93_000_000)
    found = await market.ask(queries.exchange_rates)
    assert [(each.currency, each.rate, each.since) for each in found] == [
        ("EUR", 1, market.clock.now()),
        ("USD", 93_000_000, market.clock.now()),
    ]
    await market.do(drop_exchange_rate, admin, "EUR")
    with pytest.raises(NotFound):
        await market.do(drop_exchange_rate, admin, "EUR")
    assert len(await market.ask(queries.exchange_rates)) == 1


@pytest.mark.parametrize(
    ("currency", "rate"), [("usd", 1), ("RUB", 1), ("US", 1), ("USDT", 1), ("USD", 0), ("USD", 10**15 + 1)]
)
async def test_an_exchange_rate_beyond_its_limits_is_refused(sqlite_market: Market, currency: str, rate: int) -> None:
    """Three capital letters, not the rouble's, above nothing, up to a milliard roubles."""
    with pytest.raises(Invalid):
        await sqlite_market.do(set_exchange_rate, Actor(0, Role.ADMIN), currency, rate)


FEATURE = {"name": "Срочно", "price": 30_000, "kind": "extra", "description": "Вдвое быстрее", "public": True}


async def test_features_are_offered_changed_and_taken_back(market: Market) -> None:
    """An administrator's say, by id, the public ones by themselves; a number is not used twice."""
    admin = Actor(0, Role.ADMIN)
    first = await market.do(save_feature, admin, **FEATURE)
    second = await market.do(save_feature, admin, **{**FEATURE, "kind": "premium", "public": False})
    assert await market.do(save_feature, admin, **{**FEATURE, "price": 0, "name": "Завтра"}, feature_id=first) == first
    assert await market.ask(queries.features) == [
        Feature(first, "Завтра", "Вдвое быстрее", 0, "extra", 1),
        Feature(second, "Срочно", "Вдвое быстрее", 30_000, "premium", 0),
    ]
    assert [each.id for each in await market.ask(queries.features, public=True)] == [first]
    await market.do(drop_feature, admin, second)
    assert await market.do(save_feature, admin, **FEATURE) > second
    with pytest.raises(NotFound):
        await market.do(drop_feature, admin, second)
    with pytest.raises(NotFound):
        await market.do(save_feature, admin, **FEATURE, feature_id=second)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "я" * 129),
        ("description", "я" * 1001),
        ("price", -1),
        ("price", 100_000_001),
        ("kind", "other"),
    ],
)
async def test_a_feature_beyond_its_limits_is_refused(sqlite_market: Market, field: str, value: str | int) -> None:
    """The field is named, nothing is offered, and only an administrator offers."""
    with pytest.raises(Invalid) as refusal:
        await sqlite_market.do(save_feature, Actor(0, Role.ADMIN), **{**FEATURE, field: value})
    assert refusal.value.field == field
    for command, values in ((save_feature, FEATURE), (drop_feature, {"feature_id": 1})):
        with pytest.raises(Forbidden):
            await sqlite_market.do(command, Actor(0, Role.MODERATOR), **values)
    assert await sqlite_market.ask(queries.features) == []


async def test_phrases_are_forbidden_and_allowed_again(market: Market) -> None:
    """In small letters with single spaces, once each, in the order of a Russian alphabet; what is not there cannot be taken back."""
    admin = Actor(0, Role.ADMIN)
    for each in ("Курсовая  Работа", "ёлка", "курсовая работа ", "Ель"):
        await market.do(forbid_phrase, admin, each)
    found = await market.ask(queries.forbidden_phrases)
    assert [(each.phrase, each.since) for each in found] == [
        (phrase, market.clock.now()) for phrase in ("ёлка", "ель", "курсовая работа")
    ]
    await market.do(allow_phrase, admin, "КУРСОВАЯ РАБОТА")
    with pytest.raises(NotFound):
        await market.do(allow_phrase, admin, "курсовая работа")
    assert len(await market.ask(queries.forbidden_phrases)) == 2


@pytest.mark.parametrize("phrase", ["", " ", "!?", "х" * 101, "а\0б", "\ud800а"])
async def test_what_is_no_phrase_is_refused(sqlite_market: Market, phrase: str) -> None:
    """It has a letter or a digit, up to a hundred characters, and the database can keep it."""
    with pytest.raises(Invalid):
        await sqlite_market.do(forbid_phrase, Actor(0, Role.ADMIN), phrase)


async def test_so_many_phrases_and_no_more(sqlite_market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one too many is refused and not kept; one that is there already is none too many."""
    monkeypatch.setattr(commands, "MOST_PHRASES", 2)
    admin = Actor(0, Role.ADMIN)
    for each in ("один", "два", "один"):
        await sqlite_market.do(forbid_phrase, admin, each)
    with pytest.raises(LimitExceeded):
        await sqlite_market.do(forbid_phrase, admin, "три")
    assert len(await sqlite_market.ask(queries.forbidden_phrases)) == 2
