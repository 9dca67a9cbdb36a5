"""What sellers do with their kworks: describe them, offer them, pause, resume, delete."""

from collections.abc import Sequence
from dataclasses import replace

from birzha.errors import Invalid, LimitExceeded
from birzha.kworks.commands.guarded import count_alone, moved, own_kwork, rewrite, store
from birzha.kworks.model import (
    MOST_KWORKS,
    Event,
    Kwork,
    KworkChanges,
    NewFeature,
    blank_kwork,
    merged,
    public_texts,
    rewritten,
    validate_changes,
    validate_features,
)
from birzha.kworks.tables.kworks import (
    COUNT_OWN,
    DROP_FEATURES,
    DROP_IMAGE_FILES,
    DROP_LEAVES,
    FEATURES_OF,
    PUT_FEATURE,
)
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.reference.queries import category_exists
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.PERFORMER)
async def save_kwork(tx: Transaction, actor: Actor, changes: KworkChanges, kwork_id: int | None = None) -> int:
    """Make a draft, or edit a kwork that is not on moderation.

    A change of words, questions, packages or videos takes an active kwork back to moderation and makes a paused one a draft; one of
    price, days, revisions or category does not.

    Args:
        tx: the transaction.
        actor: the seller.
        changes: what to set.
        kwork_id: the kwork to edit; ``None``: a new one.

    Returns:
        The kwork's id.

    Raises:
        Invalid: a value is beyond its limits, or there is no such category.
        ContactsFound: one of its texts carries contact data.
        LimitExceeded: the seller has five hundred kworks already, or there are too many questions, packages or videos.
        NotFound: no such kwork of their own.
        WrongState: it is on moderation.
    """
    validate_changes(changes, new=kwork_id is None)
    refuse_contacts(tx.rules, **public_texts(changes))
    old = blank_kwork(actor.id, tx.now) if kwork_id is None else await own_kwork(tx, actor.id, kwork_id)
    new = merged(old, changes, tx.now)
    new = moved(new, Event.REWRITE if rewritten(old, new) else Event.EDIT)
    if new.category_id != old.category_id and not await category_exists(tx, new.category_id):
        raise Invalid("Такой категории нет.", field="category_id")
    if kwork_id is not None:
        await rewrite(tx, old, new)
        return kwork_id
    await count_alone(tx, actor.id)
    if sum(row["kworks"] for row in await tx.all(COUNT_OWN, seller=actor.id)) >= MOST_KWORKS:
        raise LimitExceeded(f"У одного продавца может быть не больше {MOST_KWORKS} кворков: удалите ненужные.")
    return await store(tx, new)


@command(Role.PERFORMER)
async def set_features(tx: Transaction, actor: Actor, kwork_id: int, features: Sequence[NewFeature]) -> None:
    """Replace the paid extras of a kwork; they are read by a moderator as its words are.

    Args:
        tx: the transaction.
        actor: the seller.
        kwork_id: an own kwork.
        features: all of them, in the order in which they are shown; the same ones again change nothing.

    Raises:
        Invalid: a value is beyond its limits.
        ContactsFound: a name carries contact data.
        LimitExceeded: there are over twenty.
        NotFound: no such kwork of their own.
        WrongState: it is on moderation.
    """
    validate_features(features)
    refuse_contacts(tx.rules, features="\n".join(each.name for each in features))
    kwork = await own_kwork(tx, actor.id, kwork_id)
    new = moved(kwork, Event.REWRITE)
    kept = [NewFeature(each.name, each.price, each.days) for each in await tx.all(FEATURES_OF, kwork_id=kwork_id)]
    if kept == list(features):
        return
    await rewrite(tx, kwork, replace(new, updated=tx.now))
    await tx.run(DROP_FEATURES, kwork_id=kwork_id)
    await tx.run_many(
        PUT_FEATURE,
        [{"kwork_id": kwork_id, "name": each.name, "price": each.price, "days": each.days} for each in features],
    )


@command(Role.PERFORMER)
async def offer_kwork(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Offer a draft or a rejected kwork: a moderator reads it before it comes into the catalogue.

    Raises:
        NotFound: no such kwork of their own.
        WrongState: it is neither.
    """
    await _move(tx, actor, kwork_id, Event.OFFER)


@command(Role.PERFORMER)
async def withdraw_kwork(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Take a kwork back from moderation: it is a draft again.

    Raises:
        NotFound: no such kwork of their own.
        WrongState: it is not on moderation.
    """
    await _move(tx, actor, kwork_id, Event.WITHDRAW)


@command(Role.PERFORMER)
async def pause_kwork(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Take an active kwork out of the catalogue for a while.

    Raises:
        NotFound: no such kwork of their own.
        WrongState: it is not active.
    """
    await _move(tx, actor, kwork_id, Event.PAUSE)


@command(Role.PERFORMER)
async def resume_kwork(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Put a paused kwork back into the catalogue, where it stood.

    Raises:
        NotFound: no such kwork of their own.
        WrongState: it is not paused.
    """
    await _move(tx, actor, kwork_id, Event.RESUME)


@command(Role.PERFORMER)
async def delete_kwork(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Delete a kwork with its pictures; nobody sees it any more.

    Raises:
        NotFound: no such kwork of their own.
        WrongState: somebody else moved it in the meantime.
    """
    await _move(tx, actor, kwork_id, Event.DELETE)
    await tx.run(DROP_IMAGE_FILES, kwork_id=kwork_id, moment=tx.now)
    for statement in DROP_LEAVES:
        await tx.run(statement, kwork_id=kwork_id)


async def _move(tx: Transaction, actor: Actor, kwork_id: int, event: Event) -> Kwork:
    old = await own_kwork(tx, actor.id, kwork_id)
    new = moved(old, event)
    await rewrite(tx, old, new)
    return new
