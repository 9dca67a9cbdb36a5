"""How articles look in answers, and what authors may set on them."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from birzha.api.fields import Id, SomeKopecks
from birzha.api.views import view
from birzha.articles.model import UNMEASURED, About, Article, ArticleChanges, ArticleState, Image, Listed

State = Literal["draft", "moderation", "on_sale", "rejected", "sold", "archived"]

Title = Annotated[str, Meta(min_length=1, max_length=512)]
Body = Annotated[str, Meta(min_length=1, max_length=40_000)]
Long = Annotated[str, Meta(max_length=10_000)]


class ImageView(Struct, frozen=True):
    """A picture that belongs to an article.

    Args:
        id: of the picture.
        name: what its author called it.
        size: bytes.
        width: points.
        height: points.
    """

    id: int
    name: str
    size: int
    width: int
    height: int


class ListedView(Struct, frozen=True):
    """An article as customers see it before they buy: without its text, its description as a picture.

    Args:
        id: of the article.
        author_id: whose work it is.
        title: of it.
        keywords: of it.
        id_type: kind of text: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        id_subtype: kind of article, 1 to 10.
        category_id: its category.
        language_id: its language.
        full_price: what it costs now, discount and fee included, kopecks; of a bought one, what it did cost.
        discount: percent; 0: none.
        discount_until: the last second of the discount, unixtime; 0: none.
        size: characters without spaces.
        images: how many pictures belong to it.
        unq: uniqueness against rewriting, percent; null: not measured.
        unq_shin: uniqueness against copies, percent; null: not measured.
        moder_check: whether a moderator has read it.
        moder_orph: whether the spelling is without mistakes.
        moder_punc: whether the punctuation is.
        moder_style: whether the style is.
        date: when it was put on sale, unixtime.
        date_buy: when it was bought, unixtime; 0: not.
        folder_id: of a bought one, the caller's project folder; 0: the root.
        archived_at: when it went to the archive, unixtime; 0: not.
        picture: the description as a PNG in base64; empty in lists.
    """

    id: int
    author_id: int
    title: str
    keywords: str
    id_type: int
    id_subtype: int
    category_id: int
    language_id: int
    full_price: int
    discount: int
    discount_until: int
    size: int
    images: int
    unq: int | None
    unq_shin: int | None
    moder_check: bool
    moder_orph: bool
    moder_punc: bool
    moder_style: bool
    date: int
    date_buy: int
    folder_id: int
    archived_at: int
    picture: str = ""


class OwnArticleView(Struct, frozen=True):
    """An article as its author and moderators see it in lists.

    Args:
        id: of the article.
        author_id: whose work it is.
        state: where it stands.
        title: of it.
        description: of it.
        keywords: of it.
        id_type: kind of text, 1 to 4.
        id_subtype: kind of article, 1 to 10.
        category_id: its category.
        language_id: its language.
        price: the author's, kopecks.
        discount: percent; 0: none.
        discount_until: the last second of the discount, unixtime; 0: none.
        size: characters without spaces.
        images: how many pictures belong to it.
        unq: uniqueness against rewriting, percent; null: not measured.
        unq_shin: uniqueness against copies, percent; null: not measured.
        moder_check: whether a moderator has read it as it is.
        moder_orph: whether the spelling is without mistakes.
        moder_punc: whether the punctuation is.
        moder_style: whether the style is.
        date: when it was first put on sale, before that when its draft was made, unixtime.
        date_buy: when it was bought, unixtime; 0: not.
    """

    id: int
    author_id: int
    state: State
    title: str
    description: str
    keywords: str
    id_type: int
    id_subtype: int
    category_id: int
    language_id: int
    price: int
    discount: int
    discount_until: int
    size: int
    images: int
    unq: int | None
    unq_shin: int | None
    moder_check: bool
    moder_orph: bool
    moder_punc: bool
    moder_style: bool
    date: int
    date_buy: int


class WholeArticleView(OwnArticleView, frozen=True, kw_only=True):
    """A whole article, for its author, its moderator and its customer.

    Args:
        text: what is sold.
    """

    text: str


class ArticleFields(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fields that an author may set on an article, new or old.

    Args:
        description: up to 10,000 characters; customers see it as a picture.
        keywords: up to 10,000 characters.
        id_type: kind of text: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        id_subtype: kind of article, 1 to 10.
    """

    description: Long | UnsetType = UNSET
    keywords: Long | UnsetType = UNSET
    id_type: Annotated[int, Meta(ge=1, le=4)] | UnsetType = UNSET
    id_subtype: Annotated[int, Meta(ge=1, le=10)] | UnsetType = UNSET


class EditedArticle(ArticleFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to change on an article; what is left out keeps its value.

    Args:
        title: 1 to 512 characters.
        text: 1 to 40,000 characters.
        price: kopecks.
        category_id: its category.
        language_id: its language.
    """

    title: Title | UnsetType = UNSET
    text: Body | UnsetType = UNSET
    price: SomeKopecks | UnsetType = UNSET
    category_id: Id | UnsetType = UNSET
    language_id: Id | UnsetType = UNSET


class NewArticle(ArticleFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article to write; what is left out takes its default.

    Args:
        title: 1 to 512 characters.
        text: 1 to 40,000 characters.
        price: kopecks.
        category_id: its category.
        language_id: its language.
    """

    title: Title
    text: Body
    price: SomeKopecks
    category_id: Id
    language_id: Id


def changes_of(given: ArticleFields, picture: str) -> ArticleChanges:
    """The market's own changes.

    Args:
        given: what the author set.
        picture: the description drawn, in base64; not looked at without a description.
    """
    values: dict[str, Any] = {name: value for name, value in structs.asdict(given).items() if value is not UNSET}
    if "description" in values:
        values["picture"] = picture
    return ArticleChanges(**values)


def listed_view(found: Listed) -> ListedView:
    """A line of a list, without the description's picture."""
    return structs.replace(page_view(found), picture="")


def page_view(found: Listed) -> ListedView:
    """The page of an article on sale."""
    return structs.replace(view(ListedView, found), unq=_measured(found.unq), unq_shin=_measured(found.unq_shin))


def own_view(found: About) -> OwnArticleView:
    """A line of an author's or a moderator's list."""
    return OwnArticleView(**_own(found, OwnArticleView))


def whole_view(found: Article) -> WholeArticleView:
    """A whole article."""
    return WholeArticleView(**_own(found, WholeArticleView))


def image_view(found: Image) -> ImageView:
    """A picture of an article."""
    return view(ImageView, found)


def _own(found: About, kind: type[OwnArticleView]) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in kind.__struct_fields__}
    flags = ("moder_check", "moder_orph", "moder_punc", "moder_style")
    return {
        **values,
        **{name: bool(values[name]) for name in flags},
        "state": ArticleState(found.state).name.lower(),
        "unq": _measured(found.unq),
        "unq_shin": _measured(found.unq_shin),
    }


def _measured(figure: int) -> int | None:
    return None if figure == UNMEASURED else figure
