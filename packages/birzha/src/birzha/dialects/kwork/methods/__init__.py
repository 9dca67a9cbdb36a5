"""The calls of the dialect, a file for each group of the client; importing this package registers them all."""

from birzha.dialects.kwork.methods import (
    catalog,
    features,
    notifications,
    offers,
    other,
    places,
    projects,
    settings,
    user,
    wants,
)
from birzha.dialects.kwork.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "catalog",
    "features",
    "notifications",
    "offers",
    "other",
    "places",
    "projects",
    "settings",
    "user",
    "wants",
]
