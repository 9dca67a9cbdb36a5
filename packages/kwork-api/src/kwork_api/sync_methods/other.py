"""The methods of ``client.other``.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kwork_api.models import Kwork, ValidationResponse
    from kwork_api.sync_client import SyncKworkClient


class OtherAPI:
    """Everything else: interests, states, offers, settings, presence, checks of texts.

    Args:
        client: what calls are made with.
    """

    def __init__(self, client: SyncKworkClient) -> None:
        self.client = client

    def get_wants(self) -> dict[str, Any]:
        """Reads the caller's interests: categories, keywords, search filters.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/myWants``.
        """
        result: dict[str, Any] = self.client.call("other.get_wants")
        return result

    def get_wants_status(self) -> dict[str, Any]:
        """Reads the state of the caller's interests.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/wantsStatusList``.
        """
        result: dict[str, Any] = self.client.call("other.get_wants_status")
        return result

    def get_kworks_status(self) -> dict[str, Any]:
        """Reads the states of the caller's kworks.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/kworksStatusList``.
        """
        result: dict[str, Any] = self.client.call("other.get_kworks_status")
        return result

    def get_offers(self) -> dict[str, Any]:
        """Reads personal offers.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/offers``.
        """
        result: dict[str, Any] = self.client.call("other.get_offers")
        return result

    def get_exchange_info(self) -> dict[str, Any]:
        """Reads exchange rates.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/exchangeInfo``.
        """
        result: dict[str, Any] = self.client.call("other.get_exchange_info")
        return result

    def get_channel(self) -> dict[str, Any]:
        """Reads the caller's channel for events.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getChannel``.
        """
        result: dict[str, Any] = self.client.call("other.get_channel")
        return result

    def get_in_app_notification(self) -> dict[str, Any]:
        """Reads the notification inside the application.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getInAppNotification``.
        """
        result: dict[str, Any] = self.client.call("other.get_in_app_notification")
        return result

    def get_security_user_data(self) -> dict[str, Any]:
        """Reads the account's security data.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getSecurityUserData``.
        """
        result: dict[str, Any] = self.client.call("other.get_security_user_data")
        return result

    def is_dialog_allow(self, user_id: int) -> bool:
        """Says whether the caller may write to a user.

        Args:
            user_id: The user.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/isDialogAllow``.
        """
        result: bool = self.client.call("other.is_dialog_allow", user_id=user_id)
        return result

    def get_viewed_kworks(self) -> list[Kwork]:
        """Lists kworks that the caller has seen.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/viewedCatalogKworks``.
        """
        result: list[Kwork] = self.client.call("other.get_viewed_kworks")
        return result

    def get_favorite_categories(self) -> list[int]:
        """Lists ids of the caller's favourite categories.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/favoriteCategories``.
        """
        result: list[int] = self.client.call("other.get_favorite_categories")
        return result

    def update_settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Changes settings of the account.

        Args:
            settings: The settings to change, by name.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            OutcomeUnknown: the answer was lost; call user.get_info and compare its settings.
            KworkNetworkError: no answer.

        Source: the documentation of ``/updateSettings``.
        """
        result: dict[str, Any] = self.client.call("other.update_settings", settings=settings)
        return result

    def go_offline(self) -> dict[str, Any]:
        """Shows the caller as offline.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            OutcomeUnknown: the answer was lost; call it again: a second time changes nothing.
            KworkNetworkError: no answer.

        Source: the documentation of ``/offline``.
        """
        result: dict[str, Any] = self.client.call("other.go_offline")
        return result

    def get_actor(self) -> dict[str, Any]:
        """Reads who the caller is.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/actor``.
        """
        result: dict[str, Any] = self.client.call("other.get_actor")
        return result

    def validate_text(self, text: str, context: str | None = None) -> ValidationResponse:
        """Checks a text: contacts, forbidden words, length, form, spelling.

        Args:
            text: The text.
            context: What it is: kwork_description, project_text, message or other; None: any.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/api/validation/checktext``.
        """
        result: ValidationResponse = self.client.call("other.validate_text", text=text, context=context)
        return result
