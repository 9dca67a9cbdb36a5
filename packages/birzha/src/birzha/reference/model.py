"""What reference data is. No I/O."""

import re
from dataclasses import dataclass

LONGEST_NAME = 128
"""The longest name of a category or language, characters."""

LONGEST_KEYWORD = 64
"""The longest keyword of a category, characters."""

CURRENCY = re.compile(r"[A-Z]{3}")
MILLIONTHS = 1_000_000
"""In a rouble."""
HIGHEST_RATE = 1_000_000_000 * MILLIONTHS
"""Of a currency, millionths of a rouble."""

LONGEST_DESCRIPTION = 1000
"""The longest description of a paid feature, characters."""

HIGHEST_PRICE = 100_000_000
"""Of a paid feature, kopecks."""

FEATURE_KINDS = ("extra", "premium")
"""What a paid feature may be (documentation of Kwork's ``Feature.type``)."""

LONGEST_PHRASE = 100
"""Of a forbidden phrase, characters."""

MOST_PHRASES = 500
"""How many phrases are forbidden at most: every checked text is searched for each."""

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
class ExchangeRate:
    """What a unit of a currency is worth, as the operator says.

    Args:
        currency: three capital letters (ISO 4217).
        rate: millionths of a rouble.
        since: when it was set, unixtime.
    """

    currency: str
    rate: int
    since: int


@dataclass(frozen=True, slots=True)
class Feature:
    """A paid addition to kworks that the operator offers (documentation of Kwork's ``reference.get_features``).

    Args:
        id: of the feature.
        name: as people read it.
        description: what it gives; may be empty.
        price: kopecks.
        kind: ``extra`` or ``premium``.
        public: 1 when it is shown among the public ones, too.
    """

    id: int
    name: str
    description: str
    price: int
    kind: str
    public: int


@dataclass(frozen=True, slots=True)
class ForbiddenPhrase:
    """A word or phrase that the operator does not want in texts, in any grammatical form.

    Args:
        phrase: small letters, one space between words.
        since: when it was forbidden, unixtime.
    """

    phrase: str
    since: int


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a performer takes (documentation of users.getUser).

    Args:
        categories: ids, ascending.
        languages: ids, ascending.
    """

    categories: list[int]
    languages: list[int]
