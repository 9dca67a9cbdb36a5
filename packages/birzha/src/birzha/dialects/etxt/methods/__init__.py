"""The methods of the dialect, a file for each job; importing this package registers them all."""

from birzha.dialects.etxt.methods import (
    archive,
    bids,
    categories,
    diff,
    folders,
    judging,
    lists,
    messages,
    notes,
    options,
    orders,
    rating,
    removal,
    reviews,
    saving,
    terms,
    users,
)
from birzha.dialects.etxt.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "archive",
    "bids",
    "categories",
    "diff",
    "folders",
    "judging",
    "lists",
    "messages",
    "notes",
    "options",
    "orders",
    "rating",
    "removal",
    "reviews",
    "saving",
    "terms",
    "users",
]
