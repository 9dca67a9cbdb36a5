"""The live mobile service read as the documentation has it; bodies are made up from public tables of fields."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from birzha_client.wire import WireResponse
from kwork_api import KworkDriftError, KworkLiveMismatchError, KworkUsageError, MissingFieldError

MOMENT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
PAGING = {"page": 2, "total": "25", "limit": 12}
WANT = {
    "id": 31,
    "status": "active",
    "user_id": 7,
    "username": "anna",
    "profile_picture": "https://x.example/a.png",
    "price": 1500,
    "title": "Нужен текст",
    "description": "О хлебе &quot;ржаном&quot;",
    "offers": 3,
    "time_left": 82211,
    "category_id": 5,
    "date_confirm": 1_700_000_000,
    "achievements_list": [],
}
CARD = {
    "id": "5",
    "category_id": 15,
    "title": "Логотип",
    "image_url": "https://x.example/1.png",
    "price": 500,
    "worker": {
        "id": 7,
        "username": "anna",
        "profilepicture": "https://x.example/a.png",
        "rating": "4.8",
        "is_online": 1,
    },
}
ORDER = {
    "id": 41,
    "kwork_title": "Логотип",
    "display_title": "Логотип для пекарни",
    "price": 1000.5,
    "status": 1,
    "time_added": 1_700_000_000,
    "payer": {"id": 9, "username": "boris", "is_online": False, "profilepicture": ""},
    "time_canсel": None,  # the Cyrillic letter is the service's own
}
DETAILS = {
    "id": "12345",
    "kwork_title": "Логотип",
    "kwork_description": "Нарисую",
    "default_kwork_price": 500,
    "image_url": "https://x.example/1.png",
    "term": "3",
    "kwork_instructions": "Пришлите название",
    "short_user_info": {"id": 7, "username": "anna", "profilepicture": "p", "rating": "4.8", "is_online": True},
    "additional_options": [{"id": 1, "name": "Срочно", "price": 300}],
    "category": 15,
}


def envelope(response=None, **more):
    """An answer of the live service."""
    return {"success": True, **({} if response is None else {"response": response}), **more}


def test_projects(rig):
    """Names, states, numbers and moments in their documented places; the page from ``paging``; the rest is kept."""
    found = rig(envelope([WANT], paging=PAGING, connects={"all_connects": 30})).run("projects.get_list", page=2)
    (project,) = found.projects
    assert (project.id, project.title, project.budget, project.budget_type) == (31, "Нужен текст", 1500.0, "fixed")
    assert (project.status, project.bids_count, project.category_id, project.skills) == ("open", 3, 5, [])
    assert project.created_at == MOMENT
    assert (project.customer.id, project.customer.username) == (7, "anna")
    assert project.customer.avatar_url == "https://x.example/a.png"
    assert project.raw == WANT
    assert project.model_extra["time_left"] == 82211
    page = found.pagination
    assert (page.current_page, page.total_pages, page.total_items, page.items_per_page) == (2, 3, 25, 12)
    assert (page.has_next, page.has_prev) == (True, True)
    assert found.raw["connects"] == {"all_connects": 30}


@pytest.mark.parametrize(
    ("state", "word"),
    [(1, "in_progress"), ("4", "in_progress"), (3, "cancelled"), (5, "completed"), (6, "unpaid"), (9, "9")],
)
def test_orders(rig, state, word):
    """Inside of ``response``; the numbers of states become words where the documentation has one."""
    answer = envelope({"filter": "all", "orders": [{**ORDER, "status": state}], "paging": {"page": 1}})
    (order,) = rig(answer).run("projects.get_worker_orders")
    assert (order.id, order.title, order.budget, order.status) == (41, "Логотип", 1000.5, word)
    assert (order.customer.username, order.created_at) == ("boris", MOMENT)
    assert order.raw["time_canсel"] is None


@pytest.mark.parametrize(("state", "word"), [("active", "open"), ("stop", "stop"), (7, "7")])
def test_states_of_projects(rig, state, word):
    """The one whose meaning is known becomes the documented word; others stay as they came."""
    assert rig(envelope([{**WANT, "status": state}])).run("projects.get_list").projects[0].status == word


@pytest.mark.parametrize("worker", [[], {}, None, {"username": "anna"}])
def test_somebody_who_is_nobody(rig, worker):
    """PHP's empty list for an object, and a user without an id, are no user; what came is kept."""
    (kwork,) = rig(envelope([{**CARD, "worker": worker}])).run("user.get_favorite_kworks")
    assert kwork.seller is None
    assert kwork.raw["worker"] == worker


