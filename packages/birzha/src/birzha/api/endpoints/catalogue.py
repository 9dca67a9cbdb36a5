"""Articles from the customer's side: search, basket, purchase, what was bought, the archive."""

from collections.abc import Sized
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.article_views import ListedView, listed_view, page_view
from birzha.api.fields import Id, IdOrZero, Ids, Kopecks
from birzha.api.paging import Everything, Page, Paged, after_offset
from birzha.api.registry import endpoint
from birzha.api.views import Created
from birzha.articles.commands import (
    archive_articles,
    buy_article,
    move_articles,
    put_in_basket,
    take_from_basket,
)
from birzha.articles.model import LONGEST_SEARCH, MOST_LISTED, ArchiveFilter, ArticleFilter, Field, Sort
from birzha.articles.queries import archived, article_on_sale, articles
from birzha.errors import Forbidden, LimitExceeded, NotEnoughMoney, NotFound, WrongState

Kind = Annotated[int, Meta(ge=1, le=10)]
Size = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Words = Annotated[str, Meta(max_length=LONGEST_SEARCH)]


class Shelf(Paged, frozen=True, kw_only=True):
    """Which page of a list of articles.

    Args:
        limit: rows, 1 to 20.
        category_id: only in this category.
        subcategories: whether categories below that one count too.
        author_id: only of this author.
        id_subtype: only of this kind.
        text: words that must all occur, in any grammatical form.
    """

    limit: Annotated[int, Meta(ge=1, le=MOST_LISTED, description="сколько строк на странице, от 1 до 20")] = MOST_LISTED
    category_id: Id | UnsetType = UNSET
    subcategories: bool = False
    author_id: Id | UnsetType = UNSET
    id_subtype: Kind | UnsetType = UNSET
    text: Words = ""

    @property
    def count(self) -> int:
        """How many rows to ask the market for: one more tells that there is a next page."""
        return min(self.limit + 1, MOST_LISTED)

    def more(self, rows: Sized) -> bool:
        """Whether there may be rows after these, which were asked for by :attr:`count`."""
        return len(rows) > self.limit or len(rows) == MOST_LISTED


class CatalogueQuery(Shelf, frozen=True, kw_only=True):
    """Which articles on sale.

    Args:
        field: where the words must occur; without it in title, keywords and description together.
        basket: only what lies in the caller's basket.
        price_from: the full price, kopecks.
        price_to: the full price, kopecks.
        per_thousand: whether these prices are for 1000 characters.
        size_from: characters without spaces.
        size_to: characters without spaces.
        uniq_from: uniqueness against rewriting, percent.
        uniq_to: uniqueness against rewriting, percent.
        language_id: only in this language.
        min_rate: the lowest rating of the author.
        sort: relevancy counts with a search only.
        descending: from the greatest down.
    """

    field: Literal["title", "keywords", "description"] | UnsetType = UNSET
    basket: bool = False
    price_from: Kopecks | UnsetType = UNSET
    price_to: Kopecks | UnsetType = UNSET
    per_thousand: bool = False
    size_from: Size | UnsetType = UNSET
    size_to: Size | UnsetType = UNSET
    uniq_from: Percent | UnsetType = UNSET
    uniq_to: Percent | UnsetType = UNSET
    language_id: Id | UnsetType = UNSET
    min_rate: Annotated[int, Meta(ge=-1000, le=100_000)] | UnsetType = UNSET
    sort: Literal["relevancy", "title", "price", "size", "uniq", "date"] = "date"
    descending: bool = True


class BoughtQuery(Shelf, frozen=True, kw_only=True):
    """Which bought articles.

    Args:
        folder_id: only in this folder; 0: the root.
    """

    folder_id: IdOrZero | UnsetType = UNSET


class ArchivedArticlesQuery(Shelf, frozen=True, kw_only=True):
    """Which archived articles.

    Args:
        newest_first: the last archived first; otherwise the first.
    """

    newest_first: bool = False


