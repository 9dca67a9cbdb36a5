"""The methods of ``client.catalog``.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: SLF001 - the groups and their client are of one house

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kwork_api.models import CatalogResponse, Kwork, KworkDetails
    from kwork_api.sync_client import SyncKworkClient


class CatalogAPI:
    """The catalogue of kworks.

    Args:
        client: what calls are made with.
    """

    def __init__(self, client: SyncKworkClient) -> None:
        self.client = client

    def get_list(self, page: int = 1, category_id: int | None = None, sort: str = "recommend") -> CatalogResponse:
        """Lists kworks of the catalogue, page by page.

        Args:
            page: Number of the page, from 1.
            category_id: Only this category; None: all.
            sort: The order. One of recommend, price_asc, price_desc, rating, reviews, newest.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/catalogMainv2``.
        """
        result: CatalogResponse = self.client.call("catalog.get_list", page=page, category_id=category_id, sort=sort)
        return result

    def iterate(self, page: int = 1, category_id: int | None = None, sort: str = "recommend") -> Iterator[Kwork]:
        """Walks ``get_list`` to its end, page by page, from ``page`` on; no row comes twice.

        Args:
            page: Number of the page, from 1.
            category_id: Only this category; None: all.
            sort: The order. One of recommend, price_asc, price_desc, rating, reviews, newest.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/catalogMainv2``.
        """
        return self.client._caller.walk("catalog.get_list", {"page": page, "category_id": category_id, "sort": sort})

    def get_details(self, kwork_id: int) -> KworkDetails:
        """Reads everything about one kwork.

        Args:
            kwork_id: Id of the kwork.

        Raises:
            KworkNotFoundError: there is no such kwork.
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getKworkDetails``.
        """
        result: KworkDetails = self.client.call("catalog.get_details", kwork_id=kwork_id)
        return result

    def get_many_details(self, kwork_ids: Iterable[int], *, concurrency: int = 4) -> dict[int, KworkDetails]:
        """Makes ``get_details`` for many ids, a few at a time; the pacing of the client holds for all of them.

        Args:
            kwork_ids: The ids; each is asked for once.
            concurrency: How many calls may be under way.

        Returns:
            What was found, by id, in the order of the ids. Ids that do not exist are left out.

        Raises:
            KworkError: A call failed otherwise; the calls that had not begun are not made.
        """
        result: dict[int, KworkDetails] = self.client._caller.many(
            "catalog.get_details", "kwork_id", kwork_ids, concurrency
        )
        return result

    def get_details_extra(self, kwork_id: int) -> dict[str, Any]:
        """Reads what else there is about a kwork: images, videos, packages, sales; as it comes.

        Args:
            kwork_id: Id of the kwork.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getKworkDetailsExtra``.
        """
        result: dict[str, Any] = self.client.call("catalog.get_details_extra", kwork_id=kwork_id)
        return result
