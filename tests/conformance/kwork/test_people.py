"""The account, reviews, notifications, dialogs, reference data."""

import asyncio

import pytest

from birzha.kworks.commands import buy_kwork
from birzha.lists.commands import set_entry
from birzha.messages.commands import mark_read, tell, write_message
from birzha.people.commands import block, ignore
from birzha.people.model import Actor, Role
from birzha.reference.commands import drop_feature, put_exchange_rate, put_feature
from birzha.reviews.commands import add_review, delete_review, edit_review

WORDS = "Работа сдана в срок, текст живой и без ошибок, рекомендую."


async def test_the_account(stage):
    """What the documentation names: id, username, email, balance in roubles, rating, verification, settings."""
    info = (await stage.anna.post("/user")).answer
    assert set(info) == {"id", "username", "email", "balance", "rating", "verification", "settings"}
    assert (info["username"], info["email"], info["rating"]) == ("anna", "anna@birzha.example", None)
    assert info["balance"] > 0
    before = info["balance"]
    await stage.assign(await stage.order())
    assert (await stage.anna.post("/user")).answer["balance"] == pytest.approx(before - 55.5 * 1.05, abs=0.01)
    actor = (await stage.anna.post("/actor")).answer
    assert (actor["id"], actor["username"], actor["is_online"]) == (info["id"], "anna", True)
    assert "customer" in actor["roles"]


async def test_settings_of_the_profile_reach_the_market_and_the_rest_is_kept(stage):
    """Names of the profile change it, others come back as they were given, null forgets, others' stay their own."""
    given = {"fullname": "Анна Новая", "city": "Тверь", "theme": {"dark": True}, "sound": 0}
    answer = (await stage.anna.post("/updateSettings", **given)).answer
    assert answer["success"] is True
    assert given.items() <= answer["settings"].items()
    await stage.anna.post("/updateSettings", sound=None, city=None)
    settings = (await stage.anna.post("/user")).answer["settings"]
    assert "sound" not in settings
    assert (settings["theme"], settings["city"], settings["fullname"]) == ({"dark": True}, "Тверь", "Анна Новая")
    assert "theme" not in (await stage.boris.post("/user")).answer["settings"]


async def test_settings_change_all_or_nothing(stage):
    """A profile field that would do is not changed when the rest is refused."""
    refused = await stage.anna.post("/updateSettings", city="Псков", theme="x" * 20_000)
    assert refused.status == 400
    assert (await stage.anna.post("/user")).answer["settings"]["city"] != "Псков"


async def test_reviews_have_stars_and_an_average(stage):
    """Each review has its stars, three of them as well; the average is of all; the caller's own are the default."""
    order = await stage.assign(await stage.order())
    await stage.finish(order)
    other = await stage.assign(await stage.order("boris"), by="boris")
    await stage.finish(other, by="boris")
    vera = await stage.actor("vera")
    await stage.market.do(add_review, await stage.actor("anna"), vera.id, WORDS, stars=4)
    await stage.market.do(add_review, await stage.actor("boris"), vera.id, WORDS, stars=3)
    found = (await stage.anna.post("/userReviews", user_id=vera.id)).answer
    given = [(each["rating"], each["author"]["username"]) for each in found["reviews"]]
    assert given[:2] == [(3, "boris"), (4, "anna")]
    average = round(sum(stars for stars, _ in given) / len(given), 2)
    assert (found["average_rating"], found["pagination"]["total_items"]) == (average, len(given))
    assert (found["reviews"][0]["comment"], found["reviews"][0]["kwork_id"]) == (WORDS, None)
    assert (await stage.vera.post("/userReviews")).answer["reviews"] == found["reviews"]
    nobodys = (await stage.boris.post("/userReviews")).answer
    assert (nobodys["reviews"], nobodys["average_rating"]) == ([], None)
    assert (await stage.vera.post("/user")).answer["rating"] == average
    assert (await stage.anna.post("/userReviews", user_id=vera.id, page=2)).answer["reviews"] == []


