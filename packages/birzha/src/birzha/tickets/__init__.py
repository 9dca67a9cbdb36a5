"""Tickets: a customer asks for a performer to be taken off, a moderator decides."""
