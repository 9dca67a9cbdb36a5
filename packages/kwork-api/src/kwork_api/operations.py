"""The 34 calls of the documented Kwork API, declared once, in the order of its groups.

Nothing here imports a model library: a server or a command line may read the declarations without paying for the client.

Source: the documentation, client API.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from birzha_client.operation import Effect, Evidence, Kind, Parameter, Shape
from kwork_api.declaration import CATEGORY, PAGE, SORTS, Body, KworkOperation, identifier

MODELS = "kwork_api.models:"
RAW = "builtins:dict"
KWORK_ID = identifier("kwork_id", "Id of the kwork.", required=True)


def _model(
    name: str, path: str, summary: str, model: str, parameters: tuple[Parameter, ...] = (), **more: Any
) -> KworkOperation:
    """A call that reads one object."""
    body = Body.FIELDS if parameters else Body.NOTHING
    made = {"effect": Effect.READ, "body": body, **more}
    return KworkOperation(name=name, path=path, summary=summary, result=MODELS + model, parameters=parameters, **made)


def _rows(name: str, path: str, summary: str, model: str, key: str, **more: Any) -> KworkOperation:
    """A call without parameters that reads a list."""
    return KworkOperation(
        name=name,
        path=path,
        summary=summary,
        result=model if ":" in model else MODELS + model,
        key=key,
        shape=Shape.LIST,
        effect=Effect.READ,
        **more,
    )


def _raw(name: str, path: str, summary: str, **more: Any) -> KworkOperation:
    """A call that answers a dictionary of which the documentation fixes no fields."""
    made = {"effect": Effect.READ, "evidence": Evidence.INFERRED, **more}
    return KworkOperation(name=name, path=path, summary=summary, result=RAW, shape=Shape.MAP, **made)


CATALOG = (
    _model(
        "catalog.get_list",
        "/catalogMainv2",
        "Lists kworks of the catalogue, page by page.",
        "CatalogResponse",
        (PAGE, CATEGORY, Parameter("sort", Kind.TEXT, "The order.", default="recommend", choices=SORTS)),
        key="kworks",
        rows="kworks",
        walk="iterate",
    ),
    _model(
        "catalog.get_details",
        "/getKworkDetails",
        "Reads everything about one kwork.",
        "KworkDetails",
        (KWORK_ID,),
        key="title",
        many="get_many_details",
        live_names=MappingProxyType({"kwork_id": "id"}),
    ),
    _raw(
        "catalog.get_details_extra",
        "/getKworkDetailsExtra",
        "Reads what else there is about a kwork: images, videos, packages, sales; as it comes.",
        parameters=(KWORK_ID,),
        body=Body.FIELDS,
        live_names=MappingProxyType({"kwork_id": "id"}),
    ),
)
PROJECTS = (
    _model(
        "projects.get_list",
        "/projects",
        "Lists open projects of the exchange, page by page.",
        "ProjectsResponse",
        (PAGE, CATEGORY),
        key="projects",
        rows="projects",
        walk="iterate",
        live_names=MappingProxyType({"category_id": "categories"}),
    ),
    _rows("projects.get_payer_orders", "/payerOrders", "Lists the caller's orders as a customer.", "Project", "orders"),
    _rows(
        "projects.get_worker_orders", "/workerOrders", "Lists the caller's orders as a performer.", "Project", "orders"
    ),
)
USER = (
    _raw(
        "user.get_info",
        "/user",
        "Reads the caller's account: id, username, email, balance, rating, verification, settings.",
        evidence=Evidence.DOCUMENTED,
    ),
    _model(
        "user.get_reviews",
        "/userReviews",
        "Lists reviews of a user, page by page.",
        "ReviewsResponse",
        (identifier("user_id", "The user; None: the caller."), PAGE),
        key="reviews",
        rows="reviews",
        walk="iterate_reviews",
        live_values=MappingProxyType({"type": "all"}),
    ),
    _rows("user.get_favorite_kworks", "/favoriteKworks", "Lists the caller's favourite kworks.", "Kwork", "kworks"),
)
REFERENCE = (
    _rows("reference.get_cities", "/cities", "Lists all cities.", "City", "cities", lasting=True),
    _rows("reference.get_countries", "/countries", "Lists all countries.", "Country", "countries", lasting=True),
    _rows("reference.get_timezones", "/timezones", "Lists all time zones.", "TimeZone", "timezones", lasting=True),
    _rows(
        "reference.get_features", "/getAvailableFeatures", "Lists the paid extras.", "Feature", "features", lasting=True
    ),
    _rows(
        "reference.get_public_features",
        "/getPublicFeatures",
        "Lists the extras that are open to everyone.",
        "Feature",
        "features",
        lasting=True,
    ),
    _rows("reference.get_badges_info", "/getBadgesInfo", "Lists the badges of users.", "Badge", "badges", lasting=True),
)
NOTIFICATIONS = (
    _model(
        "notifications.get_list",
        "/notifications",
        "Lists the caller's notifications.",
        "NotificationsResponse",
        key="notifications",
    ),
    _model(
        "notifications.fetch",
        "/notificationsFetch",
        "Takes the notifications that came since the last time.",
        "NotificationsResponse",
        key="notifications",
        effect=Effect.UNSAFE,
        find_out="call notifications.get_list, which has every notification, fetched or not",
    ),
    _rows("notifications.get_dialogs", "/dialogs", "Lists the caller's dialogs.", "Dialog", "dialogs"),
    _rows(
        "notifications.get_blocked_dialogs",
        "/blockedDialogList",
        "Lists dialogs with users whom the caller has blocked.",
        "Dialog",
        "dialogs",
    ),
)
OTHER = (
    _raw("other.get_wants", "/myWants", "Reads the caller's interests: categories, keywords, search filters."),
    _raw("other.get_wants_status", "/wantsStatusList", "Reads the state of the caller's interests."),
    _raw("other.get_kworks_status", "/kworksStatusList", "Reads the states of the caller's kworks."),
    _raw("other.get_offers", "/offers", "Reads personal offers."),
    _raw("other.get_exchange_info", "/exchangeInfo", "Reads exchange rates."),
    _raw("other.get_channel", "/getChannel", "Reads the caller's channel for events."),
    _raw("other.get_in_app_notification", "/getInAppNotification", "Reads the notification inside the application."),
    _raw("other.get_security_user_data", "/getSecurityUserData", "Reads the account's security data."),
    KworkOperation(
        name="other.is_dialog_allow",
        path="/isDialogAllow",
        summary="Says whether the caller may write to a user.",
        result="builtins:bool",
        parameters=(identifier("user_id", "The user.", required=True),),
        body=Body.FIELDS,
        key="allowed",
        effect=Effect.READ,
        live_names=MappingProxyType({"user_id": "receiverId"}),
    ),
    _rows(
        "other.get_viewed_kworks", "/viewedCatalogKworks", "Lists kworks that the caller has seen.", "Kwork", "kworks"
    ),
    _rows(
        "other.get_favorite_categories",
        "/favoriteCategories",
        "Lists ids of the caller's favourite categories.",
        "builtins:int",
        "categories",
    ),
    _raw(
        "other.update_settings",
        "/updateSettings",
        "Changes settings of the account.",
        effect=Effect.IDEMPOTENT,
        parameters=(Parameter("settings", Kind.NESTED, "The settings to change, by name.", required=True),),
        body=Body.WHOLE,
        find_out="call user.get_info and compare its settings",
    ),
    _raw(
        "other.go_offline",
        "/offline",
        "Shows the caller as offline.",
        effect=Effect.IDEMPOTENT,
        find_out="call it again: a second time changes nothing",
    ),
    _raw("other.get_actor", "/actor", "Reads who the caller is."),
    _model(
        "other.validate_text",
        "/api/validation/checktext",
        "Checks a text: contacts, forbidden words, length, form, spelling.",
        "ValidationResponse",
        (
            Parameter("text", Kind.TEXT, "The text.", required=True),
            Parameter(
                "context", Kind.TEXT, "What it is: kwork_description, project_text, message or other; None: any."
            ),
        ),
        key="is_valid",
        body=Body.GIVEN,
    ),
)

GROUPS: Mapping[str, tuple[KworkOperation, ...]] = MappingProxyType(
    {
        "catalog": CATALOG,
        "projects": PROJECTS,
        "user": USER,
        "reference": REFERENCE,
        "notifications": NOTIFICATIONS,
        "other": OTHER,
    }
)
OPERATIONS: Mapping[str, KworkOperation] = MappingProxyType(
    {operation.name: operation for group in GROUPS.values() for operation in group}
)
"""Every call by the name of its method."""
BY_PATH: Mapping[str, KworkOperation] = MappingProxyType({each.path: each for each in OPERATIONS.values()})
"""Every call by its path."""

__all__ = ["BY_PATH", "GROUPS", "OPERATIONS"]
