"""The pictures that belong to a kwork."""

from dataclasses import replace

from birzha.errors import LimitExceeded
from birzha.kworks.commands.guarded import moved, no_such_kwork, own_kwork, rewrite
from birzha.kworks.model import MOST_IMAGES, Event, Image, Kwork
from birzha.kworks.tables.kworks import COUNT_IMAGES, DROP_IMAGE, IMAGE, PUT_IMAGE
from birzha.orders.tables.orders import DROP_FILE
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@command(Role.PERFORMER)
async def add_image(tx: Transaction, actor: Actor, kwork_id: int, image: Image) -> int:
    """Add a picture to a kwork that is not on moderation; an active one goes back there. Gives the picture's id.

    Args:
        tx: the transaction.
        actor: the seller.
        kwork_id: an own kwork.
        image: examined and put into the file store; its own and the kwork's id are not looked at.

    Raises:
        NotFound: no such kwork of their own.
        WrongState: it is on moderation.
        LimitExceeded: it has twenty already.
    """
    await _count(tx, await own_kwork(tx, actor.id, kwork_id), 1)
    return await tx.one(
        PUT_IMAGE,
        kwork_id=kwork_id,
        key=image.key,
        name=image.name,
        size=image.size,
        content_type=image.content_type,
        width=image.width,
        height=image.height,
    )


@command(Role.PERFORMER)
async def remove_image(tx: Transaction, actor: Actor, kwork_id: int, image_id: int) -> None:
    """Take a picture from a kwork that is not on moderation; an active one goes back there.

    Raises:
        NotFound: no such kwork of their own, or it has no such picture.
        WrongState: it is on moderation.
    """
    kwork = await own_kwork(tx, actor.id, kwork_id)
    image = await tx.first(IMAGE, image_id=image_id)
    if image is None or image.kwork_id != kwork_id:
        raise no_such_kwork()
    await _count(tx, kwork, -1)
    await tx.run(DROP_IMAGE, image_id=image_id)
    await tx.run(DROP_FILE, key=image.key, since=tx.now)


async def _count(tx: Transaction, kwork: Kwork, more: int) -> None:
    await rewrite(tx, kwork, replace(moved(kwork, Event.REWRITE), updated=tx.now))
    if not await tx.run(COUNT_IMAGES, kwork_id=kwork.id, more=more, most=MOST_IMAGES):
        raise LimitExceeded(f"У кворка может быть не больше {MOST_IMAGES} изображений.", field="file")
