"""The rows of offers, and every statement that touches them."""

from birzha.offers.tables.rows import connect_charge, connects, personal_offer, project

__all__ = ["connect_charge", "connects", "personal_offer", "project"]
