"""How kworks look on the wire (documentation, models ``Kwork`` and ``KworkDetails``)."""

from collections.abc import Sequence
from typing import Any

from birzha.dialects.kwork.views import instant, roubles, user
from birzha.dialects.links import Links
from birzha.kworks.model import (
    HUNDREDTHS,
    NAMES,
    Card,
    Details,
    Feature,
    Image,
    KworkState,
    Package,
    SalesFigures,
    questions,
)
from birzha.people.model import Person


def stars(found: Card) -> float | None:
    """The average of its stars; ``None`` before the first review."""
    return found.rating / HUNDREDTHS if found.reviews else None


def card(found: Card, seller: Person | None, images: Sequence[Image], links: Links) -> dict[str, Any]:
    """A kwork.

    Args:
        found: the kwork.
        seller: who offers it.
        images: its pictures.
        links: of the answer.
    """
    return {
        "id": found.id,
        "title": found.title,
        "description": found.description,
        "price": roubles(found.price),
        "currency": "RUB",
        "category_id": found.category_id,
        "seller": user(seller, links),
        "images": addresses(images, links),
        "rating": stars(found),
        "reviews_count": found.reviews,
        "created_at": instant(found.published_at or found.created),
        "updated_at": instant(found.updated),
    }


def addresses(images: Sequence[Image], links: Links) -> list[str]:
    """Where pictures are, for whoever reads the answer."""
    return [links.picture("kwork", each.id) for each in images]


def details(found: Details) -> dict[str, Any]:
    """What the page of a kwork shows besides; prices of the extras are in the call for everything else."""
    kwork = found.kwork
    return {
        "full_description": kwork.full_description or None,
        "requirements": kwork.requirements or None,
        "delivery_time": kwork.days,
        "revisions": kwork.revisions,
        "features": [each.name for each in found.features],
        "faq": [{"question": each.question, "answer": each.answer} for each in questions(kwork)],
    }


def feature(found: Feature) -> dict[str, Any]:
    """A paid extra."""
    return {"id": found.id, "name": found.name, "price": roubles(found.price), "days": found.days}


def package(found: Package) -> dict[str, Any]:
    """The kwork in another size."""
    return {
        "name": found.name,
        "description": found.description,
        "price": roubles(found.price),
        "delivery_time": found.days,
        "revisions": found.revisions,
    }


def sales(found: Card, figures: SalesFigures) -> dict[str, Any]:
    """How a kwork sells: every purchase ever, what became of them, and what their customers said."""
    return {
        "total": found.sales,
        "in_progress": figures.in_progress,
        "completed": figures.done,
        "cancelled": figures.cancelled,
        "last_sale_at": instant(figures.last),
        "reviews": found.reviews,
        "rating": stars(found),
    }


def own(found: Card) -> dict[str, Any]:
    """An own kwork with its state."""
    state = KworkState(found.state)
    return {"id": found.id, "title": found.title, "status": state.name.lower(), "status_name": NAMES[state]}
