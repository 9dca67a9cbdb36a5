"""What can happen to offers."""

from birzha.offers.commands.charging import charge, give_back
from birzha.offers.commands.personal import (
    accept_personal_offer,
    decline_personal_offer,
    make_personal_offer,
    withdraw_personal_offer,
)
from birzha.offers.commands.projects import accept_offer, make_offer, save_project

__all__ = [
    "accept_offer",
    "accept_personal_offer",
    "charge",
    "decline_personal_offer",
    "give_back",
    "make_offer",
    "make_personal_offer",
    "save_project",
    "withdraw_personal_offer",
]
