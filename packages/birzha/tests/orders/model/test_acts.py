"""What each event makes of an order: all of it, and nothing else."""

from dataclasses import fields, replace

import pytest

from birzha.clock import DAY, HOUR
from birzha.errors import Invalid, WrongState
from birzha.orders.model import Event, Order, State, acts, latest_deadline, state_of
from birzha.settings import Rules

S = State


def changed(before: Order, after: Order) -> dict[str, object]:
    """The fields that differ, with their new values."""
    return {
        each.name: getattr(after, each.name)
        for each in fields(Order)
        if getattr(before, each.name) != getattr(after, each.name)
    }


def in_states(*states: State) -> list[State]:
    return [state for state in State if state is not S.GONE and state not in states]


def test_publishing(make, now):
    """A draft becomes public and remembers its first publication."""
    draft = make(S.DRAFT)
    assert changed(draft, acts.published(draft, now)) == {"public": 1, "published_at": now}
    again = make(S.DRAFT, published_at=5)
    assert changed(again, acts.published(again, now)) == {"public": 1}
    waiting = make(S.WAITING, published_at=5)
    assert changed(waiting, acts.published(waiting, now)) == {}


def test_publishing_needs_time(make, now):
    """The deadline must be ahead by a second at least."""
    assert acts.published(make(deadline=now + 1), now).public == 1
    for late in (now, now - 1):
        with pytest.raises(Invalid) as error:
            acts.published(make(deadline=late), now)
        assert error.value.field == "deadline"


def test_publishing_a_multi_order_needs_something_left(make, now):
    """One more to make is enough; none is refused; another order needs no count."""
    assert acts.published(make(multitask=1, multicount=1), now).public == 1
    assert acts.published(make(multitask=0, multicount=0), now).public == 1
    with pytest.raises(Invalid) as error:
        acts.published(make(multitask=1, multicount=0), now)
    assert error.value.field == "multicount"


def test_unpublishing(make):
    """A waiting order becomes a draft."""
    waiting = make(S.WAITING)
    assert changed(waiting, acts.unpublished(waiting)) == {"public": 0}


def test_assigning(make):
    """Performer, bid and status; the comment goes to the end of the description."""
    order = make(S.WAITING, description="Опишите")
    new = acts.assigned(order, 8, 3, "")
    assert changed(order, new) == {"status": 2, "performer_id": 8, "bid_id": 3}
    assert acts.assigned(order, 8, 3, "Скорее").description == "Опишите\n\nСкорее"
    assert acts.with_comment("", "Скорее") == "Скорее"
    assert acts.with_comment("Опишите", " ") == "Опишите"


def test_splitting(make, now):
    """A multi-order gives one of its orders away and stays; the new one is in work, and no multi-order."""
    order = make(
        S.WAITING,
        description="д",
        multitask=1,
        multicount=5,
        multione=1,
        auto_work=1,
        auto_rate=1,
        auto_reports=2,
        auto_reports_n=3,
        auto_level=1,
        quick=1,
        client_comment="к",
        file_key="ф",
        folder_id=9,
        published_at=4,
        unassigned_at=6,
    )
    parent, child = acts.split(order, 8, 3, "п", now + 5)
    assert changed(order, parent) == {"multicount": 4}
    assert changed(order, child) == {
        "id": 0,
        "created": now + 5,
        "date": now + 5,
        "published_at": now + 5,
        "status": 2,
        "performer_id": 8,
        "bid_id": 3,
        "parent_id": 5,
        "description": "д\n\nп",
        "multitask": 0,
        "multicount": 0,
        "multione": 0,
        "auto_work": 0,
        "auto_rate": 0,
        "auto_reports": 0,
        "auto_reports_n": None,
        "auto_level": 0,
        "client_comment": "",
        "unassigned_at": 0,
    }


def test_the_last_split_unpublishes(make, now):
    """At none left the multi-order is a draft; with none left nothing splits."""
    order = make(S.WAITING, multitask=1, multicount=1)
    parent, child = acts.split(order, 8, 3, "", now)
    assert changed(order, parent) == {"multicount": 0, "public": 0}
    assert state_of(child) is S.IN_WORK
    with pytest.raises(WrongState):
        acts.split(make(S.WAITING, multitask=1, multicount=0), 8, 3, "", now)


