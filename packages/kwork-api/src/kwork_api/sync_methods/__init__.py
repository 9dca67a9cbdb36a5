"""The groups of methods, as attributes of a client.

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kwork_api.sync_methods.catalog import CatalogAPI as _CatalogAPI
from kwork_api.sync_methods.notifications import NotificationsAPI as _NotificationsAPI
from kwork_api.sync_methods.other import OtherAPI as _OtherAPI
from kwork_api.sync_methods.projects import ProjectsAPI as _ProjectsAPI
from kwork_api.sync_methods.reference import ReferenceAPI as _ReferenceAPI
from kwork_api.sync_methods.user import UserAPI as _UserAPI

if TYPE_CHECKING:
    from kwork_api.sync_client import SyncKworkClient


class Groups:
    """The six groups of the documentation."""

    CatalogAPI = _CatalogAPI
    ProjectsAPI = _ProjectsAPI
    UserAPI = _UserAPI
    ReferenceAPI = _ReferenceAPI
    NotificationsAPI = _NotificationsAPI
    OtherAPI = _OtherAPI

    def __init__(self, client: SyncKworkClient) -> None:
        self._catalog = _CatalogAPI(client)
        self._projects = _ProjectsAPI(client)
        self._user = _UserAPI(client)
        self._reference = _ReferenceAPI(client)
        self._notifications = _NotificationsAPI(client)
        self._other = _OtherAPI(client)

    @property
    def catalog(self) -> _CatalogAPI:
        """The catalogue of kworks."""
        return self._catalog

    @property
    def projects(self) -> _ProjectsAPI:
        """The exchange of projects."""
        return self._projects

    @property
    def user(self) -> _UserAPI:
        """The account, its reviews and favourites."""
        return self._user

    @property
    def reference(self) -> _ReferenceAPI:
        """Reference data, kept for a day."""
        return self._reference

    @property
    def notifications(self) -> _NotificationsAPI:
        """Notifications and dialogs."""
        return self._notifications

    @property
    def other(self) -> _OtherAPI:
        """Everything else: interests, states, offers, settings, presence, checks of texts."""
        return self._other


__all__ = ["Groups"]
