"""Typed client for the eTXT exchange API."""

__version__ = "0.1.0"
