"""The live mobile service, read as the documentation has it (a bridge; the whole mobile API is another matter).

The live service wraps its answers in ``{"success", "response", "paging", "error", "error_code"}``, leaves ``response`` out where
there is nothing, and names fields differently. Where it means the same thing, fields are renamed here; everything it sent stays
in ``raw`` and among the unknown fields. Where its route of the same name is another thing, nothing is made up:
:class:`OtherThing` says what it is.

The field tables come from public descriptions of the mobile API; nothing here was checked against the live service.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from birzha_client.operation import Shape
from kwork_api.declaration import KworkOperation
from kwork_api.shapes import Relaid, rows_of

ENVELOPE = frozenset(
    {
        "success",
        "response",
        "paging",
        "connects",
        "error",
        "error_code",
        "errors",
        "fcmTokenLost",
        "restriction",
        "message",
    }
)
NO_ORDERS = "151"
"""What the live service says instead of an empty list of orders."""
ORDER_STATES: Mapping[str, str] = MappingProxyType(
    {"1": "in_progress", "2": "in_progress", "3": "cancelled", "4": "in_progress", "5": "completed", "6": "unpaid"}
)
"""In work, in arbitration, cancelled, on review, done; an order that waits for its payment has no documented word."""
PROJECT_STATES: Mapping[str, str] = MappingProxyType({"active": "open"})
LARGEST_HOUR = 14
"""The farthest time zone from UTC: larger numbers are not hours."""

Row = Mapping[str, Any]
Maker = Callable[[Row], dict[str, Any]]


class OtherThing(Exception):
    """The live route of this name is another thing than the documented one."""


def is_envelope(operation: KworkOperation, data: Any) -> bool:
    """Whether the answer is wrapped as the live service does it."""
    if not isinstance(data, Mapping) or (operation.key and operation.key in data):
        return False
    if operation.shape is Shape.MAP:
        # Any dictionary may be the documented one here.
        return "success" in data and "response" in data
    # Flags that nobody has described may stand beside an absent response, but nothing that may be the response itself.
    others = (value for name, value in data.items() if name not in ENVELOPE)
    return "response" in data or ("success" in data and not any(isinstance(value, list | Mapping) for value in others))


def inside_data(operation: KworkOperation, data: Any) -> Row | None:
    """The documented answer inside of the documented wrapper (``DataResponse``); ``None`` where there is no such thing."""
    inner = data.get("data") if isinstance(data, Mapping) and operation.key not in data else None
    return inner if isinstance(inner, Mapping) and operation.key in inner else None


def unwrapped(operation: KworkOperation, envelope: Row) -> Any:
    """The answer of the live service as the documentation would have it.

    Raises:
        OtherThing: the route is another thing there.
    """
    response = envelope.get("response")
    if operation.name in OTHER_THINGS and (response or operation.name in NEVER_SAME):
        raise OtherThing(OTHER_THINGS[operation.name])
    if operation.name in MAKERS:
        return MAKERS[operation.name](operation, response, envelope)
    if isinstance(response, Mapping):
        return response
    # A dictionary is due, and the documentation fixes nothing in it: nothing is lost when it is the envelope.
    return {} if response is None and "response" in envelope else envelope


OTHER_THINGS: Mapping[str, str] = MappingProxyType(
    {
        "catalog.get_list": "the live start page of the catalogue: blocks of categories, no kworks",
        "reference.get_features": "the live switches of the application: voice messages, tests; no paid extras",
        "reference.get_public_features": "live switches of the application; no paid extras",
        "reference.get_badges_info": "the live counters of unread messages and notifications; no badges",
        "other.get_exchange_info": "the live counters of the project exchange; no exchange rates",
        "other.get_wants": "the caller's live projects as a customer; no interests",
        "other.get_wants_status": "the states of the caller's live projects; no interests",
        "other.is_dialog_allow": "a live code of permission whose meanings are not known; no yes or no",
        "other.validate_text": "live positions of mistakes; no list of problems",
    }
)
"""What the live routes are that only share a name with the documented ones."""
NEVER_SAME = frozenset(OTHER_THINGS) - {"reference.get_public_features"}
"""Those of them whose empty answer says nothing either."""
BARE = frozenset({"archived_count", "exchange_response_count"})
"""What the live ``/exchangeInfo`` answers without any envelope."""


def bare_other_thing(operation: KworkOperation, data: Any) -> str:
    """What an answer without an envelope is instead of the documented thing; empty when it is that thing."""
    if operation.name == "other.get_exchange_info" and isinstance(data, Mapping) and data.keys() >= BARE:
        return OTHER_THINGS[operation.name]
    if (
        operation.name == "other.validate_text"
        and isinstance(data, Mapping)
        and "data" in data
        and "is_valid" not in data
    ):
        return OTHER_THINGS[operation.name]
    return ""


def _renamed(row: Row, names: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """The row with documented names for what it has under live ones."""
    renamed = {documented: row[live] for documented, live in names.items() if row.get(live) is not None}
    return {**row, **renamed, **{name: value for name, value in more.items() if value is not None}}


USER_NAMES = {
    "id": "id",
    "username": "username",
    "avatar_url": "profilepicture",
    "is_online": "is_online",
    "rating": "rating",
}
DIALOG_USER = {**USER_NAMES, "id": "user_id"}


def _user(row: Any, names: Mapping[str, str] = MappingProxyType(USER_NAMES)) -> Relaid | None:
    """A user out of the fields of a user; ``[]`` and an object without an id are none."""
    if not isinstance(row, Mapping) or row.get(names["id"]) is None:
        return None
    return Relaid({name: row[live] for name, live in names.items() if row.get(live) is not None}, row)


def _moment(value: Any) -> Any:
    """A moment in unixtime; 0 stands for none."""
    return None if str(value) in {"0", "", "None", "False"} else value


def _kwork(row: Row) -> dict[str, Any]:
    image = row.get("image_url") or row.get("photo")
    return _renamed(row, {}, seller=_user(row.get("worker")), images=[image] if image else [])


def _details(row: Row) -> dict[str, Any]:
    extras = [item["name"] for item in _objects(row.get("additional_options")) if "name" in item]
    names = {
        "title": "kwork_title",
        "description": "kwork_description",
        "full_description": "kwork_description",
        "price": "default_kwork_price",
        "requirements": "kwork_instructions",
    }
    image = row.get("image_url")
    return _renamed(
        row,
        names,
        seller=_user(row.get("short_user_info")),
        images=[image] if image else [],
        features=extras,
        category_id=_number(row.get("category")),
        delivery_time=_number(row.get("term")),
    )


def _project(row: Row) -> dict[str, Any]:
    state = str(row.get("status", ""))
    customer = _user(row, {"id": "user_id", "username": "username", "avatar_url": "profile_picture"})
    return _renamed(
        row,
        {"budget": "price", "bids_count": "offers"},
        budget_type="fixed",
        status=PROJECT_STATES.get(state, state) or None,
        customer=customer,
        created_at=_moment(row.get("date_confirm")),
    )


def _order(row: Row) -> dict[str, Any]:
    state = str(row.get("status", ""))
    return _renamed(
        row,
        {"title": "kwork_title" if row.get("kwork_title") else "display_title", "budget": "price"},
        budget_type="fixed",
        status=ORDER_STATES.get(state, state) or None,
        customer=_user(row.get("payer")),
        created_at=_moment(row.get("time_added")),
    )


def _review(row: Row) -> dict[str, Any]:
    """A review. The live service has no stars, only good and bad: ``rating`` is left out, and reading it says so."""
    kwork = row.get("kwork")
    return _renamed(
        row,
        {"comment": "text"},
        author=_user(row.get("writer")),
        kwork_id=kwork.get("id") if isinstance(kwork, Mapping) else None,
        created_at=_moment(row.get("time_added")),
    )


def _dialog(row: Row) -> dict[str, Any]:
    """A dialog. The live service names one by the other user's id."""
    return _renamed(row, {"id": "user_id"}, participant=_user(row, DIALOG_USER), updated_at=_moment(row.get("time")))


