"""The methods of ``client.reference``.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kwork_api.models import Badge, City, Country, Feature, TimeZone
    from kwork_api.sync_client import SyncKworkClient


class ReferenceAPI:
    """Reference data, kept for a day.

    Args:
        client: what calls are made with.
    """

    def __init__(self, client: SyncKworkClient) -> None:
        self.client = client

    def get_cities(self) -> list[City]:
        """Lists all cities.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/cities``.
        """
        result: list[City] = self.client.call("reference.get_cities")
        return result

    def get_countries(self) -> list[Country]:
        """Lists all countries.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/countries``.
        """
        result: list[Country] = self.client.call("reference.get_countries")
        return result

    def get_timezones(self) -> list[TimeZone]:
        """Lists all time zones.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/timezones``.
        """
        result: list[TimeZone] = self.client.call("reference.get_timezones")
        return result

    def get_features(self) -> list[Feature]:
        """Lists the paid extras.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getAvailableFeatures``.
        """
        result: list[Feature] = self.client.call("reference.get_features")
        return result

    def get_public_features(self) -> list[Feature]:
        """Lists the extras that are open to everyone.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getPublicFeatures``.
        """
        result: list[Feature] = self.client.call("reference.get_public_features")
        return result

    def get_badges_info(self) -> list[Badge]:
        """Lists the badges of users.

        Raises:
            KworkAuthError: the session has expired, or the account may not do this.
            KworkApiError: the service refuses, or fails.
            KworkNetworkError: no answer.

        Source: the documentation of ``/getBadgesInfo``.
        """
        result: list[Badge] = self.client.call("reference.get_badges_info")
        return result
