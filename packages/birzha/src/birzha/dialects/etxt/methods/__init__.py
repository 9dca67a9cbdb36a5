"""The methods of the dialect, a file for each job; importing this package registers them all."""

from birzha.dialects.etxt.methods import (
    bids,
    categories,
    folders,
    judging,
    messages,
    options,
    orders,
    rating,
    removal,
    saving,
    terms,
    users,
)
from birzha.dialects.etxt.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "bids",
    "categories",
    "folders",
    "judging",
    "messages",
    "options",
    "orders",
    "rating",
    "removal",
    "saving",
    "terms",
    "users",
]