def _event(row: Row) -> dict[str, Any]:
    inside = row.get("data")
    data = inside if isinstance(inside, Mapping) else {}
    message = data.get("inboxMessage") or data.get("message")
    return _renamed(row, {"type": "event"}, title=data.get("title"), message=message)


def _time_zone(row: Row) -> dict[str, Any]:
    offset = row.get("utc_offset")
    if isinstance(offset, int) and abs(offset) <= LARGEST_HOUR:
        offset = f"{offset:+03d}:00"
    return _renamed(row, {}, offset=offset)


def _same(row: Row) -> dict[str, Any]:
    return dict(row)


def _pagination(paging: Any) -> Relaid | None:
    if not isinstance(paging, Mapping):
        return None
    page, total, limit, pages = (_number(paging.get(name)) for name in ("page", "total", "limit", "pages"))
    if pages is None and total is not None and limit:
        pages = -(-total // limit)
    fields = {"current_page": page, "total_pages": pages, "total_items": total, "items_per_page": limit}
    if page is not None:
        fields |= {"has_prev": page > 1} | ({"has_next": page < pages} if pages is not None else {})
    return Relaid({name: value for name, value in fields.items() if value is not None}, paging)


def _number(value: Any) -> int | None:
    return int(value) if str(value).isascii() and str(value).isdigit() else None


def _objects(value: Any) -> Iterator[Row]:
    for row in rows_of(value) if isinstance(value, list | Mapping) else ():
        if isinstance(row, Mapping):
            yield row


def _rows(make: Maker, inside: str = "") -> Callable[[KworkOperation, Any, Row], dict[str, Any]]:
    """Reads a list of rows, straight in ``response`` or in a field of it."""

    def made(operation: KworkOperation, response: Any, envelope: Row) -> dict[str, Any]:
        held = response.get(inside) if inside and isinstance(response, Mapping) and inside in response else response
        rows = rows_of(held) if isinstance(held, list | Mapping) else []
        answer: dict[str, Any] = {
            operation.key: [Relaid(make(row), row) if isinstance(row, Mapping) else row for row in rows]
        }
        paging = envelope.get("paging") or (response.get("paging") if isinstance(response, Mapping) else None)
        pagination = _pagination(paging)
        return Relaid({**answer, **({"pagination": pagination} if pagination is not None else {})}, envelope)

    return made


def _one(operation: KworkOperation, response: Any, envelope: Row) -> Relaid:
    row = next(_objects([response] if isinstance(response, Mapping) else response), None)
    if row is None:
        raise OtherThing("nothing, where a kwork was due")
    return Relaid(_details(row), row)


def _notifications(operation: KworkOperation, response: Any, envelope: Row) -> Relaid:
    """Notifications, which the live service sends in groups."""
    rows = []
    for group in _objects(response):
        for row in _objects(group.get("notifications")):
            about = {"type": group.get("entity_type"), "title": group.get("name"), "message": group.get("description")}
            rows.append(Relaid(_renamed(row, {}, **about, created_at=_moment(row.get("added"))), row))
    return Relaid({"notifications": rows}, envelope)


def _blocked(operation: KworkOperation, response: Any, envelope: Row) -> Relaid:
    """Dialogs with blocked users, of which the live service tells the users' ids alone."""
    inside = response.get("blockedUserIds") if isinstance(response, Mapping) else response
    found = inside if isinstance(inside, list) else []
    rows = [Relaid(_dialog(row), row) if isinstance(row, Mapping) else {"id": row} for row in found]
    return Relaid({"dialogs": rows}, envelope)


def _categories(operation: KworkOperation, response: Any, envelope: Row) -> Relaid:
    rows = response if isinstance(response, list) else []
    return Relaid({"categories": [row.get("id") if isinstance(row, Mapping) else row for row in rows]}, envelope)


MAKERS: Mapping[str, Callable[[KworkOperation, Any, Row], Mapping[str, Any]]] = MappingProxyType(
    {
        "catalog.get_details": _one,
        "projects.get_list": _rows(_project),
        "projects.get_payer_orders": _rows(_order, "orders"),
        "projects.get_worker_orders": _rows(_order, "orders"),
        "user.get_reviews": _rows(_review),
        "user.get_favorite_kworks": _rows(_kwork, "kworks"),
        "other.get_viewed_kworks": _rows(_kwork, "kworks"),
        "reference.get_cities": _rows(_same),
        "reference.get_countries": _rows(_same),
        "reference.get_timezones": _rows(_time_zone),
        "reference.get_public_features": _rows(_same),
        "notifications.get_list": _notifications,
        "notifications.fetch": _rows(_event),
        "notifications.get_dialogs": _rows(_dialog),
        "notifications.get_blocked_dialogs": _blocked,
        "other.get_favorite_categories": _categories,
    }
)
"""How each live answer is laid out anew."""
