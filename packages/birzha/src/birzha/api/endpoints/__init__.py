"""The endpoints, one module a subject; importing one declares its endpoints, and importing this package declares them all."""

from importlib import import_module

from birzha.api.registry import ENDPOINTS

__all__ = ["ENDPOINTS", "SUBJECTS"]

SUBJECTS = (
    "sessions",
    "me",
    "photos",
    "people",
    "user_notes",
    "reference",
    "exchange_rates",
    "features",
    "text_checks",
    "folders",
    "lists",
    "reviews",
    "messages",
    "dialogs",
    "notifications",
    "money",
    "orders",
    "uniqueness",
    "bids",
    "offers",
    "personal_offers",
    "work",
    "reports",
    "uniqueness_checks",
    "archive",
    "corrections",
    "tickets",
    "articles",
    "catalogue",
    "kworks",
    "kwork_sales",
    "admin_people",
    "admin_money",
)
"""The modules that declare endpoints, in the order of the documentation."""

for _subject in SUBJECTS:
    import_module(f"birzha.api.endpoints.{_subject}")
