"""What reference data is. No I/O."""

from dataclasses import dataclass

LONGEST_NAME = 128
"""The longest name of a category or language, characters."""

LONGEST_KEYWORD = 64
"""The longest keyword of a category, characters."""

MOST_CATEGORIES = 50
"""How many categories a performer names at most."""


@dataclass(frozen=True, slots=True)
class Category:
    """A subject of orders and articles (documentation of categories.listCategories).

    Args:
        id: of the category.
        parent_id: of the wider one; 0: none.
        name: as people read it.
        keyword: as programs name it; may be empty.
    """

    id: int
    parent_id: int
    name: str
    keyword: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language of texts (documentation of options.getLangs).

    Args:
        id: of the language.
        name: in Russian.
    """

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a performer takes (documentation of users.getUser).

    Args:
        categories: ids, ascending.
        languages: ids, ascending.
    """

    categories: list[int]
    languages: list[int]
