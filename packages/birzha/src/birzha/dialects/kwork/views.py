"""How things of the market look on the wire (documentation, models): one function for each documented model."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from birzha.dialects.links import Links
from birzha.messages.model import Dialog, Notification
from birzha.orders.model import Order, State, WorkType, state_of
from birzha.people.model import Person
from birzha.reviews.model import Review

KOPECKS = 100

STATUSES: Mapping[State, str] = MappingProxyType(
    {
        State.DRAFT: "draft",
        State.WAITING: "open",
        State.IN_WORK: "in_progress",
        State.ON_CHECK: "in_progress",
        State.OVERDUE: "in_progress",
        State.DONE: "completed",
        State.ARCHIVED: "completed",
        State.FAILED: "cancelled",
    }
)
"""The status of a project by the state of its order. A draft is seen by its owner alone; its word is ours."""

SKILLS: Mapping[int, str] = MappingProxyType(
    {
        WorkType.COPYWRITING: "копирайтинг",
        WorkType.REWRITING: "рерайтинг",
        WorkType.TRANSLATION: "перевод",
        WorkType.SEO: "SEO-копирайтинг",
    }
)
"""What a project asks for, by the kind of its work."""


def instant(moment: int) -> str | None:
    """A moment as ISO 8601 in UTC; ``None`` for none."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def roubles(kopecks: int) -> float:
    """A sum as JSON has it: two decimals survive in a float up to 2**46 roubles."""
    return kopecks / KOPECKS


def user(person: Person | None, links: Links) -> dict[str, Any] | None:
    """A user; ``None`` for nobody."""
    if person is None:
        return None
    return {
        "id": person.id,
        "username": person.login,
        "avatar_url": links.picture("person", person.id) if person.photo else None,
        "is_online": person.online(links.now),
        "rating": person.rating,
    }


def pagination(page: int, per_page: int, total: int) -> dict[str, Any]:
    """Where a page stands in its list; an empty list has one page."""
    pages = max(1, -(-total // per_page))
    return {
        "current_page": page,
        "total_pages": pages,
        "total_items": total,
        "items_per_page": per_page,
        "has_next": page < pages,
        "has_prev": page > 1,
    }


def project(order: Order, customer: Person | None, bids: int, links: Links) -> dict[str, Any]:
    """A project."""
    changed = max(order.created, order.date, order.end_date, order.failed_at, order.archived_at)
    return {
        "id": order.id,
        "title": order.title,
        "description": order.description,
        "budget": roubles(order.full_price),
        "budget_type": "fixed",
        "category_id": order.category_id or None,
        "customer": user(customer, links),
        "status": STATUSES[state_of(order)],
        "created_at": instant(order.created),
        "updated_at": instant(changed),
        "bids_count": bids,
        "skills": [SKILLS[order.work_type]],
    }


def review(found: Review, author: Person | None, links: Links) -> dict[str, Any]:
    """A review."""
    return {
        "id": found.id,
        "rating": found.stars,
        "comment": found.text,
        "author": user(author, links),
        "kwork_id": found.kwork_id or None,
        "created_at": instant(found.date),
    }


def notification(found: Notification, links: Links) -> dict[str, Any]:
    """A notification; its link leads to our own API, which wants a session of its own."""
    return {
        "id": found.id,
        "type": found.kind,
        "title": found.title or "Сообщение биржи",
        "message": found.text,
        "is_read": bool(found.read_at),
        "created_at": instant(found.date),
        "link": links.of_api(found.link) if found.link else None,
    }


def dialog(found: Dialog, participant: Person | None, links: Links) -> dict[str, Any]:
    """A dialog; a person has one with each other person, so that one's id is the dialog's."""
    return {
        "id": found.person_id,
        "participant": user(participant, links),
        "last_message": found.text,
        "unread_count": found.unread,
        "updated_at": instant(found.date),
    }