@pytest.mark.parametrize("moment", [0, "0", "", None, False])
def test_moments_that_have_not_come(rig, moment):
    """Zero and nothing stand for none, not for 1970."""
    answer = envelope({"orders": [{**ORDER, "time_added": moment}]})
    (order,) = rig(answer).run("projects.get_worker_orders")
    assert order.created_at is None


def test_orders_keyed_by_number(rig):
    """PHP sends a list with holes as an object."""
    found = rig(envelope({"orders": {"0": ORDER, "2": {**ORDER, "id": 42}}})).run("projects.get_payer_orders")
    assert [order.id for order in found] == [41, 42]


def test_no_orders_are_an_error_there(rig):
    """Code 151 is an empty list, and nothing else is."""
    said = {"success": False, "error": "Нет заказов", "error_code": 151}
    assert rig(said).run("projects.get_worker_orders") == []
    assert rig({**said, "error_code": "151"}).run("projects.get_payer_orders") == []


@pytest.mark.parametrize("name", ["user.get_favorite_kworks", "other.get_viewed_kworks"])
@pytest.mark.parametrize("inside", [False, True])
def test_kworks(rig, name, inside):
    """Cards of kworks, ids as text, ratings as text, flags as numbers."""
    (kwork,) = rig(envelope({"kworks": [CARD]} if inside else [CARD])).run(name)
    assert (kwork.id, kwork.title, kwork.price, kwork.images) == (5, "Логотип", 500.0, ["https://x.example/1.png"])
    assert (kwork.seller.id, kwork.seller.rating, kwork.seller.is_online) == (7, 4.8, True)
    assert kwork.currency == "RUB"
    assert kwork.raw == CARD
    assert kwork.seller.raw == CARD["worker"]


def test_details(rig):
    """The details of a kwork under their live names."""
    found = rig(envelope(DETAILS)).run("catalog.get_details", kwork_id=12345)
    assert (found.id, found.title, found.price, found.delivery_time) == (12345, "Логотип", 500.0, 3)
    assert (found.full_description, found.requirements) == ("Нарисую", "Пришлите название")
    assert (found.features, found.seller.username) == (["Срочно"], "anna")
    assert (found.reviews_count, found.faq, found.category_id) == (0, [], 15)
    assert found.raw == DETAILS
    named = rig(envelope({**DETAILS, "category": "Дизайн"})).run("catalog.get_details", kwork_id=1)
    assert (named.category_id, named.model_extra["category"]) == (None, "Дизайн")
    assert rig(envelope({**DETAILS, "term": "3 дня"})).run("catalog.get_details", kwork_id=1).delivery_time is None
    with pytest.raises(KworkLiveMismatchError, match="nothing"):
        rig(envelope([])).run("catalog.get_details", kwork_id=12345)


def test_reviews(rig):
    """There are no stars in the live service, and none are made up: reading them says so."""
    row = {
        "id": 9,
        "time_added": 1_700_000_000,
        "text": "Отлично",
        "good": 1,
        "bad": 0,
        "kwork": {"id": 5, "title": "x"},
    }
    row |= {"writer": {"id": 9, "username": "boris", "profilepicture": "p"}}
    (review,) = rig(envelope([row], paging=PAGING)).run("user.get_reviews", user_id=7).reviews
    assert (review.id, review.comment, review.kwork_id, review.author.username) == (9, "Отлично", 5, "boris")
    assert review.created_at == MOMENT
    assert review.model_extra["good"] == 1
    with pytest.raises(MissingFieldError, match="did not send it"):
        _ = review.rating


def test_reference_data(rig):
    """Ids as text, offsets as numbers of hours."""
    (city,) = rig(envelope([{"id": "1", "name": "Москва"}])).run("reference.get_cities")
    assert (city.id, city.name, city.country_id) == (1, "Москва", None)
    (country,) = rig(envelope([{"id": 1, "name": "Россия"}])).run("reference.get_countries")
    assert (country.name, country.code, country.cities) == ("Россия", None, [])
    offsets = [3, -5, 0, 14, 15, "+03:00", 10800]
    zones = [{"id": n, "name": "z", "utc_offset": offset} for n, offset in enumerate(offsets)]
    found = rig(envelope(zones)).run("reference.get_timezones")
    assert [zone.offset for zone in found] == ["+03:00", "-05:00", "+00:00", "+14:00", "15", "+03:00", "10800"]


