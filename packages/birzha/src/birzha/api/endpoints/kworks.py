"""Kworks: sellers describe and offer them, moderators read them, everybody looks through the catalogue and keeps favourites."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.kwork_views import (
    CardView,
    DetailsView,
    EditedKwork,
    Features,
    NewKwork,
    State,
    card_view,
    changes_of,
    details_view,
    extras_of,
)
from birzha.api.fields import Id
from birzha.api.paging import NEWEST, Everything, Page, Paged, after_key, after_offset, whole
from birzha.api.registry import endpoint
from birzha.api.uploads import FILES, kept
from birzha.api.views import Created, Download
from birzha.errors import ContactsFound, Invalid, LimitExceeded, NotFound, WrongState
from birzha.kworks.commands import (
    add_favourite,
    add_image,
    approve_kwork,
    delete_kwork,
    note_view,
    offer_kwork,
    pause_kwork,
    reject_kwork,
    remove_favourite,
    remove_image,
    resume_kwork,
    save_kwork,
    set_features,
    withdraw_kwork,
)
from birzha.kworks.model import LONGEST_REASON, Image, KworkState, Sort
from birzha.kworks.queries import catalogue, details, favourites, kwork_image, kworks_to_moderate, my_kworks, viewed
from birzha.orders.model import StoredFile
from birzha.texts.images import image_size
from birzha.texts.uploads import Upload

SAVING = (Invalid, ContactsFound, LimitExceeded)
"""What describing a kwork may be refused for."""


class KworksQuery(Paged, frozen=True, kw_only=True):
    """Which kworks of the catalogue.

    Args:
        sort: the order.
        category_id: only in this category and those below it.
    """

    sort: Literal["recommend", "price_asc", "price_desc", "rating", "reviews", "newest"] = "recommend"
    category_id: Id | UnsetType = UNSET


class MyKworksQuery(Paged, frozen=True, kw_only=True):
    """Which of the caller's kworks.

    Args:
        state: only those in it.
    """

    state: State | UnsetType = UNSET


class KworkReason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a kwork does not come into the catalogue.

    Args:
        reason: for the seller, 1 to 5000 characters.
    """

    reason: Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]


class NewKworkImage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture comes as a form, with the file in the field ``file``."""


@endpoint("GET", "/kworks", catalogue)
async def get_kworks(call: Call, *, query: KworksQuery) -> Page[CardView]:
    """The catalogue of kworks."""
    where = None if query.category_id is UNSET else query.category_id
    sort = Sort(query.sort)
    found = await call.ask(catalogue, sort=sort, category_id=where, count=query.count, offset=query.cursor)
    return after_offset(found.cards, query, card_view)


@endpoint("GET", "/kworks/{kwork_id}", details, errors=(NotFound,))
async def get_kwork(call: Call, kwork_id: Id) -> DetailsView:
    """Everything about a kwork: an active one, an own one, or for moderators one that waits for them."""
    return details_view(await call.ask(details, kwork_id))


@endpoint("GET", "/kworks/{kwork_id}/images/{image_id}", kwork_image, errors=(NotFound,))
async def get_kwork_image(call: Call, kwork_id: Id, image_id: Id) -> Download:
    """One of the pictures of a kwork, for whoever may read it."""
    found = await call.ask(kwork_image, kwork_id, image_id)
    return await Download.of(call.market, found.key, found.name)


@endpoint("GET", "/me/kworks", my_kworks)
async def get_my_kworks(call: Call, *, query: MyKworksQuery) -> Page[CardView]:
    """The caller's own kworks, newest first."""
    state = None if query.state is UNSET else KworkState[query.state.upper()]
    found = await call.ask(my_kworks, state=state, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, card_view)


@endpoint("POST", "/me/kworks", save_kwork, status=201, errors=SAVING)
async def post_kwork(call: Call, *, body: NewKwork) -> Created:
    """Make a draft of a kwork."""
    return Created(await call.do(save_kwork, changes_of(body)))


@endpoint("PATCH", "/me/kworks/{kwork_id}", save_kwork, status=204, errors=(*SAVING, NotFound, WrongState))
async def patch_kwork(call: Call, kwork_id: Id, *, body: EditedKwork) -> None:
    """Edit a kwork that is not on moderation; new words take an active one back there, and make a paused one a draft."""
    await call.do(save_kwork, changes_of(body), kwork_id)


@endpoint("PUT", "/me/kworks/{kwork_id}/features", set_features, status=204, errors=(*SAVING, NotFound, WrongState))
async def put_features(call: Call, kwork_id: Id, *, body: Features) -> None:
    """Replace the paid extras of a kwork; a moderator reads them as its words."""
    await call.do(set_features, kwork_id, extras_of(body))


@endpoint("POST", "/me/kworks/{kwork_id}/offer", offer_kwork, status=204, errors=(NotFound, WrongState))
async def post_kwork_offered(call: Call, kwork_id: Id) -> None:
    """Offer a draft or a rejected kwork; a moderator reads it first."""
    await call.do(offer_kwork, kwork_id)


