"""The methods of ``client.projects``.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: SLF001 - the groups and their client are of one house

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kwork_api.models import Project, ProjectsResponse
    from kwork_api.sync_client import SyncKworkClient


class ProjectsAPI:
    """The exchange of projects.

    Args:
        client: what calls are made with.
    """

    def __init__(self, client: SyncKworkClient) -> None:
        self.client = client

    def get_list(self, page: int = 1, category_id: int | None = None) -> ProjectsResponse:
        """Lists open projects of the exchange, page by page.

        Args:
            page: Number of the page, from 1.
            category_id: Only this category; None: all.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/projects``.
        """
        result: ProjectsResponse = self.client.call("projects.get_list", page=page, category_id=category_id)
        return result

    def iterate(self, page: int = 1, category_id: int | None = None) -> Iterator[Project]:
        """Walks ``get_list`` to its end, page by page, from ``page`` on; no row comes twice.

        Args:
            page: Number of the page, from 1.
            category_id: Only this category; None: all.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/projects``.
        """
        return self.client._caller.walk("projects.get_list", {"page": page, "category_id": category_id})

    def get_payer_orders(self) -> list[Project]:
        """Lists the caller's orders as a customer.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/payerOrders``.
        """
        result: list[Project] = self.client.call("projects.get_payer_orders")
        return result

    def get_worker_orders(self) -> list[Project]:
        """Lists the caller's orders as a performer.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/workerOrders``.
        """
        result: list[Project] = self.client.call("projects.get_worker_orders")
        return result
