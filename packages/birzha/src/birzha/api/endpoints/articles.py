"""Articles: authors write and sell, moderators read, customers buy and keep."""

import asyncio
import base64
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.article_views import (
    ArticleFields,
    EditedArticle,
    ImageView,
    NewArticle,
    OwnArticleView,
    State,
    WholeArticleView,
    changes_of,
    image_view,
    own_view,
    whole_view,
)
from birzha.api.fields import Id, Moment
from birzha.api.paging import NEWEST, Everything, Page, Paged, after_key, whole
from birzha.api.registry import endpoint
from birzha.api.uploads import FILES, kept
from birzha.api.views import Created, Download
from birzha.articles.commands import (
    add_image,
    approve_article,
    delete_article,
    offer_article,
    reject_article,
    remove_image,
    save_article,
    set_discount,
    withdraw_article,
)
from birzha.articles.model import LONGEST_REASON, ArticleState, Image
from birzha.articles.picture import draw
from birzha.articles.queries import article_images, my_articles, to_moderate, whole_article
from birzha.errors import ContactsFound, Forbidden, Invalid, LimitExceeded, NotFound, WrongState
from birzha.orders.model import StoredFile
from birzha.texts.images import image_size
from birzha.texts.uploads import Upload

SAVING = (Invalid, ContactsFound)
"""What writing or editing an article may be refused for."""


class MyArticlesQuery(Paged, frozen=True, kw_only=True):
    """Which of the caller's articles.

    Args:
        state: only those in it.
    """

    state: State | UnsetType = UNSET


class Discount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A discount.

    Args:
        percent: 1 to 90; 0: none.
        until: any moment of its last day, unixtime.
    """

    percent: Annotated[int, Meta(ge=0, le=90)]
    until: Moment = 0


class Marks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a moderator found.

    Args:
        orph: whether the spelling is without mistakes.
        punc: whether the punctuation is.
        style: whether the style is.
    """

    orph: bool
    punc: bool
    style: bool


class Reason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why an article is not put on sale.

    Args:
        reason: for the author, 1 to 5000 characters.
    """

    reason: Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]


class NewImage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture comes as a form, with the file in the field ``file``."""


@endpoint("GET", "/me/articles", my_articles)
async def get_my_articles(call: Call, *, query: MyArticlesQuery) -> Page[OwnArticleView]:
    """The caller's own articles, sold ones among them, newest first."""
    state = None if query.state is UNSET else ArticleState[query.state.upper()]
    found = await call.ask(my_articles, state=state, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, own_view)


@endpoint("POST", "/me/articles", save_article, status=201, errors=SAVING)
async def post_article(call: Call, *, body: NewArticle) -> Created:
    """Write a draft of an article."""
    return Created(await call.do(save_article, changes_of(body, await _drawn(body))))


@endpoint("PATCH", "/me/articles/{article_id}", save_article, status=204, errors=(*SAVING, NotFound, WrongState))
async def patch_article(call: Call, article_id: Id, *, body: EditedArticle) -> None:
    """Edit an article that is a draft, rejected or on sale; new words take one on sale back to moderation."""
    await call.do(save_article, changes_of(body, await _drawn(body)), article_id)


@endpoint(
    "POST", "/me/articles/{article_id}/offer", offer_article, status=204, errors=(NotFound, WrongState, Forbidden)
)
async def post_article_offered(call: Call, article_id: Id) -> None:
    """Offer a draft or a rejected article for sale; a moderator reads it first."""
    await call.do(offer_article, article_id)


@endpoint("POST", "/me/articles/{article_id}/withdraw", withdraw_article, status=204, errors=(NotFound, WrongState))
async def post_article_withdrawn(call: Call, article_id: Id) -> None:
    """Take an article back from sale or from moderation; it is a draft again."""
    await call.do(withdraw_article, article_id)