def test_notifications(rig):
    """Groups become one list; an answer without ``response`` is none."""
    inner = {"id": 3, "added": 1_700_000_000, "entity_id": 5, "link": "/orders/5", "orderTitle": "x"}
    group = {
        "name": "Заказы",
        "description": "Новый заказ",
        "entity_type": "order",
        "is_red": True,
        "notifications": [inner],
    }
    found = rig(envelope([group])).run("notifications.get_list")
    (one,) = found.notifications
    assert (one.id, one.type, one.title, one.message, one.link) == (3, "order", "Заказы", "Новый заказ", "/orders/5")
    assert one.created_at == MOMENT
    assert rig(envelope()).run("notifications.get_list").notifications == []
    event = {
        "id": 8,
        "event": "new_inbox",
        "created_at": "2026-11-01 10:00:00",
        "data": {"title": "t", "inboxMessage": "m"},
    }
    (new,) = (
        rig(
            envelope(
                [
                    event,
                ]
            )
        )
        .run("notifications.fetch")
        .notifications
    )
    assert (new.id, new.type, new.title, new.message) == (8, "new_inbox", "t", "m")


def test_dialogs(rig):
    """A dialog goes by the other's id there; blocked ones are ids alone."""
    row = {"user_id": 7, "username": "anna", "profilepicture": "p", "is_online": 0, "unread": True, "unread_count": "2"}
    row |= {"last_message": "Привет", "time": 1_700_000_000, "note": []}
    (dialog,) = rig(envelope([row], paging={"page": 1, "total": 1})).run("notifications.get_dialogs")
    assert (dialog.id, dialog.participant.username, dialog.last_message, dialog.unread_count) == (
        7,
        "anna",
        "Привет",
        2,
    )
    assert (dialog.updated_at, dialog.participant.is_online) == (MOMENT, False)
    found = rig(envelope({"blockedUserIds": [5, "6"]})).run("notifications.get_blocked_dialogs")
    assert [(each.id, each.participant) for each in found] == [(5, None), (6, None)]
    assert rig(envelope([row])).run("notifications.get_blocked_dialogs")[0].id == 7


def test_favourite_categories(rig):
    """Objects become ids."""
    assert rig(envelope([{"id": 5, "name": "x"}, {"id": "11"}])).run("other.get_favorite_categories") == [5, 11]


@pytest.mark.parametrize(
    "name",
    [
        *("projects.get_list", "projects.get_payer_orders", "user.get_reviews", "user.get_favorite_kworks"),
        *("reference.get_cities", "reference.get_public_features", "notifications.fetch", "notifications.get_dialogs"),
        *("notifications.get_blocked_dialogs", "other.get_viewed_kworks", "other.get_favorite_categories"),
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        {"success": True},
        {"success": True, "fcmTokenLost": False, "newFlag": 5},
        {"success": True, "response": []},
        {"success": True, "response": None},
        {"response": [], "paging": {"page": 1}},
    ],
)
def test_nothing(rig, name, answer):
    """An absent, an empty and a null ``response`` are an empty list, also beside flags that nobody has described."""
    found = rig(answer).run(name)
    rows = (
        found
        if isinstance(found, list)
        else next(value for value in found.__dict__.values() if isinstance(value, list))
    )
    assert rows == []


def test_dictionaries(rig):
    """Where any dictionary is due, ``response`` is it; a list stays in its envelope; null is an empty dictionary."""
    assert rig(envelope({"channel": "c"})).run("other.get_channel") == {"channel": "c"}
    assert rig(envelope({"message": "Сохранено"})).run("other.update_settings", settings={}) == {"message": "Сохранено"}
    offers = envelope([{"id": 1}], paging=PAGING)
    assert rig(offers).run("other.get_offers") == offers
    assert rig({"success": True, "response": None}).run("other.get_in_app_notification") == {}
    assert rig(envelope()).run("other.go_offline") == {"success": True}
    assert rig(b"[]").run("other.get_actor") == {}
    assert rig(envelope({})).run("other.get_actor") == {}


OTHER_THINGS = {
    "catalog.get_list": envelope({"popular_categories_block": [{"id": 1}], "marketing_action": {"is_active": False}}),
    "reference.get_features": envelope(
        {"voice_messages": {"is_voice_message_recording_available": True}, "test_groups": {}}
    ),
    "reference.get_public_features": envelope({"switches": {"x": True}}),
    "reference.get_badges_info": envelope({"dialogs_unread_count": 3, "important_notifications_count": False}),
    "other.get_exchange_info": {"archived_count": 2, "exchange_response_count": 5},
    "other.get_wants": envelope([{"id": 31, "title": "x", "price_limit": 1500}], paging=PAGING),
    "other.get_wants_status": envelope([{"id": 1, "title": "x", "tootlip": "y"}]),
    "other.is_dialog_allow": envelope({"privateMessageStatus": 5, "hasDialog": True, "isOnline": 1}),
    "other.validate_text": {"success": True, "data": {"description": {"mistakes": [[[1]]], "validError": ""}}},
}


