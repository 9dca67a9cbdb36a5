"""What the settings ``keywords`` and ``filters`` say of a person's interests: checked when they are set, read when they are used."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from birzha.dialects.kwork.views import KOPECKS
from birzha.limits import storable
from birzha.offers.model import MOST_KEYWORDS, Keywords, Wants
from birzha.offers.model.wants import LONGEST_KEYWORD
from birzha.orders.model.changes import LARGEST_FULL_PRICE

KEYWORDS, FILTERS = "keywords", "filters"
"""The settings."""
PRICES = ("price_from", "price_to")
"""The filters that this exchange knows; others are kept and narrow nothing."""


def wrong_interests(settings: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with the interests among new settings, by field; those that are absent or ``null`` are not.

    Args:
        settings: as they were given.
    """
    found = {}
    keywords, filters = settings.get(KEYWORDS), settings.get(FILTERS)
    if keywords is not None and not _are_keywords(keywords):
        found[KEYWORDS] = [
            f"Нужен список до {MOST_KEYWORDS} строк, каждая до {LONGEST_KEYWORD} знаков и хотя бы с одним словом."
        ]
    if filters is not None:
        odd = [] if isinstance(filters, dict) else [FILTERS]
        odd += [name for name in PRICES if not odd and filters.get(name) is not None and not _is_price(filters[name])]
        if odd:
            found[FILTERS] = [f"Нужен объект; {' и '.join(PRICES)} в нём — рубли, числа не меньше нуля."]
    return found


def wants_of(settings: Mapping[str, Any], categories: Sequence[int]) -> Wants:
    """A person's interests; settings that cannot be used, kept before they were checked, say nothing.

    Args:
        settings: as they are kept.
        categories: the preferred ones.
    """
    keywords: Any = settings.get(KEYWORDS)
    filters: Any = settings.get(FILTERS)
    known = filters if isinstance(filters, dict) else {}
    prices = {name: round(known[name] * KOPECKS) for name in PRICES if _is_price(known.get(name))}
    return Wants(categories, keywords if _are_keywords(keywords) else (), **prices)


def _are_keywords(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_KEYWORDS and all(map(_is_keyword, value))


def _is_keyword(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_KEYWORD and storable(value) and bool(Keywords([value]))


def _is_price(value: Any) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and 0 <= value <= LARGEST_FULL_PRICE // KOPECKS
    )
