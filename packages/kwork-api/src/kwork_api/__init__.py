"""Typed client for the Kwork API as it is documented: 34 calls, for ``asyncio`` and for threads. Unofficial.

>>> from kwork_api import KworkClient
>>> KworkClient(token="saved-token", base_url="http://127.0.0.1:8000/kwork")
KworkClient(base_url='http://127.0.0.1:8000/kwork')

Names are loaded when they are first used: importing this package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from birzha_client.drift import Drift
    from birzha_client.pacing import Pacing
    from birzha_client.policy import RetryPolicy
    from birzha_client.sessions import FileStore, KeyringStore, MemoryStore, SessionStore
    from kwork_api.client import KworkClient
    from kwork_api.errors import (
        KworkApiError,
        KworkAuthError,
        KworkDriftError,
        KworkError,
        KworkLiveMismatchError,
        KworkNetworkError,
        KworkNotFoundError,
        KworkRateLimitError,
        KworkUsageError,
        KworkValidationError,
        MissingFieldError,
        OutcomeUnknown,
    )
    from kwork_api.models import (
        APIErrorResponse,
        AuthResponse,
        Badge,
        CatalogResponse,
        City,
        Country,
        DataResponse,
        Dialog,
        ErrorDetail,
        Feature,
        Kwork,
        KworkCategory,
        KworkDetails,
        KworkUser,
        Notification,
        NotificationsResponse,
        PaginationInfo,
        Project,
        ProjectsResponse,
        Review,
        ReviewsResponse,
        TimeZone,
        ValidationIssue,
        ValidationResponse,
    )
    from kwork_api.operations import OPERATIONS
    from kwork_api.response import Response
    from kwork_api.sync_client import SyncKworkClient

_HOMES = {
    "birzha_client.drift": ("Drift",),
    "birzha_client.pacing": ("Pacing",),
    "birzha_client.policy": ("RetryPolicy",),
    "birzha_client.sessions": ("FileStore", "KeyringStore", "MemoryStore", "SessionStore"),
    "kwork_api.client": ("KworkClient",),
    "kwork_api.errors": (
        *("KworkApiError", "KworkAuthError", "KworkDriftError", "KworkError", "KworkLiveMismatchError"),
        *("KworkNetworkError", "KworkNotFoundError", "KworkRateLimitError", "KworkUsageError", "KworkValidationError"),
        *("MissingFieldError", "OutcomeUnknown"),
    ),
    "kwork_api.models": (
        *("APIErrorResponse", "AuthResponse", "Badge", "CatalogResponse", "City", "Country", "DataResponse", "Dialog"),
        *("ErrorDetail", "Feature", "Kwork", "KworkCategory", "KworkDetails", "KworkUser", "Notification"),
        *("NotificationsResponse", "PaginationInfo", "Project", "ProjectsResponse", "Review", "ReviewsResponse"),
        *("TimeZone", "ValidationIssue", "ValidationResponse"),
    ),
    "kwork_api.operations": ("OPERATIONS",),
    "kwork_api.response": ("Response",),
    "kwork_api.sync_client": ("SyncKworkClient",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "OPERATIONS",
    "APIErrorResponse",
    "AuthResponse",
    "Badge",
    "CatalogResponse",
    "City",
    "Country",
    "DataResponse",
    "Dialog",
    "Drift",
    "ErrorDetail",
    "Feature",
    "FileStore",
    "KeyringStore",
    "Kwork",
    "KworkApiError",
    "KworkAuthError",
    "KworkCategory",
    "KworkClient",
    "KworkDetails",
    "KworkDriftError",
    "KworkError",
    "KworkLiveMismatchError",
    "KworkNetworkError",
    "KworkNotFoundError",
    "KworkRateLimitError",
    "KworkUsageError",
    "KworkUser",
    "KworkValidationError",
    "MemoryStore",
    "MissingFieldError",
    "Notification",
    "NotificationsResponse",
    "OutcomeUnknown",
    "Pacing",
    "PaginationInfo",
    "Project",
    "ProjectsResponse",
    "Response",
    "RetryPolicy",
    "Review",
    "ReviewsResponse",
    "SessionStore",
    "SyncKworkClient",
    "TimeZone",
    "ValidationIssue",
    "ValidationResponse",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'kwork_api' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