class Chosen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bought articles.

    Args:
        ids: those that cannot be treated so are left out.
    """

    ids: Ids


class ArticlesMove(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to put articles.

    Args:
        ids: what is not the caller's is passed over.
        folder_id: an own project folder; 0: the root.
        archived: whether they are in the archive.
    """

    ids: Ids
    folder_id: IdOrZero
    archived: bool = False


class MovedArticles(Struct, frozen=True):
    """What was moved.

    Args:
        count: how many.
    """

    count: int


@endpoint("GET", "/articles", articles)
async def get_articles(call: Call, *, query: CatalogueQuery) -> Page[ListedView]:
    """Articles on sale."""
    given = {name: value for name in CatalogueQuery.__struct_fields__ if (value := getattr(query, name)) is not UNSET}
    for name in ("limit", "cursor", "field"):
        given.pop(name, None)
    given["sort"] = Sort(query.sort)
    given["text_field"] = None if query.field is UNSET else Field(query.field)
    found = await call.ask(articles, ArticleFilter(count=query.count, offset=query.cursor, **given))
    return after_offset(found, query, listed_view)


@endpoint("GET", "/articles/{article_id}", article_on_sale, errors=(NotFound,))
async def get_article(call: Call, article_id: Id) -> ListedView:
    """What everybody may see of an article on sale, its description as a picture."""
    return page_view(await call.ask(article_on_sale, article_id))


@endpoint("PUT", "/me/basket/{article_id}", put_in_basket, status=204, errors=(NotFound, Forbidden, LimitExceeded))
async def put_basket(call: Call, article_id: Id) -> None:
    """Put an article into the basket."""
    await call.do(put_in_basket, article_id)


@endpoint("DELETE", "/me/basket/{article_id}", take_from_basket, status=204, errors=(NotFound,))
async def delete_basket(call: Call, article_id: Id) -> None:
    """Take an article out of the basket."""
    await call.do(take_from_basket, article_id)


@endpoint("POST", "/articles/{article_id}/buy", buy_article, status=201, errors=(NotFound, Forbidden, NotEnoughMoney))
async def post_purchase(call: Call, article_id: Id) -> Created:
    """Buy an article at the price of this moment."""
    return Created(await call.do(buy_article, article_id))


@endpoint("GET", "/me/bought-articles", articles)
async def get_bought(call: Call, *, query: BoughtQuery) -> Page[ListedView]:
    """Articles that the caller has bought and not archived, the newest on sale first."""
    folder = None if query.folder_id is UNSET else query.folder_id
    wanted = ArticleFilter(bought=True, folder_id=folder, count=query.count, offset=query.cursor, **_shelf(query))
    return after_offset(await call.ask(articles, wanted), query, listed_view)


@endpoint("GET", "/me/archived-articles", archived)
async def get_archived_articles(call: Call, *, query: ArchivedArticlesQuery) -> Page[ListedView]:
    """Articles in the caller's archive, in the order in which they went there."""
    wanted = ArchiveFilter(descending=query.newest_first, count=query.count, offset=query.cursor, **_shelf(query))
    return after_offset(await call.ask(archived, wanted), query, listed_view)


@endpoint("POST", "/me/bought-articles/archive", archive_articles, errors=(NotFound, WrongState))
async def post_articles_archive(call: Call, *, body: Chosen) -> Everything[int]:
    """Put bought articles into the archive."""
    return Everything(await call.do(archive_articles, body.ids))


@endpoint("POST", "/me/bought-articles/move", move_articles, errors=(NotFound,))
async def post_articles_move(call: Call, *, body: ArticlesMove) -> MovedArticles:
    """Put bought articles, or archived ones, into a project folder."""
    kind: Literal["article", "article_archive"] = "article_archive" if body.archived else "article"
    return MovedArticles(await call.do(move_articles, body.ids, body.folder_id, kind=kind))


def _shelf(query: Shelf) -> dict[str, Any]:
    names = ("category_id", "author_id", "id_subtype")
    given = {name: value for name in names if (value := getattr(query, name)) is not UNSET}
    return {**given, "subcategories": query.subcategories, "text": query.text}
