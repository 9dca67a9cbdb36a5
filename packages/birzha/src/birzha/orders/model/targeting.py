"""Who may see an order, who may be addressed, and whose bid is accepted by itself (reference of the exchange, §4.3, §4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from birzha.errors import NoSuchTarget, WorkMismatch
from birzha.orders.model.order import Order, Target
from birzha.orders.model.prices import reaches
from birzha.orders.model.states import State, state_of
from birzha.people.model import Role, Work


@dataclass(frozen=True, slots=True)
class Performer:
    """What an order looks at in a performer.

    Args:
        id: of the person.
        roles: bits of :class:`Role`.
        blocked: 1 when an administrator shut them out.
        rate: rating points.
        reports: good reviews.
        reports_n: bad reviews.
        attestations: bits of subjects.
        diploma: 1 when confirmed.
        works: what they take, by work type.
    """

    id: int
    roles: int
    blocked: int
    rate: int
    reports: int
    reports_n: int
    attestations: int
    diploma: int
    works: Mapping[int, Work]

    def level(self, work_type: int) -> int:
        """Their skill in a kind of work; 0 where they do not offer it."""
        work = self.works.get(work_type)
        return 0 if work is None else work.level


def qualifies(order: Order, performer: Performer) -> bool:
    """Whether the performer has the skill, attestation and diploma that the order asks for (A21)."""
    if order.only_stars and performer.level(order.work_type) < order.level:
        return False
    if order.attestation and not order.attestation & performer.attestations:
        return False
    return not order.diplom or bool(performer.diploma)


def may_see(order: Order, performer: Performer, *, blocked: bool, invited: bool) -> bool:
    """Whether a performer sees an order among those that wait.

    Args:
        order: the order.
        performer: who looks.
        blocked: whether either of performer and customer has shut the other out.
        invited: whether the performer is in the white list, or group of it, that the order is for.
    """
    if state_of(order) is not State.WAITING or order.customer_id == performer.id or blocked:
        return False
    if order.target == Target.INDIVIDUAL:
        return order.target_id == performer.id
    if order.target == Target.WHITE_LIST and not invited:
        return False
    return qualifies(order, performer)


def must_be_addressable(order: Order, addressee: Performer | None, *, blocked: bool) -> None:
    """Refuse an individual order that its addressee cannot be given.

    Args:
        order: the order.
        addressee: who is to get it; ``None``: there is no such person.
        blocked: whether either of addressee and customer has shut the other out.

    Raises:
        NoSuchTarget: there is no such performer, or one has shut the other out.
        WorkMismatch: they do not do this work, or not at this price.
    """
    if (
        addressee is None
        or addressee.id == order.customer_id
        or not addressee.roles & Role.PERFORMER
        or addressee.blocked
        or blocked
    ):
        raise NoSuchTarget("Этому исполнителю нельзя предложить индивидуальный заказ.", field="target_id")
    work = addressee.works.get(order.work_type)
    if work is None or not reaches(order, work.min_price):
        raise WorkMismatch("Исполнитель не берёт такую работу или работает по более высокой цене.", field="target_id")


def suits_auto_accept(order: Order, performer: Performer) -> bool:
    """Whether a bid of this performer is accepted by itself, money permitting."""
    return bool(
        order.auto_work
        and performer.rate >= order.auto_rate
        and performer.reports >= order.auto_reports
        and (order.auto_reports_n is None or performer.reports_n <= order.auto_reports_n)
        and performer.level(order.work_type) >= order.auto_level
    )
