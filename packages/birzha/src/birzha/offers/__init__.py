"""Offers: connects that they cost, offers on projects, personal offers, and what a performer wants to offer on."""
