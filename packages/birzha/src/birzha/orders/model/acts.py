"""What each event makes of an order: pure functions from an order to an order, refused in the wrong state (reference §4.2)."""

from dataclasses import replace

from birzha.errors import Invalid, WrongState
from birzha.orders.model.deadlines import checked_deadline, is_past, is_quick, rework_deadline
from birzha.orders.model.order import Order, Status, Target
from birzha.orders.model.states import COLUMNS, Event, State, after, allows
from birzha.settings import Rules


def _put(order: Order, state: State) -> Order:
    status, public = COLUMNS[state]
    return replace(order, status=int(status), public=public)


def published(order: Order, now: int) -> Order:
    """The order as others see it (#1, #2).

    Raises:
        WrongState: it has left the state in which it can be published.
        Invalid: its deadline has passed, or it is a multi-order with nothing left to make.
    """
    new = _put(order, after(order, Event.PUBLISH))
    if order.deadline <= now:
        raise Invalid("Срок сдачи уже прошёл: укажите новый, чтобы опубликовать заказ.", field="deadline")
    if order.multitask and order.multicount < 1:
        raise Invalid("Мультизаказ исчерпан: укажите, сколько ещё заказов создать.", field="multicount")
    new.published_at = order.published_at or now
    return new


def unpublished(order: Order) -> Order:
    """The order as a draft (#2).

    Raises:
        WrongState: it has a performer.
    """
    return _put(order, after(order, Event.UNPUBLISH))


def assigned(order: Order, person_id: int, bid_id: int, comment: str) -> Order:
    """The order in the hands of its performer (#5).

    Args:
        order: one that waits.
        person_id: the performer.
        bid_id: the accepted bid.
        comment: goes to the end of the description.

    Raises:
        WrongState: it does not wait for a performer.
    """
    new = _put(order, after(order, Event.ASSIGN))
    new.performer_id, new.bid_id = person_id, bid_id
    new.description = with_comment(order.description, comment)
    return new


def agreed(order: Order, person_id: int, now: int) -> Order:
    """The order that both parties want before anybody has placed it, in the hands of its performer.

    Nobody has bid on it. Its performer remains its addressee: if they refuse it, the draft that it becomes is for them.

    Args:
        order: a draft.
        person_id: the performer.
        now: unixtime.

    Raises:
        WrongState: it is no draft.
    """
    new = _put(order, after(order, Event.AGREE))
    new.target, new.target_id = int(Target.INDIVIDUAL), person_id
    new.performer_id, new.published_at = person_id, now
    return new


def with_comment(description: str, comment: str) -> str:
    """The description with what was said when a bid was accepted."""
    if not comment.strip():
        return description
    return f"{description}\n\n{comment}" if description else comment


def split(order: Order, person_id: int, bid_id: int, comment: str, now: int) -> tuple[Order, Order]:
    """What an accepted bid makes of a multi-order (#5m).

    Args:
        order: the multi-order.
        person_id: the performer of the new order.
        bid_id: the accepted bid.
        comment: goes to the end of the new order's description.
        now: unixtime.

    Returns:
        The multi-order with one fewer to make, unpublished at none; and the new order, in work, not stored yet.

    Raises:
        WrongState: it does not wait, or has none left.
    """
    after(order, Event.SPLIT)
    if order.multicount < 1:
        raise WrongState(f"Мультизаказ №{order.id} исчерпан.")
    parent = replace(order, multicount=order.multicount - 1)
    if not parent.multicount:
        parent = _put(parent, after(parent, Event.EXHAUST))
    child = replace(
        copied(order, order.deadline, now),
        status=int(Status.IN_WORK),
        quick=order.quick,
        performer_id=person_id,
        bid_id=bid_id,
        parent_id=order.id,
        description=with_comment(order.description, comment),
    )
    return parent, child


def copied(order: Order, deadline: int, now: int) -> Order:
    """A published copy, not stored yet: nothing of bids, results, acceptance by itself, or multi-orders (#13, copyTask).

    Args:
        order: the original, in any state.
        deadline: of the copy, unixtime.
        now: unixtime.
    """
    return replace(
        order,
        id=0,
        performer_id=0,
        created=now,
        date=now,
        end_date=0,
        deadline=deadline,
        status=int(Status.WAITING),
        public=1,
        client_comment="",
        multitask=0,
        multicount=0,
        multione=0,
        parent_id=0,
        auto_work=0,
        auto_rate=0,
        auto_reports=0,
        auto_reports_n=None,
        auto_level=0,
        bid_id=0,
        published_at=now,
        unassigned_at=0,
        failed_at=0,
        archived_at=0,
    )


