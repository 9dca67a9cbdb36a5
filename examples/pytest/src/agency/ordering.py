"""Ordering texts: each brief once, the best bid, no payment for what was not checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from etxt_api import OutcomeUnknown, SyncEtxtClient

OVERDUE = 5
"""State of an order (documentation of tasks.listTasks)."""
UNDER_CHECK = 3


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be written.

    Args:
        key: the agency's own number; it begins the order's title, and finds the order again.
        title: of the text.
        description: for the performer.
        price: roubles for the whole text.
        days: until the deadline.
        size: characters.
    """

    key: str
    title: str
    description: str
    price: Decimal
    days: int = 5
    size: int = 1000


class Desk:
    """Whoever orders.

    Args:
        client: of the agency's account.
        uniqueness: the least that is paid for, percent.
        category: of the orders.
    """

    def __init__(self, client: SyncEtxtClient, *, uniqueness: int = 90, category: int = 1911) -> None:
        self._client = client
        self._uniqueness = uniqueness
        self._category = category

    def place(self, briefs: Iterable[Brief], now: datetime) -> dict[str, int]:
        """Order what is not ordered yet; may be called again at any time.

        Args:
            briefs: all of them, also those of yesterday.
            now: the moment from which their days count.

        Returns:
            The numbers of the orders, by the keys of their briefs.
        """
        placed = self._placed()
        for brief in briefs:
            if brief.key not in placed:
                placed[brief.key] = self._order(brief, now)
        return placed

    def hire(self) -> list[int]:
        """Give each waiting order to the performer with the highest rating among those who want it; gives the orders."""
        wanted: dict[int, list[tuple[int, int]]] = {}
        for note in self._client.tasks.view_notes_all():
            rating = self._client.users.get_user(id=note.id_user).rate
            wanted.setdefault(note.id_task, []).append((rating, note.id_note))
        for bids in wanted.values():
            self._client.tasks.set_note(max(bids)[1])
        return sorted(wanted)

    def settle(self) -> tuple[list[int], list[int]]:
        """Pay for what is unique enough and send the rest back.

        Returns:
            The orders that were paid, and those that were sent back.
        """
        under_check = [order.id for order in self._client.tasks.iter_list_tasks() if order.status == UNDER_CHECK]
        paid, back = [], []
        for order in under_check:
            newest = max(self._client.tasks.get_results([order]), key=lambda result: result.id)
            found = newest.files.text.per_antiplagiat if newest.files.text else None
            (paid if found is not None and found >= self._uniqueness else back).append(order)
        if paid:
            self._client.tasks.paid_task(paid)
        if back:
            self._client.tasks.cancel_task(
                back, text=f"Уникальность меньше {self._uniqueness} %, исправьте, пожалуйста."
            )
        return paid, back

    def rescue(self, now: datetime) -> list[int]:
        """Give up overdue orders and order the same anew from somebody else; gives the orders that were given up."""
        overdue = [order.id for order in self._client.tasks.iter_list_tasks() if order.status == OVERDUE]
        for order in overdue:
            self._client.tasks.fail_task(order, copy=True, deadline=now + timedelta(days=3))
        return overdue

    def _order(self, brief: Brief, now: datetime) -> int:
        try:
            return self._client.tasks.save_task(
                title=f"{brief.key} {brief.title}",
                description=brief.description,
                price=brief.price,
                price_type=2,
                size=brief.size,
                id_category=self._category,
                deadline=now + timedelta(days=brief.days),
                public=True,
            ).id_task
        except OutcomeUnknown:
            # the order may be there or not: ask, and order again only what is not
            found = self._placed().get(brief.key)
            return found if found is not None else self._order(brief, now)

    def _placed(self) -> dict[str, int]:
        return {order.title.partition(" ")[0]: order.id for order in self._client.tasks.iter_list_tasks()}