@pytest.mark.parametrize("name", OTHER_THINGS)
def test_routes_that_are_another_thing(rig, name):
    """Nothing is made up: a typed error with the reason and the whole answer."""
    values = {"other.is_dialog_allow": {"user_id": 5}, "other.validate_text": {"text": "x"}}.get(name, {})
    with pytest.raises(KworkLiveMismatchError, match="another thing than the documented one") as caught:
        rig(OTHER_THINGS[name]).run(name, **values)
    assert caught.value.raw == caught.value.response.json() == OTHER_THINGS[name]
    assert caught.value.reason
    assert caught.value.status_code == 200
    assert "use error.raw" in str(caught.value)


@pytest.mark.parametrize("name", ["catalog.get_list", "reference.get_features", "other.get_wants"])
def test_an_empty_answer_of_such_a_route(rig, name):
    """It says nothing about the documented thing either."""
    with pytest.raises(KworkLiveMismatchError):
        rig(envelope([])).run(name)


def test_strict_clients_refuse_the_live_layout(rig):
    """It is a difference from the documentation like any other."""
    with pytest.raises(KworkDriftError, match="the live envelope"):
        rig(envelope([WANT]), strict=True).run("projects.get_list")
    with pytest.raises(KworkDriftError, match="empty list"):
        rig({"success": False, "error_code": 151}, strict=True).run("projects.get_worker_orders")


def form(request):
    """The fields of a form."""
    return parse_qsl(request.body.decode(), keep_blank_values=True)


def test_the_mobile_wire(rig, documented):
    """Forms with the token in them and never in the URL or a cookie; live names; nothing for null; no header of its own."""
    names = ("catalog.get_list", "catalog.get_details", "projects.get_list", "user.get_info", "user.get_reviews")
    made = rig(*(documented[name] for name in names), wire="mobile", cookies={"slrememberme": "r"})
    made.run("catalog.get_list", page=2)
    made.run("catalog.get_details", kwork_id=5)
    made.run("projects.get_list", category_id=11)
    made.run("user.get_info")
    made.run("user.get_reviews", user_id=9)
    token = ("token", "t0ken-of-the-tests")
    assert [form(request) for request in made.sent] == [
        [("page", "2"), ("sort", "recommend"), token],
        [("id", "5"), token],
        [("page", "1"), ("categories", "11"), token],
        [token],
        [("user_id", "9"), ("page", "1"), ("type", "all"), token],
    ]
    for request in made.sent:
        assert request.header("content-type") == "application/x-www-form-urlencoded"
        assert request.header("cookie") == "slrememberme=r"
        assert request.header("authorization") is None
        assert "t0ken" not in request.url


def test_nested_values_on_the_mobile_wire(rig):
    """As PHP reads them: lists, objects, flags."""
    made = rig({}, wire="mobile", token=None)
    made.run("other.update_settings", settings={"a": True, "ids": [1, 2], "at": {"x": "й", "none": None}, "t": False})
    assert form(made.sent[0]) == [("a", "1"), ("ids[]", "1"), ("ids[]", "2"), ("at[x]", "й"), ("t", "0")]


def test_the_header_of_the_application(rig, monkeypatch):
    """From an argument or the environment, on the mobile wire alone, and never printed."""
    made = rig({}, wire="mobile", application=("app", "pa55"))
    made.run("user.get_info")
    assert made.sent[0].header("authorization") == "Basic YXBwOnBhNTU="
    assert "pa55" not in repr(made.client._caller.core.access)
    monkeypatch.setenv("KWORK_APP_LOGIN", "app")
    monkeypatch.setenv("KWORK_APP_PASSWORD", "pa55")
    made = rig({}, wire="mobile")
    made.run("user.get_info")
    assert made.sent[0].header("authorization") == "Basic YXBwOnBhNTU="
    made = rig({})
    made.run("user.get_info")
    assert made.sent[0].header("authorization") is None
    made = rig(WireResponse(500, (), b"app secret pa55"), wire="mobile", retries=0)
    with pytest.raises(Exception, match="secret") as caught:
        made.run("user.get_info")
    assert "pa55" not in str(caught.value)


def test_a_wire_that_is_none(rig):
    """Only the two are known."""
    with pytest.raises(KworkUsageError, match="'documented' or 'mobile'"):
        rig(wire="soap")


def test_documented_answers_pass_the_bridge(rig, documented):
    """``success`` beside the documented fields is no envelope."""
    for name in ("catalog.get_list", "projects.get_list", "reference.get_cities", "notifications.get_list"):
        plain, marked = rig(documented[name]).run(name), rig({"success": True, **documented[name]}).run(name)
        if isinstance(plain, list):
            assert plain == marked
        else:
            assert json.loads(marked.model_dump_json(exclude={"success"})) == json.loads(plain.model_dump_json())