def declined(order: Order, person_id: int) -> Order:
    """An individual order that its addressee does not want: a draft again (reference §4.4).

    Raises:
        WrongState: it does not wait for this person's answer.
    """
    must_await(order, person_id)
    return _put(order, after(order, Event.DECLINE))


def must_await(order: Order, person_id: int) -> None:
    """Refuse unless it is an individual order that waits for this person's answer.

    Raises:
        WrongState: it is not.
    """
    if order.target != Target.INDIVIDUAL or order.target_id != person_id:
        raise WrongState(f"Заказ №{order.id} не предложен вам лично.")


def submitted(order: Order, rules: Rules) -> Order:
    """The order under check (#7).

    Raises:
        WrongState: it is not in work, or it is overdue where late results are not taken.
    """
    state = after(order, Event.SUBMIT)
    if order.status == Status.OVERDUE and not rules.late_submission:
        raise WrongState(f"Заказ №{order.id} просрочен, сдать его уже нельзя.")
    return _put(order, state)


def sent_back(order: Order, now: int, rules: Rules) -> Order:
    """The order back in work, with time for the rework (#8, #9).

    Raises:
        WrongState: it is not under check.
    """
    new = _put(order, after(order, Event.SEND_BACK))
    new.deadline = rework_deadline(order.deadline, now, rules, quick=bool(order.quick))
    return new


def accepted(order: Order, now: int) -> Order:
    """The order done (#10).

    Raises:
        WrongState: it is not under check.
    """
    new = _put(order, after(order, Event.ACCEPT))
    new.end_date = now
    return new


def overdue(order: Order, now: int) -> Order:
    """The order past its deadline (#11).

    Raises:
        WrongState: it is not in work, or there is time left.
    """
    new = _put(order, after(order, Event.RUN_OVERDUE))
    _must_be_past(order, now)
    return new


def expired(order: Order, now: int) -> Order:
    """The order, found by nobody in time, as a draft (#16, A14).

    Raises:
        WrongState: it does not wait for a performer, or there is time left.
    """
    new = _put(order, after(order, Event.EXPIRE))
    _must_be_past(order, now)
    return new


def _must_be_past(order: Order, now: int) -> None:
    if not is_past(order.deadline, now):
        raise WrongState(f"Срок заказа №{order.id} ещё не вышел.")


def rescheduled(order: Order, deadline: int, now: int, rules: Rules) -> Order:
    """The order with a new deadline; an overdue one is in work again (#12, A22).

    Args:
        order: a draft, or one that waits, is in work or overdue.
        deadline: unixtime.
        now: unixtime.
        rules: of the market.

    Raises:
        Invalid: the deadline is not ahead, too far, or earlier than the one that a performer was promised.
        WrongState: the order is under check, done or cancelled.
    """
    checked_deadline(deadline, now, rules)
    new = _put(order, after(order, Event.RESCHEDULE))
    if order.performer_id and deadline < order.deadline:
        raise Invalid("Новый срок не может быть раньше нынешнего.", field="deadline")
    new.deadline = deadline
    new.quick = int(is_quick(deadline, now, rules))
    return new


def failed(order: Order, now: int) -> Order:
    """The order cancelled as overdue; it keeps its performer for the history (#13, A17).

    Raises:
        WrongState: it is not overdue, or cancelled already.
    """
    new = _put(order, after(order, Event.FAIL))
    new.failed_at = now
    return new


def relieved(order: Order, event: Event, now: int) -> Order:
    """The order without its performer, a draft (#14, #15).

    Args:
        order: in work or overdue (a refusal), or under check (a moderator's decision).
        event: ``REFUSE`` or ``REMOVE``.
        now: unixtime.

    Raises:
        WrongState: that cannot happen to it as it stands.
    """
    new = _put(order, after(order, event))
    new.performer_id, new.bid_id, new.unassigned_at = 0, 0, now
    return new


def archived(order: Order, now: int) -> Order:
    """The order in the archive (#18, A26).

    Raises:
        WrongState: it is not done, or in the archive already.
    """
    new = _put(order, after(order, Event.ARCHIVE))
    new.archived_at = now
    return new


def must_be_deletable(order: Order, now: int, rules: Rules) -> None:
    """Refuse to delete an order with a performer, or too soon after one was taken off (#17).

    Raises:
        WrongState: it may not be deleted now.
    """
    after(order, Event.DELETE)
    if order.unassigned_at and now < order.unassigned_at + rules.deletion_ban:
        raise WrongState(f"С заказа №{order.id} недавно снят исполнитель: удалить его можно через неделю после этого.")


def needs_cover(order: Order) -> bool:
    """Whether the customer must have the money before anybody accepts: a published individual order (reference §4.4)."""
    return order.target == Target.INDIVIDUAL and allows(order, Event.ASSIGN)
