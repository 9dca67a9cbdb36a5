"""The methods of ``articles_archive.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from etxt_api.callers import AsyncCaller
    from etxt_api.encoding import FlagLike, IdsLike
    from etxt_api.models.articles import ArticleArchive, ArticleText
    from etxt_api.models.articles_archive import ArchivedArticle


class ArticlesArchive:
    """``articles_archive.*``: 3 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def get_list(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id_user: int | None = None,
        id_subtype: int | None = None,
        order: Literal["desc", "asc"] | None = None,
        id_category: int | None = None,
        subcat: FlagLike | None = None,
        text: str | None = None,
    ) -> list[ArchivedArticle]:
        """Lists the caller's archived articles, oldest first by default.

        Args:
            count: How many articles to return, at most 20. Default: 20.
            from_: How many records to skip, counted from the newest. Default: 0.
            id_user: Only this author.
            id_subtype: Kind of article, 1 to 10.
            order: Direction: desc or asc. Default: asc.
            id_category: Only this category.
            subcat: 1: subcategories too. Default: 0.
            text: Words to look for, at most 40 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles_archive.getList``.
        """
        result: list[ArchivedArticle] = await self._caller.call(
            "articles_archive.getList",
            {
                "count": count,
                "from": from_,
                "id_user": id_user,
                "id_subtype": id_subtype,
                "order": order,
                "id_category": id_category,
                "subcat": subcat,
                "text": text,
            },
        )
        return result

    def iter_get_list(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id_user: int | None = None,
        id_subtype: int | None = None,
        order: Literal["desc", "asc"] | None = None,
        id_category: int | None = None,
        subcat: FlagLike | None = None,
        text: str | None = None,
    ) -> AsyncIterator[ArchivedArticle]:
        """Walks ``articles_archive.getList`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many articles to return, at most 20. Default: 20.
            from_: How many records to skip, counted from the newest. Default: 0.
            id_user: Only this author.
            id_subtype: Kind of article, 1 to 10.
            order: Direction: desc or asc. Default: asc.
            id_category: Only this category.
            subcat: 1: subcategories too. Default: 0.
            text: Words to look for, at most 40 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles_archive.getList``.
        """
        return self._caller.walk(
            "articles_archive.getList",
            {
                "count": count,
                "from": from_,
                "id_user": id_user,
                "id_subtype": id_subtype,
                "order": order,
                "id_category": id_category,
                "subcat": subcat,
                "text": text,
            },
        )

    async def get_text(self, id: IdsLike) -> list[ArticleText]:
        """Returns the texts of archived articles.

        Args:
            id: Ids of archived articles.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles_archive.getText``.
        """
        result: list[ArticleText] = await self._caller.call("articles_archive.getText", {"id": id})
        return result

    async def download(self, id: IdsLike) -> ArticleArchive:
        """Makes a zip archive with the texts and images of archived articles.

        Args:
            id: Ids of archived articles.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``articles_archive.download``.
        """
        result: ArticleArchive = await self._caller.call("articles_archive.download", {"id": id})
        return result