@endpoint("DELETE", "/me/articles/{article_id}", delete_article, status=204, errors=(NotFound, WrongState))
async def remove_article(call: Call, article_id: Id) -> None:
    """Delete an article that is not sold."""
    await call.do(delete_article, article_id)


@endpoint("PUT", "/me/articles/{article_id}/discount", set_discount, status=204, errors=(Invalid, NotFound, WrongState))
async def put_discount(call: Call, article_id: Id, *, body: Discount) -> None:
    """Give a discount on an article, up to a day inclusive, or take it away."""
    await call.do(set_discount, article_id, body.percent, body.until)


@endpoint(
    "POST",
    "/me/articles/{article_id}/images",
    add_image,
    status=201,
    errors=(Invalid, NotFound, WrongState, LimitExceeded, *FILES),
)
async def post_image(call: Call, article_id: Id, *, body: NewImage, upload: Upload) -> Created:
    """Add a picture to an article: a form with a file; one on sale goes back to moderation."""
    async with kept(call.market, upload) as file:
        return Created(await call.do(add_image, article_id, _image(upload, file)))


@endpoint(
    "DELETE",
    "/me/articles/{article_id}/images/{image_id}",
    remove_image,
    status=204,
    errors=(NotFound, WrongState),
)
async def delete_image(call: Call, article_id: Id, image_id: Id) -> None:
    """Take a picture from an article; one on sale goes back to moderation."""
    await call.do(remove_image, article_id, image_id)


@endpoint("GET", "/articles/{article_id}/whole", whole_article, errors=(NotFound,))
async def get_whole_article(call: Call, article_id: Id) -> WholeArticleView:
    """An article with its text, for its author, for who bought it, and for moderators while it is on moderation."""
    return whole_view(await call.ask(whole_article, article_id))


@endpoint("GET", "/articles/{article_id}/images", article_images, errors=(NotFound,))
async def get_images(call: Call, article_id: Id) -> Everything[ImageView]:
    """The pictures of an article, for whoever may read it."""
    return whole(await call.ask(article_images, article_id), image_view)


@endpoint("GET", "/articles/{article_id}/images/{image_id}", article_images, errors=(NotFound,))
async def get_image(call: Call, article_id: Id, image_id: Id) -> Download:
    """One of the pictures of an article."""
    for each in await call.ask(article_images, article_id):
        if each.id == image_id:
            return await Download.of(call.market, each.key, each.name)
    raise NotFound("Такого изображения нет или оно уже удалено.")


@endpoint("GET", "/moderation/articles", to_moderate)
async def get_moderation(call: Call, *, query: Paged) -> Page[OwnArticleView]:
    """Articles of others that wait for a moderator, oldest first."""
    return after_key(await call.ask(to_moderate, count=query.count, after=query.cursor), query, own_view)


@endpoint(
    "POST",
    "/moderation/articles/{article_id}/approve",
    approve_article,
    status=204,
    errors=(NotFound, WrongState),
)
async def post_article_approved(call: Call, article_id: Id, *, body: Marks) -> None:
    """Put an article on sale, with marks of its quality."""
    await call.do(approve_article, article_id, orph=int(body.orph), punc=int(body.punc), style=int(body.style))


@endpoint(
    "POST",
    "/moderation/articles/{article_id}/reject",
    reject_article,
    status=204,
    errors=(Invalid, NotFound, WrongState),
)
async def post_article_rejected(call: Call, article_id: Id, *, body: Reason) -> None:
    """Send an article back to its author."""
    await call.do(reject_article, article_id, body.reason)


async def _drawn(given: ArticleFields) -> str:
    """The description as a picture in base64; drawing takes a while, so it is done on a thread and before the transaction."""
    if given.description is UNSET or not given.description.strip():
        return ""
    return base64.b64encode(await asyncio.to_thread(draw, given.description)).decode()


def _image(upload: Upload, file: StoredFile) -> Image:
    size = image_size(upload.content, file.content_type)
    return Image(0, 0, file.key, file.name, file.size, file.content_type, size.width, size.height)
