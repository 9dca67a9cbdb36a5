"""What offers are: connects, offers on projects, personal offers, interests; dataclasses and pure rules, no I/O."""

from birzha.offers.model.connects import Connects, month_ends, month_of
from birzha.offers.model.offer import OFFER_STATES, Offer
from birzha.offers.model.personal import PersonalOffer, PersonalState, state_of
from birzha.offers.model.wants import MOST_KEYWORDS, MOST_LOOKED_THROUGH, Keywords, Wants

__all__ = [
    "MOST_KEYWORDS",
    "MOST_LOOKED_THROUGH",
    "OFFER_STATES",
    "Connects",
    "Keywords",
    "Offer",
    "PersonalOffer",
    "PersonalState",
    "Wants",
    "month_ends",
    "month_of",
    "state_of",
]
