"""Every table of the market in one place, for migrations and for tests that compare them with a database."""

from importlib import import_module

from birzha.storage.schema import metadata

__all__ = ["NOUNS", "metadata"]

NOUNS = (
    "people",
    "money",
    "reference",
    "folders",
    "lists",
    "messages",
    "orders",
    "tickets",
    "articles",
    "corrections",
    "checks",
    "kworks",
    "offers",
    "reviews",
)
"""The things that the exchange is about, each a folder with tables, in the order in which they may use one another."""

for _noun in NOUNS:
    import_module(f"birzha.{_noun}.tables")
