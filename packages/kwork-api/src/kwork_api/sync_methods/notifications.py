"""The methods of ``client.notifications``.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kwork_api.models import Dialog, NotificationsResponse
    from kwork_api.sync_client import SyncKworkClient


class NotificationsAPI:
    """Notifications and dialogs.

    Args:
        client: what calls are made with.
    """

    def __init__(self, client: SyncKworkClient) -> None:
        self.client = client

    def get_list(self) -> NotificationsResponse:
        """Lists the caller's notifications.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/notifications``.
        """
        result: NotificationsResponse = self.client.call("notifications.get_list")
        return result

    def fetch(self) -> NotificationsResponse:
        """Takes the notifications that came since the last time.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            OutcomeUnknown: the answer was lost; call notifications.get_list, which has every notification, fetched
                or not.
            KworkNetworkError: no answer.

        Source: the documentation of ``/notificationsFetch``.
        """
        result: NotificationsResponse = self.client.call("notifications.fetch")
        return result

    def get_dialogs(self) -> list[Dialog]:
        """Lists the caller's dialogs.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/dialogs``.
        """
        result: list[Dialog] = self.client.call("notifications.get_dialogs")
        return result

    def get_blocked_dialogs(self) -> list[Dialog]:
        """Lists dialogs with users whom the caller has blocked.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/blockedDialogList``.
        """
        result: list[Dialog] = self.client.call("notifications.get_blocked_dialogs")
        return result