def test_copying_forgets_the_life_of_the_original(make, now):
    """From any state comes a published order without performer, results, acceptance by itself and multi-order."""
    for state in in_states():
        order = make(
            state,
            end_date=1,
            client_comment="к",
            multitask=1,
            multicount=2,
            multione=1,
            parent_id=4,
            auto_work=1,
            auto_rate=5,
            auto_reports=6,
            auto_reports_n=7,
            auto_level=2,
            unassigned_at=8,
            file_key="ф",
            folder_id=9,
        )
        copy = acts.copied(order, now + 50, now + 1)
        assert state_of(copy) is S.WAITING
        fresh = {
            "id": 0, "performer_id": 0, "bid_id": 0, "created": now + 1, "date": now + 1, "end_date": 0, "status": 1,
            "public": 1, "deadline": now + 50, "client_comment": "", "multitask": 0, "multicount": 0, "multione": 0,
            "parent_id": 0, "auto_work": 0, "auto_rate": 0, "auto_reports": 0, "auto_reports_n": None, "auto_level": 0,
            "published_at": now + 1, "unassigned_at": 0, "failed_at": 0, "archived_at": 0,
        }  # fmt: skip
        assert copy == replace(order, **fresh)


def test_declining_an_offer(make):
    """The addressee turns it into a draft; nobody else may, and no other order."""
    order = make(S.WAITING, target=3, target_id=8)
    assert changed(order, acts.declined(order, 8)) == {"public": 0}
    long_id = make(S.WAITING, target=3, target_id=int("800000"))
    assert acts.declined(long_id, int("800000")).public == 0
    for wrong, who in (
        (order, 9),
        (make(S.WAITING, target=2, target_id=8), 8),
        (make(S.WAITING, target=3, target_id=9), 8),
    ):
        with pytest.raises(WrongState):
            acts.declined(wrong, who)


def test_submitting(make, rules):
    """In work and overdue alike, unless late results are not taken."""
    for state in (S.IN_WORK, S.OVERDUE):
        order = make(state)
        assert changed(order, acts.submitted(order, rules)) == {"status": 3}
    strict = Rules(late_submission=False)
    assert acts.submitted(make(S.IN_WORK), strict).status == 3
    with pytest.raises(WrongState):
        acts.submitted(make(S.OVERDUE), strict)


def test_sending_back(make, now, rules):
    """Back in work, with three days more, three hours for a quick order, or what there was."""
    order = make(S.ON_CHECK, deadline=now)
    assert changed(order, acts.sent_back(order, now, rules)) == {"status": 2, "deadline": now + 3 * DAY}
    assert acts.sent_back(replace(order, quick=1), now, rules).deadline == now + 3 * HOUR
    assert acts.sent_back(replace(order, deadline=now + 4 * DAY), now, rules).deadline == now + 4 * DAY


def test_accepting(make, now):
    """Done, at that moment."""
    order = make(S.ON_CHECK)
    assert changed(order, acts.accepted(order, now)) == {"status": 4, "end_date": now}


@pytest.mark.parametrize(
    ("act", "state", "change"), [("overdue", S.IN_WORK, {"status": 5}), ("expired", S.WAITING, {"public": 0})]
)
def test_running_out_of_time(make, now, act, state, change):
    """The deadline's own second is still in time; the next is not."""
    order = make(state, deadline=now)
    assert changed(order, getattr(acts, act)(order, now + 1)) == change
    with pytest.raises(WrongState):
        getattr(acts, act)(order, now)


def test_rescheduling(make, now, rules):
    """The new deadline, and whether that is quick; overdue work goes on."""
    for state, status in ((S.DRAFT, 1), (S.WAITING, 1), (S.IN_WORK, 2), (S.OVERDUE, 2)):
        order = make(state, quick=1)
        new = acts.rescheduled(order, now + 3 * DAY, now, rules)
        assert new == replace(order, deadline=now + 3 * DAY, quick=0, status=status)
        assert acts.rescheduled(replace(order, deadline=now), now + DAY, now, rules).quick == 1


def test_rescheduling_shortens_only_before_anybody_was_promised(make, now, rules):
    """With a performer the deadline may stay but not come nearer; without one it may."""
    for state in (S.DRAFT, S.WAITING):
        assert acts.rescheduled(make(state, deadline=now + 9), now + 1, now, rules).deadline == now + 1
    for state in (S.IN_WORK, S.OVERDUE):
        order = make(state, deadline=now + 9)
        assert acts.rescheduled(order, now + 9, now, rules).deadline == now + 9
        with pytest.raises(Invalid) as error:
            acts.rescheduled(order, now + 8, now, rules)
        assert error.value.field == "deadline"


