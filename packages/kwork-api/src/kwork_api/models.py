"""The documented models, named and typed as the documentation has them.

What the documentation leaves open is our decision: lists that did not come are empty, and counters are 0. Values that it lists
("open", "in_progress", …) are not enums: live answers carry others.

Source: the documentation, models.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from kwork_api.wire_model import WireModel


class KworkUser(WireModel):
    """A user of the exchange."""

    id: int
    username: str
    """The login."""
    avatar_url: str | None = None
    is_online: bool = False
    rating: float | None = None
    """From 0 to 5."""


class AuthResponse(WireModel):
    """The answer to a login."""

    success: bool
    user_id: int | None = None
    username: str | None = None
    web_auth_token: str | None = None
    """What later calls are made with."""
    message: str | None = None
    """What went wrong, for example."""


class Kwork(WireModel):
    """A kwork: a service with a fixed price, in short."""

    id: int
    title: str
    description: str | None = None
    """In short."""
    price: float
    """Roubles."""
    currency: str = "RUB"
    category_id: int | None = None
    seller: KworkUser | None = None
    images: list[str] = Field(default_factory=list)
    """URLs."""
    rating: float | None = None
    """From 0 to 5."""
    reviews_count: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None


class KworkDetails(Kwork):
    """A kwork, in full."""

    full_description: str | None = None
    requirements: str | None = None
    """What the customer must provide."""
    delivery_time: int | None = None
    """Days."""
    revisions: int | None = None
    """Rounds of changes that cost nothing."""
    features: list[str] = Field(default_factory=list)
    """Extras."""
    faq: list[dict[str, str]] = Field(default_factory=list)
    """Questions with answers."""


class KworkCategory(WireModel):
    """A category of kworks."""

    id: int
    name: str
    slug: str
    """The name as it stands in URLs."""
    parent_id: int | None = None


class PaginationInfo(WireModel):
    """Where a page stands in its list."""

    current_page: int = 1
    """From 1."""
    total_pages: int = 1
    total_items: int = 0
    items_per_page: int = 0
    """0: the service did not say."""
    has_next: bool = False
    has_prev: bool = False


class CatalogResponse(WireModel):
    """A page of the catalogue."""

    kworks: list[Kwork] = Field(default_factory=list)
    pagination: PaginationInfo | None = None
    filters: dict[str, Any] | None = None
    """The filters that may be used."""
    sort_options: list[str] = Field(default_factory=list)
    """The orders that may be asked for."""


class Project(WireModel):
    """A project: an order on the exchange."""

    id: int
    title: str
    description: str | None = None
    budget: float | None = None
    """Roubles."""
    budget_type: str
    """``fixed`` or ``hourly``."""
    category_id: int | None = None
    customer: KworkUser | None = None
    status: str
    """``open``, ``in_progress``, ``completed``, ``cancelled``, or what a live service says."""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    bids_count: int = 0
    skills: list[str] = Field(default_factory=list)


class ProjectsResponse(WireModel):
    """A page of projects."""

    projects: list[Project] = Field(default_factory=list)
    pagination: PaginationInfo | None = None


class Review(WireModel):
    """A review of a kwork or a project."""

    id: int
    rating: int
    """From 1 to 5."""
    comment: str | None = None
    author: KworkUser | None = None
    kwork_id: int | None = None
    """The kwork, if the review is of one."""
    created_at: datetime | None = None


class ReviewsResponse(WireModel):
    """A page of reviews."""

    reviews: list[Review] = Field(default_factory=list)
    pagination: PaginationInfo | None = None
    average_rating: float | None = None


class Notification(WireModel):
    """A notification."""

    id: int
    type: str
    """``message``, ``order``, ``system`` or other."""
    title: str
    message: str
    is_read: bool = False
    created_at: datetime | None = None
    link: str | None = None
    """Where it leads."""


class NotificationsResponse(WireModel):
    """Notifications."""

    notifications: list[Notification] = Field(default_factory=list)
    unread_count: int = 0


class Dialog(WireModel):
    """A dialog with a user."""

    id: int
    participant: KworkUser | None = None
    """The other one."""
    last_message: str | None = None
    unread_count: int = 0
    updated_at: datetime | None = None
    """When the last message came."""


class City(WireModel):
    """A city."""

    id: int
    name: str
    country_id: int | None = None


class Country(WireModel):
    """A country."""

    id: int
    name: str
    code: str | None = None
    """ISO 3166, two letters."""
    cities: list[City] = Field(default_factory=list)


class TimeZone(WireModel):
    """A time zone."""

    id: int
    name: str
    offset: str
    """From UTC, such as ``+03:00``."""


class Feature(WireModel):
    """A paid extra of a kwork."""

    id: int
    name: str
    description: str | None = None
    price: float
    """Roubles."""
    type: str
    """``extra``, ``premium`` or other."""


class Badge(WireModel):
    """A badge that users may have."""

    id: int
    name: str
    description: str | None = None
    icon_url: str | None = None


class ErrorDetail(WireModel):
    """One thing that is wrong with a request."""

    code: str
    message: str
    field: str | None = None
    """The field it is about."""


class APIErrorResponse(WireModel):
    """An answer that says no."""

    success: bool = False
    errors: list[ErrorDetail] = Field(default_factory=list)
    message: str | None = None


class DataResponse(WireModel):
    """An answer around any data."""

    success: bool
    data: dict[str, Any] | None = None
    message: str | None = None


class ValidationIssue(WireModel):
    """One thing that is wrong with a text."""

    type: str
    """``error``, ``warning`` or ``suggestion``."""
    code: str
    """``SPELLING``, ``GRAMMAR``, ``LENGTH`` or other."""
    message: str
    position: int | None = None
    """Characters before it."""
    suggestion: str | None = None
    """What to write instead."""


class ValidationResponse(WireModel):
    """What a check of a text found."""

    success: bool
    is_valid: bool
    """Nothing of type ``error`` was found."""
    issues: list[ValidationIssue] = Field(default_factory=list)
    score: int | None = None
    """From 0 to 100."""
    message: str | None = None


__all__ = [
    "APIErrorResponse",
    "AuthResponse",
    "Badge",
    "CatalogResponse",
    "City",
    "Country",
    "DataResponse",
    "Dialog",
    "ErrorDetail",
    "Feature",
    "Kwork",
    "KworkCategory",
    "KworkDetails",
    "KworkUser",
    "Notification",
    "NotificationsResponse",
    "PaginationInfo",
    "Project",
    "ProjectsResponse",
    "Review",
    "ReviewsResponse",
    "TimeZone",
    "ValidationIssue",
    "ValidationResponse",
]
