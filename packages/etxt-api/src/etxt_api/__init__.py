"""Typed client for the eTXT exchange API: 58 operations, for ``asyncio`` and for threads. Unofficial.

>>> from etxt_api import SyncEtxtClient
>>> client = SyncEtxtClient("token", "api password", base_url="http://127.0.0.1:8000/etxt/api/json/")
>>> client
SyncEtxtClient(base_url='http://127.0.0.1:8000/etxt/api/json/')

Names are loaded when they are first used: importing this package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from birzha_client.pacing import Pacing
    from birzha_client.policy import RetryPolicy
    from birzha_client.transport import Timeouts
    from etxt_api.client import EtxtClient
    from etxt_api.drift import Drift
    from etxt_api.errors import (
        EtxtApiError,
        EtxtAuthError,
        EtxtDriftError,
        EtxtError,
        EtxtHttpError,
        EtxtNetworkError,
        EtxtUsageError,
        MissingFieldError,
        NoAccessError,
        NoMoneyError,
        NoObjectError,
        NoParamsError,
        OutcomeUnknown,
    )
    from etxt_api.operations import OPERATIONS
    from etxt_api.signing import sign
    from etxt_api.sync_client import SyncEtxtClient

_HOMES = {
    "OPERATIONS": "etxt_api.operations",
    "Drift": "etxt_api.drift",
    "EtxtApiError": "etxt_api.errors",
    "EtxtAuthError": "etxt_api.errors",
    "EtxtClient": "etxt_api.client",
    "EtxtDriftError": "etxt_api.errors",
    "EtxtError": "etxt_api.errors",
    "EtxtHttpError": "etxt_api.errors",
    "EtxtNetworkError": "etxt_api.errors",
    "EtxtUsageError": "etxt_api.errors",
    "MissingFieldError": "etxt_api.errors",
    "NoAccessError": "etxt_api.errors",
    "NoMoneyError": "etxt_api.errors",
    "NoObjectError": "etxt_api.errors",
    "NoParamsError": "etxt_api.errors",
    "OutcomeUnknown": "etxt_api.errors",
    "Pacing": "birzha_client.pacing",
    "RetryPolicy": "birzha_client.policy",
    "SyncEtxtClient": "etxt_api.sync_client",
    "Timeouts": "birzha_client.transport",
    "sign": "etxt_api.signing",
}

__all__ = [
    "OPERATIONS",
    "Drift",
    "EtxtApiError",
    "EtxtAuthError",
    "EtxtClient",
    "EtxtDriftError",
    "EtxtError",
    "EtxtHttpError",
    "EtxtNetworkError",
    "EtxtUsageError",
    "MissingFieldError",
    "NoAccessError",
    "NoMoneyError",
    "NoObjectError",
    "NoParamsError",
    "OutcomeUnknown",
    "Pacing",
    "RetryPolicy",
    "SyncEtxtClient",
    "Timeouts",
    "__version__",
    "sign",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'etxt_api' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