async def test_a_review_of_a_purchase_names_its_kwork(stage):
    """Its stars move the kwork's rating; an edit moves it again, and what a moderator takes away is in no sum."""
    catalogue = (await stage.anna.post("/catalogMainv2", sort="price_desc")).answer["kworks"]
    kwork = next(each for each in catalogue if each["reviews_count"] == 0)
    seller = kwork["seller"]
    assert kwork["rating"] is None
    before = (await stage.anna.post("/userReviews", user_id=seller["id"])).answer
    anna, moderator = await stage.actor("anna"), Actor(0, Role.MODERATOR)
    order = await stage.market.do(buy_kwork, anna, kwork["id"])
    await stage.finish(order, to=seller["username"])
    review = await stage.market.do(add_review, anna, seller["id"], WORDS, stars=2, order_id=order)

    async def shown():
        page = (await stage.anna.post("/getKworkDetails", kwork_id=kwork["id"])).answer
        return page["rating"], page["reviews_count"]

    assert await shown() == (2.0, 1)
    found = (await stage.boris.post("/userReviews", user_id=seller["id"])).answer
    newest = found["reviews"][0]
    assert (newest["id"], newest["rating"], newest["kwork_id"]) == (review, 2, kwork["id"])
    assert found["pagination"]["total_items"] == before["pagination"]["total_items"] + 1
    await stage.market.do(edit_review, anna, review, WORDS, stars=4)
    assert await shown() == (4.0, 1)
    await stage.market.do(delete_review, moderator, review)
    assert await shown() == (None, 0)
    assert (await stage.anna.post("/userReviews", user_id=seller["id"])).answer == before


async def test_each_new_notification_is_fetched_once(stage):
    """Fetch gives what is new, oldest first, and never again; the list keeps everything; reading is another matter."""
    anna = await stage.actor("anna")
    old = (await stage.anna.post("/notificationsFetch")).answer["notifications"]
    await stage.boris.post("/notificationsFetch")
    for text in ("первое", "второе"):
        await stage.market.do(tell, anna.id, text)
    new = (await stage.anna.post("/notificationsFetch")).answer
    assert [each["message"] for each in new["notifications"]] == ["первое", "второе"]
    assert new["unread_count"] == len(old) + 2
    assert (await stage.anna.post("/notificationsFetch")).answer["notifications"] == []
    await stage.market.do(tell, anna.id, "третье")
    [third] = (await stage.anna.post("/notificationsFetch")).answer["notifications"]
    assert set(third) == {"id", "type", "title", "message", "is_read", "created_at", "link"}
    listed = (await stage.anna.post("/notifications")).answer
    assert [each["message"] for each in listed["notifications"]][:3] == ["третье", "второе", "первое"]
    assert (await stage.anna.post("/getInAppNotification")).answer["notification"] == third
    await stage.market.do(mark_read, anna, [third["id"]])
    listed = (await stage.anna.post("/notifications")).answer
    assert (listed["notifications"][0]["is_read"], listed["unread_count"]) == (True, len(old) + 2)
    assert (await stage.boris.post("/notificationsFetch")).answer["notifications"] == []


async def test_two_programs_that_fetch_at_once_share_what_is_new(stage):
    """Of ten fetches at the same moment each message reaches exactly one."""
    anna = await stage.actor("anna")
    await stage.anna.post("/notificationsFetch")
    for number in range(30):
        await stage.market.do(tell, anna.id, f"сообщение {number}")
    replies = await asyncio.gather(*(stage.anna.post("/notificationsFetch") for _ in range(10)))
    texts = [each["message"] for reply in replies for each in reply.answer["notifications"]]
    assert sorted(texts) == sorted(f"сообщение {number}" for number in range(30))


async def test_dialogs_and_blocked_ones(stage):
    """A dialog has its last message and how many are unread; whom one shuts out moves to the other list."""
    anna, vera, boris = [await stage.actor(login) for login in ("anna", "vera", "boris")]
    await stage.market.do(write_message, vera, anna.id, "Здравствуйте")
    await stage.market.do(write_message, vera, anna.id, "Вы здесь?")
    await stage.market.do(write_message, boris, anna.id, "Добрый день")
    dialogs = (await stage.anna.post("/dialogs")).answer["dialogs"]
    shown = [(each["participant"]["username"], each["last_message"], each["unread_count"]) for each in dialogs]
    assert shown == [("boris", "Добрый день", 1), ("vera", "Вы здесь?", 2)]
    assert (await stage.anna.post("/blockedDialogList")).answer == {"dialogs": []}
    await stage.market.do(set_entry, anna, vera.id, "black")
    await stage.market.do(ignore, anna, boris.id)
    assert (await stage.anna.post("/dialogs")).answer == {"dialogs": []}
    blocked = (await stage.anna.post("/blockedDialogList")).answer["dialogs"]
    assert [each["id"] for each in blocked] == [boris.id, vera.id]
    others = (await stage.vera.post("/dialogs")).answer["dialogs"]
    assert [each["participant"]["username"] for each in others].count("anna") == 1