def test_rescheduling_within_the_term(make, now, rules):
    """Ahead and not too far, checked before the state is."""
    for state in (S.DRAFT, S.DONE):
        for wrong in (now, latest_deadline(now, rules) + 1):
            with pytest.raises(Invalid):
                acts.rescheduled(make(state), wrong, now, rules)


def test_failing(make, now):
    """Cancelled, with its performer kept for the history."""
    order = make(S.OVERDUE)
    assert changed(order, acts.failed(order, now)) == {"failed_at": now}


@pytest.mark.parametrize(
    ("event", "state"), [(Event.REFUSE, S.IN_WORK), (Event.REFUSE, S.OVERDUE), (Event.REMOVE, S.ON_CHECK)]
)
def test_relieving(make, now, event, state):
    """A draft without performer and bid, that remembers when one was taken off."""
    order = make(state)
    assert changed(order, acts.relieved(order, event, now)) == {
        "status": 1,
        "public": 0,
        "performer_id": 0,
        "bid_id": 0,
        "unassigned_at": now,
    }


def test_deleting(make, now, rules):
    """A week after a performer was taken off, to the second; at once where none was."""
    acts.must_be_deletable(make(S.DRAFT), now, rules)
    acts.must_be_deletable(make(S.WAITING, unassigned_at=now - 7 * DAY), now, rules)
    with pytest.raises(WrongState):
        acts.must_be_deletable(make(S.DRAFT, unassigned_at=now - 7 * DAY + 1), now, rules)


@pytest.mark.parametrize("state", in_states())
def test_whose_money_must_be_there_beforehand(make, state):
    """Only a published individual order's."""
    assert acts.needs_cover(make(state, target=3, target_id=8)) is (state is S.WAITING)
    assert not acts.needs_cover(make(state, target=1))


ACTS = {
    "published": (lambda o, n, r: acts.published(o, n), {S.DRAFT, S.WAITING}),
    "unpublished": (lambda o, n, r: acts.unpublished(o), {S.DRAFT, S.WAITING}),
    "assigned": (lambda o, n, r: acts.assigned(o, 8, 3, ""), {S.WAITING}),
    "agreed": (lambda o, n, r: acts.agreed(o, 8, n), {S.DRAFT}),
    "split": (lambda o, n, r: acts.split(replace(o, multicount=2), 8, 3, "", n), {S.WAITING}),
    "declined": (lambda o, n, r: acts.declined(replace(o, target=3, target_id=8), 8), {S.WAITING}),
    "submitted": (lambda o, n, r: acts.submitted(o, r), {S.IN_WORK, S.OVERDUE}),
    "sent_back": (acts.sent_back, {S.ON_CHECK}),
    "accepted": (lambda o, n, r: acts.accepted(o, n), {S.ON_CHECK}),
    "overdue": (lambda o, n, r: acts.overdue(o, o.deadline + 1), {S.IN_WORK}),
    "expired": (lambda o, n, r: acts.expired(o, o.deadline + 1), {S.WAITING}),
    "rescheduled": (
        lambda o, n, r: acts.rescheduled(o, o.deadline, n, r),
        {S.DRAFT, S.WAITING, S.IN_WORK, S.OVERDUE},
    ),
    "failed": (lambda o, n, r: acts.failed(o, n), {S.OVERDUE}),
    "refused": (lambda o, n, r: acts.relieved(o, Event.REFUSE, n), {S.IN_WORK, S.OVERDUE}),
    "removed": (lambda o, n, r: acts.relieved(o, Event.REMOVE, n), {S.ON_CHECK}),
    "deletable": (acts.must_be_deletable, {S.DRAFT, S.WAITING}),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("state", in_states())
def test_acts_in_every_state(make, now, rules, name, state):
    """Each act works in its states alone, and never changes the order that it was given."""
    act, allowed = ACTS[name]
    order = make(state)
    kept = replace(order)
    if state in allowed:
        act(order, now, rules)
    else:
        with pytest.raises(WrongState):
            act(order, now, rules)
    assert order == kept
