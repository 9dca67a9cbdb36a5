"""Categories and languages, and which of them a performer takes."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id, IdOrZero
from birzha.api.paging import Everything, whole
from birzha.api.registry import endpoint
from birzha.api.views import Created, view, viewer
from birzha.errors import Invalid, NotFound
from birzha.people.model import ANYONE
from birzha.reference.commands import save_category, save_language, set_preferences
from birzha.reference.model import LONGEST_KEYWORD, LONGEST_NAME, MOST_CATEGORIES
from birzha.reference.queries import categories, languages, preferences

Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME, description="название, от 1 до 128 знаков")]


class CategoryView(Struct, frozen=True):
    """A subject of orders.

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


class LanguageView(Struct, frozen=True):
    """A language of texts.

    Args:
        id: of the language.
        name: in Russian.
    """

    id: int
    name: str


class PreferencesView(Struct, frozen=True):
    """What a performer takes.

    Args:
        categories: ids, ascending.
        languages: ids, ascending.
    """

    categories: list[int]
    languages: list[int]


class NewPreferences(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a performer takes from now on; what is left out or null stays.

    Args:
        categories: up to 50.
        languages: known ones.
    """

    categories: Annotated[list[Id], Meta(max_length=MOST_CATEGORIES)] | None = None
    languages: Annotated[list[Id], Meta(max_length=500)] | None = None


class CategoryInput(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A category as an administrator writes it.

    Args:
        name: 1 to 128 characters.
        parent_id: of the wider one; 0: none.
        keyword: up to 64 characters.
    """

    name: Name
    parent_id: IdOrZero = 0
    keyword: Annotated[str, Meta(max_length=LONGEST_KEYWORD)] = ""


class LanguageInput(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language as an administrator writes it.

    Args:
        name: 1 to 128 characters.
    """

    name: Name


@endpoint("GET", "/categories", role=ANYONE)
async def get_categories(call: Call) -> Everything[CategoryView]:
    """Every category, by name."""
    return whole(await call.market.ask(categories), viewer(CategoryView))


@endpoint("GET", "/languages", role=ANYONE)
async def get_languages(call: Call) -> Everything[LanguageView]:
    """Every language, by name."""
    return whole(await call.market.ask(languages), viewer(LanguageView))


@endpoint("GET", "/people/{person_id}/preferences", preferences, errors=(NotFound,))
async def get_preferences(call: Call, person_id: Id) -> PreferencesView:
    """The categories and languages that a performer takes."""
    return view(PreferencesView, await call.ask(preferences, person_id))


@endpoint("PUT", "/me/preferences", set_preferences, preferences, errors=(Invalid, NotFound))
async def put_preferences(call: Call, *, body: NewPreferences) -> PreferencesView:
    """Say anew which categories and languages the caller takes."""
    await call.do(set_preferences, category_ids=body.categories, language_ids=body.languages)
    return view(PreferencesView, await call.ask(preferences, call.actor.id))


@endpoint("POST", "/admin/categories", save_category, status=201, errors=(Invalid, NotFound))
async def post_category(call: Call, *, body: CategoryInput) -> Created:
    """Add a category."""
    return Created(await call.do(save_category, name=body.name, parent_id=body.parent_id, keyword=body.keyword))


@endpoint("PUT", "/admin/categories/{category_id}", save_category, status=204, errors=(Invalid, NotFound))
async def put_category(call: Call, category_id: Id, *, body: CategoryInput) -> None:
    """Change a category."""
    await call.do(
        save_category, name=body.name, parent_id=body.parent_id, keyword=body.keyword, category_id=category_id
    )


@endpoint("POST", "/admin/languages", save_language, status=201, errors=(Invalid,))
async def post_language(call: Call, *, body: LanguageInput) -> Created:
    """Add a language."""
    return Created(await call.do(save_language, name=body.name))


@endpoint("PUT", "/admin/languages/{language_id}", save_language, status=204, errors=(Invalid, NotFound))
async def put_language(call: Call, language_id: Id, *, body: LanguageInput) -> None:
    """Rename a language."""
    await call.do(save_language, name=body.name, language_id=language_id)