async def test_whether_one_may_write(stage):
    """Not to oneself, nor to who shut one out, nor to who is shut out of the exchange; one's own black list stops nobody."""
    anna, vera, boris = [await stage.actor(login) for login in ("anna", "vera", "boris")]

    async def allowed(whom):
        return (await stage.anna.post("/isDialogAllow", user_id=whom)).answer["allowed"]

    assert [await allowed(each.id) for each in (anna, vera, boris)] == [False, True, True]
    await stage.market.do(set_entry, vera, anna.id, "black")
    await stage.market.do(set_entry, anna, boris.id, "black")
    assert [await allowed(each.id) for each in (vera, boris)] == [False, True]
    await stage.market.do(block, Actor(0, Role.ADMIN), boris.id)
    assert await allowed(boris.id) is False


async def test_reference_data(plain):
    """Countries, cities and time zones in Russian; an offset follows the market's clock; badges."""
    from .conftest import Client

    anna = await Client(plain.http).log_in("anna", "demo-anna")
    countries = (await anna.post("/countries")).answer["countries"]
    russia = next(each for each in countries if each["code"] == "RU")
    assert (russia["id"], russia["name"]) == (643, "Россия")
    assert {"Москва", "Санкт-Петербург", "Казань"} <= {each["name"] for each in russia["cities"]}
    assert len(countries) > 240
    cities = (await anna.post("/cities")).answer["cities"]
    assert len({each["id"] for each in cities}) == len(cities) > 1000
    assert {each["country_id"] for each in cities} <= {each["id"] for each in countries}
    zones = {each["name"]: each["offset"] for each in (await anna.post("/timezones")).answer["timezones"]}
    assert zones["Москва (Europe/Moscow)"] == "+03:00"
    assert zones["Берлин (Europe/Berlin)"] == "+01:00"
    assert zones["Нью-Йорк (America/New_York)"] == "-05:00"
    assert any(each.endswith((":30", ":45")) for each in zones.values())
    plain.market.clock.set(plain.market.clock.now() + 200 * 86_400)
    anna = await Client(plain.http).log_in("anna", "demo-anna")
    zones = {each["name"]: each["offset"] for each in (await anna.post("/timezones")).answer["timezones"]}
    assert zones["Берлин (Europe/Berlin)"] == "+02:00"
    badges = (await anna.post("/getBadgesInfo")).answer["badges"]
    assert [each["id"] for each in badges] == list(range(1, 7))


async def test_features_are_what_the_operator_offers(stage):
    """All of them for whoever is signed in, the public ones by themselves; what the operator takes away is gone at once."""
    every = (await stage.anna.post("/getAvailableFeatures")).answer["features"]
    public = (await stage.vera.post("/getPublicFeatures")).answer["features"]
    assert [each["id"] for each in every] == [1, 2, 3, 4, 5]
    assert public == every[:3]
    assert set(every[0]) == {"id", "name", "description", "price", "type"}
    assert [(each["type"], each["price"]) for each in every[2:]] == [
        ("extra", 400.0),
        ("premium", 900.0),
        ("premium", 1500.5),
    ]
    await stage.market.do(put_feature, name="Срочно", price=0, feature_id=2, public=False)
    await stage.market.do(drop_feature, Actor(0, Role.ADMIN), 1)
    every = (await stage.anna.post("/getAvailableFeatures")).answer["features"]
    assert every[0] == {"id": 2, "name": "Срочно", "description": None, "price": 0.0, "type": "extra"}
    assert [each["id"] for each in (await stage.anna.post("/getPublicFeatures")).answer["features"]] == [3]


async def test_single_things(stage):
    """Exchange rates of the operator, the channel, security data without the whole address."""
    await stage.market.do(put_exchange_rate, "USD", 92_500_000)
    info = (await stage.anna.post("/exchangeInfo")).answer
    assert info["rates"]["USD"] == 92.5
    assert (info["base_currency"], info["updated_at"]) == ("RUB", "2023-11-14T22:13:20Z")
    data = (await stage.anna.post("/getSecurityUserData")).answer
    assert data == {"email": "a***@birzha.example", "sessions": 2, "two_factor": False}
    channel = (await stage.anna.post("/getChannel")).answer
    assert channel["channel"] != (await stage.boris.post("/getChannel")).answer["channel"]