@endpoint("POST", "/me/kworks/{kwork_id}/withdraw", withdraw_kwork, status=204, errors=(NotFound, WrongState))
async def post_kwork_withdrawn(call: Call, kwork_id: Id) -> None:
    """Take a kwork back from moderation; it is a draft again."""
    await call.do(withdraw_kwork, kwork_id)


@endpoint("POST", "/me/kworks/{kwork_id}/pause", pause_kwork, status=204, errors=(NotFound, WrongState))
async def post_kwork_paused(call: Call, kwork_id: Id) -> None:
    """Take an active kwork out of the catalogue for a while."""
    await call.do(pause_kwork, kwork_id)


@endpoint("POST", "/me/kworks/{kwork_id}/resume", resume_kwork, status=204, errors=(NotFound, WrongState))
async def post_kwork_resumed(call: Call, kwork_id: Id) -> None:
    """Put a paused kwork back into the catalogue."""
    await call.do(resume_kwork, kwork_id)


@endpoint("DELETE", "/me/kworks/{kwork_id}", delete_kwork, status=204, errors=(NotFound, WrongState))
async def remove_kwork(call: Call, kwork_id: Id) -> None:
    """Delete a kwork with its pictures."""
    await call.do(delete_kwork, kwork_id)


@endpoint(
    "POST",
    "/me/kworks/{kwork_id}/images",
    add_image,
    status=201,
    errors=(Invalid, NotFound, WrongState, LimitExceeded, *FILES),
)
async def post_kwork_image(call: Call, kwork_id: Id, *, body: NewKworkImage, upload: Upload) -> Created:
    """Add a picture to a kwork: a form with a file; an active one goes back to moderation."""
    async with kept(call.market, upload) as file:
        return Created(await call.do(add_image, kwork_id, _image(upload, file)))


@endpoint("DELETE", "/me/kworks/{kwork_id}/images/{image_id}", remove_image, status=204, errors=(NotFound, WrongState))
async def delete_kwork_image(call: Call, kwork_id: Id, image_id: Id) -> None:
    """Take a picture from a kwork; an active one goes back to moderation."""
    await call.do(remove_image, kwork_id, image_id)


@endpoint("GET", "/me/favourite-kworks", favourites)
async def get_favourite_kworks(call: Call) -> Everything[CardView]:
    """The caller's favourites that are in the catalogue now, the last added first."""
    return whole(await call.ask(favourites), card_view)


@endpoint("PUT", "/me/favourite-kworks/{kwork_id}", add_favourite, status=204, errors=(NotFound, LimitExceeded))
async def put_favourite_kwork(call: Call, kwork_id: Id) -> None:
    """Put a kwork among the favourites."""
    await call.do(add_favourite, kwork_id)


@endpoint("DELETE", "/me/favourite-kworks/{kwork_id}", remove_favourite, status=204, errors=(NotFound,))
async def delete_favourite_kwork(call: Call, kwork_id: Id) -> None:
    """Take a kwork from the favourites."""
    await call.do(remove_favourite, kwork_id)


@endpoint("GET", "/me/viewed-kworks", viewed)
async def get_viewed_kworks(call: Call) -> Everything[CardView]:
    """The last hundred kworks that the caller has looked at, as far as they are in the catalogue now."""
    return whole(await call.ask(viewed), card_view)


@endpoint("PUT", "/me/viewed-kworks/{kwork_id}", note_view, status=204, errors=(NotFound,))
async def put_viewed_kwork(call: Call, kwork_id: Id) -> None:
    """Remember that the caller has looked at a kwork."""
    await call.do(note_view, kwork_id)


@endpoint("GET", "/moderation/kworks", kworks_to_moderate)
async def get_kworks_to_moderate(call: Call, *, query: Paged) -> Page[CardView]:
    """Kworks of others that wait for a moderator, oldest first."""
    return after_key(await call.ask(kworks_to_moderate, count=query.count, after=query.cursor), query, card_view)


@endpoint("POST", "/moderation/kworks/{kwork_id}/approve", approve_kwork, status=204, errors=(NotFound, WrongState))
async def post_kwork_approved(call: Call, kwork_id: Id) -> None:
    """Put a kwork into the catalogue."""
    await call.do(approve_kwork, kwork_id)


@endpoint(
    "POST", "/moderation/kworks/{kwork_id}/reject", reject_kwork, status=204, errors=(Invalid, NotFound, WrongState)
)
async def post_kwork_rejected(call: Call, kwork_id: Id, *, body: KworkReason) -> None:
    """Send a kwork back to its seller."""
    await call.do(reject_kwork, kwork_id, body.reason)


def _image(upload: Upload, file: StoredFile) -> Image:
    size = image_size(upload.content, file.content_type)
    return Image(0, 0, file.key, file.name, file.size, file.content_type, size.width, size.height)
