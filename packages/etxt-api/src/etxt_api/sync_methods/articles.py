"""The methods of ``articles.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etxt_api.callers import SyncCaller
    from etxt_api.encoding import FlagLike, IdsLike, Price
    from etxt_api.models.articles import Article, ArticleArchive, ArticleText, BoughtArticle


class Articles:
    """``articles.*``: 4 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def get_list(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id_user: int | None = None,
        id_category: int | None = None,
        subcat: FlagLike | None = None,
        id_subtype: int | None = None,
        id_folder: int | None = None,
        filter: FlagLike | None = None,
        basket: FlagLike | None = None,
        id: int | None = None,
        text: str | None = None,
        text_type: Literal["title", "description", "keywords"] | None = None,
        price_from: Price | None = None,
        price_to: Price | None = None,
        price_type: str | None = None,
        size_from: int | None = None,
        size_to: int | None = None,
        uniq_from: int | None = None,
        uniq_to: int | None = None,
        id_language: int | None = None,
        min_rate: int | None = None,
        sort: Literal["relevancy", "title", "price", "size", "uniq", "date"] | None = None,
        order: Literal["desc", "asc"] | None = None,
    ) -> list[Article]:
        """Lists articles for sale, or those that the caller bought or put in the basket.

        Args:
            count: How many articles to return, at most 20. Default: 20.
            from_: How many records to skip, counted from the newest. Default: 0.
            id_user: Only this author.
            id_category: Only this category.
            subcat: 1: subcategories too. Default: 0.
            id_subtype: Kind of article, 1 to 10.
            id_folder: Only this project folder (bought articles).
            filter: 1: those that the caller bought; otherwise those for sale. Default: 0.
            basket: 1: those in the caller's basket. Default: 0.
            id: Only this article.
            text: Words to look for, at most 40 characters.
            text_type: Where to look; absent: everywhere.
            price_from: Lowest price, roubles.
            price_to: Highest price, roubles.
            price_type: Any value: prices are per 1000 characters.
            size_from: Fewest characters.
            size_to: Most characters.
            uniq_from: Lowest uniqueness, percent.
            uniq_to: Highest uniqueness, percent.
            id_language: Only this language; 0 or an unknown one: any. Default: 0.
            min_rate: Lowest rating of the author, -1000 to 100000.
            sort: Sort by relevancy (to the text), title, price, size, uniq or date. Default: date.
            order: Direction, only together with sort.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles.getList``.
        """
        result: list[Article] = self._caller.call(
            "articles.getList",
            {
                "count": count,
                "from": from_,
                "id_user": id_user,
                "id_category": id_category,
                "subcat": subcat,
                "id_subtype": id_subtype,
                "id_folder": id_folder,
                "filter": filter,
                "basket": basket,
                "id": id,
                "text": text,
                "text_type": text_type,
                "price_from": price_from,
                "price_to": price_to,
                "price_type": price_type,
                "size_from": size_from,
                "size_to": size_to,
                "uniq_from": uniq_from,
                "uniq_to": uniq_to,
                "id_language": id_language,
                "min_rate": min_rate,
                "sort": sort,
                "order": order,
            },
        )
        return result

    def iter_get_list(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id_user: int | None = None,
        id_category: int | None = None,
        subcat: FlagLike | None = None,
        id_subtype: int | None = None,
        id_folder: int | None = None,
        filter: FlagLike | None = None,
        basket: FlagLike | None = None,
        id: int | None = None,
        text: str | None = None,
        text_type: Literal["title", "description", "keywords"] | None = None,
        price_from: Price | None = None,
        price_to: Price | None = None,
        price_type: str | None = None,
        size_from: int | None = None,
        size_to: int | None = None,
        uniq_from: int | None = None,
        uniq_to: int | None = None,
        id_language: int | None = None,
        min_rate: int | None = None,
        sort: Literal["relevancy", "title", "price", "size", "uniq", "date"] | None = None,
        order: Literal["desc", "asc"] | None = None,
    ) -> Iterator[Article]:
        """Walks ``articles.getList`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many articles to return, at most 20. Default: 20.
            from_: How many records to skip, counted from the newest. Default: 0.
            id_user: Only this author.
            id_category: Only this category.
            subcat: 1: subcategories too. Default: 0.
            id_subtype: Kind of article, 1 to 10.
            id_folder: Only this project folder (bought articles).
            filter: 1: those that the caller bought; otherwise those for sale. Default: 0.
            basket: 1: those in the caller's basket. Default: 0.
            id: Only this article.
            text: Words to look for, at most 40 characters.
            text_type: Where to look; absent: everywhere.
            price_from: Lowest price, roubles.
            price_to: Highest price, roubles.
            price_type: Any value: prices are per 1000 characters.
            size_from: Fewest characters.
            size_to: Most characters.
            uniq_from: Lowest uniqueness, percent.
            uniq_to: Highest uniqueness, percent.
            id_language: Only this language; 0 or an unknown one: any. Default: 0.
            min_rate: Lowest rating of the author, -1000 to 100000.
            sort: Sort by relevancy (to the text), title, price, size, uniq or date. Default: date.
            order: Direction, only together with sort.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles.getList``.
        """
        return self._caller.walk(
            "articles.getList",
            {
                "count": count,
                "from": from_,
                "id_user": id_user,
                "id_category": id_category,
                "subcat": subcat,
                "id_subtype": id_subtype,
                "id_folder": id_folder,
                "filter": filter,
                "basket": basket,
                "id": id,
                "text": text,
                "text_type": text_type,
                "price_from": price_from,
                "price_to": price_to,
                "price_type": price_type,
                "size_from": size_from,
                "size_to": size_to,
                "uniq_from": uniq_from,
                "uniq_to": uniq_to,
                "id_language": id_language,
                "min_rate": min_rate,
                "sort": sort,
                "order": order,
            },
        )

    def buy(self, id: int) -> BoughtArticle:
        """Buys an article.

        Args:
            id: Id of the article.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call articles.getList with filter=1 and this id.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles.buy``.
        """
        result: BoughtArticle = self._caller.call("articles.buy", {"id": id})
        return result

    def get_text(self, id: IdsLike) -> list[ArticleText]:
        """Returns the texts of articles that the caller bought.

        Args:
            id: Ids of bought articles.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles.getText``.
        """
        result: list[ArticleText] = self._caller.call("articles.getText", {"id": id})
        return result

    def download(self, id: IdsLike) -> ArticleArchive:
        """Makes a zip archive with the texts and images of bought articles.

        Args:
            id: Ids of bought articles.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles.download``.
        """
        result: ArticleArchive = self._caller.call("articles.download", {"id": id})
        return result
