"""Answers that are nearly as documented: what is wrong spoils nothing else, is reported, and nothing is lost."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from birzha_client.drift import Problem
from kwork_api import KworkDriftError, KworkLiveMismatchError, MissingFieldError, models

GOOD = {"id": 1, "title": "t", "price": 500}


def heard_of(rig, answer, name="catalog.get_list", **values):
    """The result, and the differences that a listener heard of."""
    heard = []
    found = rig(answer, on_drift=heard.append).run(name, **values)
    return found, [str(drift) for drift in heard]


def test_numbers_and_texts(rig):
    """Numbers as texts, texts as numbers, flags as numbers, moments as unixtime: all read, and no difference."""
    row = {"id": "1", "title": 5, "price": "500.50", "rating": "4.8", "reviews_count": "3", "created_at": 1_700_000_000}
    row["seller"] = {"id": "7", "username": 77, "is_online": 1}
    found, heard = heard_of(rig, {"kworks": [row]})
    (kwork,) = found.kworks
    assert (kwork.id, kwork.title, kwork.price, kwork.rating, kwork.reviews_count) == (1, "5", 500.5, 4.8, 3)
    assert kwork.created_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (kwork.seller.username, kwork.seller.is_online) == ("77", True)
    assert heard == []


def test_unknown_fields_are_kept_and_reported(rig):
    """At any depth, by model and name and type, never by value."""
    found, heard = heard_of(
        rig, {"kworks": [{**GOOD, "new": "secret", "seller": {"id": 1, "username": "u", "x": 1}}], "y": []}
    )
    assert found.kworks[0].model_extra == {"new": "secret"}
    assert found.kworks[0].seller.model_extra == {"x": 1}
    assert sorted(heard) == [
        "catalog.get_list: CatalogResponse.y is unknown (came as list)",
        "catalog.get_list: Kwork.new is unknown (came as str)",
        "catalog.get_list: KworkUser.x is unknown (came as int)",
    ]


def test_wrong_and_missing_fields(rig):
    """Each spoils itself: defaults where there are some, an error on reading where not, and ``raw`` has what came."""
    bad = {"id": 2, "price": "much", "images": None, "seller": [], "reviews_count": "many", "created_at": "yesterday"}
    found, heard = heard_of(rig, {"kworks": [GOOD, bad], "pagination": "none"})
    good, kwork = found.kworks
    assert good.title == "t"
    assert good.raw is None
    assert (kwork.id, kwork.images, kwork.seller, kwork.reviews_count, kwork.created_at) == (2, [], None, 0, None)
    assert kwork.raw == bad
    assert found.pagination is None
    with pytest.raises(MissingFieldError, match=r"Kwork\.title is not there: the service did not send it"):
        _ = kwork.title
    with pytest.raises(MissingFieldError, match="sent it as something else"):
        _ = kwork.price
    assert getattr(kwork, "title", "none") == "none"
    assert sorted(heard) == [
        "catalog.get_list: CatalogResponse.pagination is wrong (came as str)",
        "catalog.get_list: Kwork.created_at is wrong (came as str)",
        "catalog.get_list: Kwork.images is wrong (came as NoneType)",
        "catalog.get_list: Kwork.price is wrong (came as str)",
        "catalog.get_list: Kwork.reviews_count is wrong (came as str)",
        "catalog.get_list: Kwork.seller is wrong (came as list)",
        "catalog.get_list: Kwork.title is missing",
    ]


def test_good_fields_beside_wrong_ones(rig):
    """They are read as generously as in a good answer."""
    row = {"id": "2", "title": 5, "price": "500", "images": None, "category_id": "7", "currency": 643}
    kwork = rig({"kworks": [row]}).run("catalog.get_list").kworks[0]
    assert (kwork.id, kwork.title, kwork.price, kwork.category_id, kwork.currency) == (2, "5", 500.0, 7, "643")


def test_a_broken_user_inside(rig):
    """Only the broken field of the inner object is lost."""
    found, heard = heard_of(rig, {"kworks": [{**GOOD, "seller": {"id": 7, "rating": []}}]})
    assert (found.kworks[0].title, found.kworks[0].seller.id) == ("t", 7)
    assert found.kworks[0].seller.rating is None
    assert len(heard) == 2


def test_lists_as_objects_and_rows_that_are_none(rig):
    """A keyed object is its values; a row that is no object is left out and reported."""
    found, heard = heard_of(rig, {"kworks": {"0": GOOD, "2": {**GOOD, "id": 2}}})
    assert [kwork.id for kwork in found.kworks] == [1, 2]
    found, heard = heard_of(
        rig, {"orders": ["x", {"id": 1, "title": "t", "status": "open"}]}, "projects.get_payer_orders"
    )
    assert [order.id for order in found] == [1]
    assert heard == [
        "projects.get_payer_orders: Project is wrong (came as str)",
        "projects.get_payer_orders: Project.budget_type is missing",
    ]


def test_lists_under_no_key(rig):
    """A bare list is read; a missing list is empty, and both are reported."""
    row = {"id": 1, "name": "Москва"}
    found, heard = heard_of(rig, [row], "reference.get_cities")
    assert ([city.name for city in found], heard) == (
        ["Москва"],
        ["reference.get_cities: the answer is shape (came as list)"],
    )
    found, heard = heard_of(rig, {}, "reference.get_cities")
    assert (found, heard) == ([], ["reference.get_cities: cities is missing"])
    found, heard = heard_of(rig, {"cities": None}, "reference.get_cities")
    assert (found, heard) == ([], ["reference.get_cities: cities is wrong (came as NoneType)"])
    found, heard = heard_of(rig, {"categories": [5, "6", "x", None]}, "other.get_favorite_categories")
    assert found == [5, 6]
    assert len(heard) == 2


@pytest.mark.parametrize("answer", [[1], 5, "text", None, True])
def test_answers_of_another_shape(rig, answer):
    """What cannot be read at all is an error that carries the answer."""
    for name in ("catalog.get_list", "user.get_info", "other.is_dialog_allow"):
        values = {"user_id": 5} if name == "other.is_dialog_allow" else {}
        with pytest.raises(KworkDriftError, match="an object was due") as caught:
            rig(answer).run(name, **values)
        assert caught.value.response.json() == answer
        assert "do not repeat it blindly" in str(caught.value)


def test_an_answer_with_nothing_in_it(rig):
    """No kwork can be made of nothing; a list may be empty."""
    with pytest.raises(KworkDriftError, match="nothing of KworkDetails"):
        rig({"unknown": 1}).run("catalog.get_details", kwork_id=1)
    found, heard = heard_of(rig, {})
    assert found.kworks == []
    assert heard == ["catalog.get_list: CatalogResponse.kworks is missing"]


@pytest.mark.parametrize(
    ("name", "what"), [("catalog.get_list", "CatalogResponse"), ("notifications.get_dialogs", "dialogs")]
)
def test_an_answer_full_of_something_else(rig, name, what):
    """It is not taken for an empty list: an error carries it."""
    with pytest.raises(KworkDriftError, match=f"nothing of {what}") as caught:
        rig({"success": True, "items": [{"id": 1}]}).run(name)
    assert caught.value.response.json()["items"] == [{"id": 1}]
    with pytest.raises(KworkDriftError, match=f"nothing of {what}"):
        rig({"status": "ok"}).run(name)


def test_the_documented_wrapper(rig):
    """``DataResponse`` around the documented answer is looked into."""
    found, heard = heard_of(rig, {"success": True, "data": {"kworks": [GOOD]}})
    assert [kwork.id for kwork in found.kworks] == [1]
    assert heard == ["catalog.get_list: the answer is shape (came as inside of data)"]
    cities = {"success": True, "data": {"cities": [{"id": 1, "name": "Москва"}]}, "message": None}
    assert [city.name for city in rig(cities).run("reference.get_cities")] == ["Москва"]
    checked = {"success": True, "data": {"success": True, "is_valid": False, "issues": []}}
    assert rig(checked).run("other.validate_text", text="x").is_valid is False
    assert rig({"success": True, "data": {"x": 1}}).run("other.get_actor") == {"success": True, "data": {"x": 1}}


def test_bytes_that_are_not_utf_8(rig):
    """A byte order mark and windows-1251 are read."""
    body = '{"kworks": [{"id": 1, "title": "Логотип", "price": 5}]}'
    assert rig(b"\xef\xbb\xbf" + body.encode()).run("catalog.get_list").kworks[0].title == "Логотип"
    assert rig(body.encode("cp1251")).run("catalog.get_list").kworks[0].title == "Логотип"


def test_strict_clients(rig):
    """Any difference is an error that lists what is different, and carries the answer."""
    with pytest.raises(KworkDriftError, match=r"Kwork\.new is unknown") as caught:
        rig({"kworks": [{**GOOD, "new": 1}]}, strict=True).run("catalog.get_list")
    assert caught.value.response.json()["kworks"][0]["new"] == 1
    with pytest.raises(KworkDriftError, match=r"Kwork\.title is missing"):
        rig({"kworks": [{"id": 1, "price": 5}]}, strict=True).run("catalog.get_list")
    assert not isinstance(caught.value, KworkLiveMismatchError)


def test_models_by_themselves():
    """Outside of the client they are pydantic's: what is wrong raises, and they can be made, changed and dumped."""
    user = models.KworkUser(id=123, username="seller", rating=4.9)
    assert f"{user.username}: {user.rating}" == "seller: 4.9"
    user.rating = 5.0
    assert user.model_dump() == {
        "id": 123,
        "username": "seller",
        "avatar_url": None,
        "is_online": False,
        "rating": 5.0,
    }
    with pytest.raises(ValidationError):
        models.Kwork.model_validate({"id": 1})
    with pytest.raises(AttributeError, match="nonsense"):
        _ = user.nonsense
    assert user.raw is None


def test_what_was_relaid_is_still_a_model(rig):
    """``raw`` is no part of dumps, comparisons and representations."""
    row = {"id": 1, "title": "t", "price": 5, "images": None}
    kwork = rig({"kworks": [row]}).run("catalog.get_list").kworks[0]
    assert kwork.raw == row
    assert kwork == models.Kwork(id=1, title="t", price=5)
    assert "_raw" not in kwork.model_dump()
    assert "_raw" not in kwork.model_dump_json()
    assert "_raw" not in repr(kwork)
    assert kwork.model_copy(update={"id": 2}).raw == row


def test_drift_never_carries_values():
    """It can be reported as it is."""
    assert {problem.value for problem in Problem} == {"unknown", "missing", "wrong", "shape"}
