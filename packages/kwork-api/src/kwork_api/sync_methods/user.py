"""The methods of ``client.user``.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: SLF001 - the groups and their client are of one house

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kwork_api.models import Kwork, Review, ReviewsResponse
    from kwork_api.sync_client import SyncKworkClient


class UserAPI:
    """The account, its reviews and favourites.

    Args:
        client: what calls are made with.
    """

    def __init__(self, client: SyncKworkClient) -> None:
        self.client = client

    def get_info(self) -> dict[str, Any]:
        """Reads the caller's account: id, username, email, balance, rating, verification, settings.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/user``.
        """
        result: dict[str, Any] = self.client.call("user.get_info")
        return result

    def get_reviews(self, user_id: int | None = None, page: int = 1) -> ReviewsResponse:
        """Lists reviews of a user, page by page.

        Args:
            user_id: The user; None: the caller.
            page: Number of the page, from 1.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/userReviews``.
        """
        result: ReviewsResponse = self.client.call("user.get_reviews", user_id=user_id, page=page)
        return result

    def iterate_reviews(self, user_id: int | None = None, page: int = 1) -> Iterator[Review]:
        """Walks ``get_reviews`` to its end, page by page, from ``page`` on; no row comes twice.

        Args:
            user_id: The user; None: the caller.
            page: Number of the page, from 1.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/userReviews``.
        """
        return self.client._caller.walk("user.get_reviews", {"user_id": user_id, "page": page})

    def get_favorite_kworks(self) -> list[Kwork]:
        """Lists the caller's favourite kworks.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/favoriteKworks``.
        """
        result: list[Kwork] = self.client.call("user.get_favorite_kworks")
        return result
