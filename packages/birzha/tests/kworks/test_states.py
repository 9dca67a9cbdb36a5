"""Every transition of a kwork from every state, on both engines."""

from typing import Any

import pytest

from birzha.errors import NotFound, WrongState
from birzha.kworks.commands import (
    add_image,
    approve_kwork,
    count_kwork,
    delete_kwork,
    offer_kwork,
    pause_kwork,
    reject_kwork,
    remove_image,
    resume_kwork,
    save_kwork,
    set_features,
    withdraw_kwork,
)
from birzha.kworks.model import TRANSITIONS, Event, Image, KworkChanges, KworkState, NewFeature, Question

IMAGE = Image(0, 0, "00ff", "кошка.png", 100, "image/png", 10, 10)
DRAFT, MODERATION, ACTIVE, PAUSED, REJECTED, DELETED = range(1, 7)

EXPECTED = {
    Event.EDIT: {DRAFT: DRAFT, ACTIVE: ACTIVE, PAUSED: PAUSED, REJECTED: REJECTED},
    Event.REWRITE: {DRAFT: DRAFT, ACTIVE: MODERATION, PAUSED: DRAFT, REJECTED: REJECTED},
    Event.OFFER: {DRAFT: MODERATION, REJECTED: MODERATION},
    Event.WITHDRAW: {MODERATION: DRAFT},
    Event.APPROVE: {MODERATION: ACTIVE},
    Event.REJECT: {MODERATION: REJECTED},
    Event.PAUSE: {ACTIVE: PAUSED},
    Event.RESUME: {PAUSED: ACTIVE},
    Event.COUNT: {state: state for state in range(1, 7)},
    Event.DELETE: dict.fromkeys((DRAFT, MODERATION, ACTIVE, PAUSED, REJECTED), DELETED),
}
"""Written down a second time: a slip in the declaration shows here."""


def test_the_declaration_is_what_is_meant():
    """No transition is there by mistake, and none is missing."""
    assert {event: {int(a): int(b) for a, b in after.items()} for event, after in TRANSITIONS.items()} == EXPECTED


async def act(stall: Any, event: Event, kwork_id: int) -> None:
    """Let an event happen to a kwork by whoever may."""
    world, seller = stall.world, stall.seller
    acts = {
        Event.EDIT: (save_kwork, seller, KworkChanges(price=7), kwork_id),
        Event.REWRITE: (save_kwork, seller, KworkChanges(title="Новое"), kwork_id),
        Event.OFFER: (offer_kwork, seller, kwork_id),
        Event.WITHDRAW: (withdraw_kwork, seller, kwork_id),
        Event.APPROVE: (approve_kwork, world.moderator, kwork_id),
        Event.REJECT: (reject_kwork, world.moderator, kwork_id, "Причина"),
        Event.PAUSE: (pause_kwork, seller, kwork_id),
        Event.RESUME: (resume_kwork, seller, kwork_id),
        Event.DELETE: (delete_kwork, seller, kwork_id),
    }
    if event is Event.COUNT:
        await world.do(count_kwork, kwork_id, sales=1, stars=5)
    else:
        await world.do(*acts[event])


@pytest.mark.parametrize("state", list(KworkState))
@pytest.mark.parametrize("event", list(Event))
async def test_every_event_in_every_state(stall, event, state):
    """An event leads where the declaration says, and is refused, changing nothing, in all other states."""
    kwork_id = await stall.kwork_in(state)
    expected = EXPECTED[event].get(int(state))
    if expected is None:
        before = await stall.world.everything()
        with pytest.raises((WrongState, NotFound)):
            await act(stall, event, kwork_id)
        assert await stall.world.everything() == before
        return
    await act(stall, event, kwork_id)
    assert (await stall.kwork(kwork_id)).state == expected


@pytest.mark.parametrize("state", [each for each in KworkState if each is not KworkState.DELETED])
async def test_pictures_extras_and_questions_come_as_words_do(stall, state):
    """Each is allowed where rewriting is and leads where it leads; a picture of another kwork is not this one's."""
    other = await stall.write()
    foreign = await stall.world.do(add_image, stall.seller, other, IMAGE)
    changes = [
        (add_image, IMAGE),
        (set_features, [NewFeature("Срочно", 100, 0)]),
    ]
    expected = EXPECTED[Event.REWRITE].get(int(state))
    for command, value in changes:
        kwork_id = await stall.kwork_in(state)
        if expected is None:
            with pytest.raises(WrongState):
                await stall.world.do(command, stall.seller, kwork_id, value)
            continue
        await stall.world.do(command, stall.seller, kwork_id, value)
        assert (await stall.kwork(kwork_id)).state == expected
        with pytest.raises(NotFound):
            await stall.world.do(remove_image, stall.seller, kwork_id, foreign)
    if expected is not None:
        kwork_id = await stall.kwork_in(state)
        asked = KworkChanges(faq=[Question("Когда?", "Завтра")])
        await stall.world.do(save_kwork, stall.seller, asked, kwork_id)
        assert (await stall.kwork(kwork_id)).state == expected


async def test_the_same_again_changes_no_state(stall):
    """An active kwork that is saved with its own words, extras and questions stays active."""
    extras, asked = [NewFeature("Срочно", 100, 0)], (Question("Когда?", "Завтра"),)
    kwork_id = await stall.write(faq=asked)
    await stall.world.do(set_features, stall.seller, kwork_id, extras)
    await stall.world.do(offer_kwork, stall.seller, kwork_id)
    await stall.world.do(approve_kwork, stall.world.moderator, kwork_id)
    await stall.world.do(set_features, stall.seller, kwork_id, extras)
    await stall.world.do(save_kwork, stall.seller, KworkChanges(title="Напишу статью о кошках", faq=asked), kwork_id)
    assert (await stall.kwork(kwork_id)).state == ACTIVE


async def test_strangers_find_nothing_to_change(stall):
    """Another performer's kwork is as if it were not there, and a moderator does not judge their own."""
    kwork_id = await stall.kwork_in(KworkState.MODERATION)
    before = await stall.world.everything()
    rival = stall.world.rival
    for command in (withdraw_kwork, pause_kwork, resume_kwork, delete_kwork, offer_kwork):
        with pytest.raises(NotFound):
            await stall.world.do(command, rival, kwork_id)
    both = type(rival)(stall.seller.id, stall.world.moderator.roles)
    with pytest.raises(NotFound):
        await stall.world.do(approve_kwork, both, kwork_id)
    assert await stall.world.everything() == before
