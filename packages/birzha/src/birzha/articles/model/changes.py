"""What an author may set on an article, its limits, and how it joins what the article has (reference of the exchange, §8)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from birzha.articles.model.article import UNMEASURED, Article, ArticleState
from birzha.articles.model.prices import asking_price
from birzha.errors import Invalid
from birzha.limits import number_within, text_within, written
from birzha.orders.model import UNSET, Unset
from birzha.texts.measure import characters

LARGEST_PRICE = 100_000_000_000
"""Ours: kopecks."""
LONGEST_PICTURE = 4 * 1024 * 1024
"""Ours: characters of base64."""
LONGEST_REASON = 5000
"""Ours: why a moderator rejects an article, characters; as long as a customer's remarks on a result."""
MOST_IMAGES = 20
"""Ours: pictures of one article."""
MOST_IN_BASKET = 1000
"""Ours: articles in one basket."""

TEXTS: Mapping[str, int] = MappingProxyType({"title": 512, "description": 10_000, "text": 40_000, "keywords": 10_000})
"""Ours, as for orders: the longest of each text, characters."""

NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "id_type": (1, 4),
        "id_subtype": (1, 10),
        "category_id": (1, 2**63 - 1),
        "language_id": (1, 2**63 - 1),
        "price": (1, LARGEST_PRICE),
    }
)
"""Smallest and largest of each number."""

OBLIGATORY = ("title", "text", "price", "category_id", "language_id")
"""What a new article cannot be without."""

READ = ("title", "description", "text", "keywords")
"""What a moderator reads: a change of these sends an article on sale back to moderation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChanges:
    """Fields to set on an article; the others keep their value, or take their default in a new one.

    Args:
        title: 1 to 512 characters, not only spaces; obligatory in a new article.
        description: up to 10,000 characters; default empty.
        text: 1 to 40,000 characters, not only spaces; obligatory in a new article.
        keywords: up to 10,000 characters; default empty.
        id_type: kind of text, 1 to 4; default 1.
        id_subtype: kind of article, 1 to 10; default 1.
        category_id: obligatory in a new article.
        language_id: obligatory in a new article.
        price: kopecks, over 0; obligatory in a new article.
        picture: the description drawn by :func:`birzha.articles.picture.draw`, in base64; it goes with ``description``, and a
            description that comes without one has none.
    """

    title: str | Unset = UNSET
    description: str | Unset = UNSET
    text: str | Unset = UNSET
    keywords: str | Unset = UNSET
    id_type: int | Unset = UNSET
    id_subtype: int | Unset = UNSET
    category_id: int | Unset = UNSET
    language_id: int | Unset = UNSET
    price: int | Unset = UNSET
    picture: str | Unset = UNSET


_CONTENT = tuple(each.name for each in fields(ArticleChanges) if each.name != "picture")


def _given(changes: ArticleChanges) -> dict[str, object]:
    return {name: value for name in _CONTENT if (value := getattr(changes, name)) is not UNSET}


def validate_changes(changes: ArticleChanges, *, new: bool) -> None:
    """Refuse values that no article may have, and a new article without its obligatory ones.

    Args:
        changes: what was given.
        new: whether it is for a new article.

    Raises:
        Invalid: with the field at fault.
    """
    given = _given(changes)
    for name in OBLIGATORY if new else ():
        if name not in given:
            raise Invalid(f"Не указан обязательный параметр «{name}».", field=name)
    for name, value in given.items():
        if isinstance(value, str):
            check = written if name in {"title", "text"} else _within
            check(value, name, TEXTS[name])
        elif isinstance(value, int):
            least, most = NUMBERS[name]
            number_within(value, name, least=least, most=most)
    if not isinstance(changes.picture, Unset):
        text_within(changes.picture, "picture", most=LONGEST_PICTURE)


def _within(value: str, field: str, most: int) -> str:
    return text_within(value, field, most=most)


def public_texts(changes: ArticleChanges) -> dict[str, str]:
    """The given texts that others read before they buy, by field."""
    return {name: value for name in READ if name != "text" and isinstance(value := getattr(changes, name), str)}


def blank_article(author_id: int, now: int) -> Article:
    """A new draft with every default, before the author's own values.

    Args:
        author_id: whose it will be.
        now: unixtime.
    """
    zeros = {each.name: 0 for each in fields(Article)}
    known = {
        "author_id": author_id,
        "state": int(ArticleState.DRAFT),
        "title": "",
        "description": "",
        "text": "",
        "keywords": "",
        "id_type": 1,
        "id_subtype": 1,
        "unq": UNMEASURED,
        "unq_shin": UNMEASURED,
        "date": now,
    }
    return Article(**{**zeros, **known})  # type: ignore[arg-type]  # every field is named by the class itself


def merged(article: Article, changes: ArticleChanges, now: int) -> Article:
    """The article with the changes in it and everything that follows from them; its state as it was.

    Args:
        article: as it stands, or a blank one.
        changes: valid values.
        now: unixtime.
    """
    new = replace(article, **_given(changes))  # type: ignore[arg-type]  # fields of the class
    if new.text != article.text:  # what was measured was another text
        new = replace(new, size=characters(new.text, whitespaces=False), unq=UNMEASURED, unq_shin=UNMEASURED)
    if rewritten(article, new):
        new = unread(new)
    return replace(new, asking=asking_price(new, now))


def unread(article: Article) -> Article:
    """The article without a moderator's marks: they were for what it was before."""
    return replace(article, moder_check=0, moder_orph=0, moder_punc=0, moder_style=0)


def rewritten(old: Article, new: Article) -> bool:
    """Whether something that a moderator reads has changed."""
    return any(getattr(old, name) != getattr(new, name) for name in READ)
