"""The caller's own account: profile, kinds of work, preferences, the key for programs, the ignore list."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.endpoints.people import PersonView, WorkView, person_view
from birzha.api.fields import Id, Kopecks, Line
from birzha.api.paging import Everything, whole
from birzha.api.registry import endpoint
from birzha.api.views import role_names, viewer
from birzha.errors import Forbidden, Invalid, NotFound
from birzha.people.commands import (
    edit_profile,
    ignore,
    issue_api_key,
    rotate_api_token,
    set_api_enabled,
    set_api_password,
    set_works,
    stop_ignoring,
)
from birzha.people.entrance import seal_api_password
from birzha.people.model import Account, Work
from birzha.people.queries import account, api_access, ignored, works
from birzha.people.vault import Vault

WorkType = Annotated[int, Meta(ge=1, le=4, description="1 копирайтинг, 2 рерайтинг, 3 перевод, 4 SEO")]
ApiPassword = Annotated[str, Meta(min_length=1, max_length=256, description="пароль API, 6–64 печатных знака")]


class Me(Struct, frozen=True):
    """The caller's account.

    Args:
        id: of the person.
        login: unique.
        email: where letters go.
        roles: what they are.
        fio: full name.
        description: about themselves.
        country: in words.
        city: in words.
        group_name: given by an administrator.
        rate: rating points.
        reports: positive reviews.
        reports_n: negative reviews.
        created: when they registered, unixtime.
    """

    id: int
    login: str
    email: str
    roles: list[str]
    fio: str
    description: str
    country: str
    city: str
    group_name: str
    rate: int
    reports: int
    reports_n: int
    created: int


class ProfileChanges(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to change; what is left out or null stays.

    Args:
        fio: full name, up to 100 characters.
        description: up to 2000 characters.
        country: up to 60 characters.
        city: up to 60 characters.
        email: where letters go.
    """

    fio: Line | None = None
    description: Annotated[str, Meta(max_length=2000)] | None = None
    country: Line | None = None
    city: Line | None = None
    email: Line | None = None


class NewWork(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of work that a performer takes.

    Args:
        id_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        min_price: kopecks per 1000 characters; 0: any price.
    """

    id_type: WorkType
    min_price: Kopecks = 0


class NewWorks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds of work that a performer takes.

    Args:
        works: each kind at most once.
    """

    works: Annotated[list[NewWork], Meta(max_length=4)]


class ApiAccessView(Struct, frozen=True):
    """The caller's key for programs, without its password.

    Args:
        token: names the caller in every request of a program.
        enabled: whether programs are let in.
        changed: when the key was last changed, unixtime.
    """

    token: str
    enabled: bool
    changed: int


class ApiPasswordWish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A password for programs.

    Args:
        api_password: 6 to 64 printable characters; empty: one is drawn.
    """

    api_password: ApiPassword | None = None


class ApiKeyShown(Struct, frozen=True):
    """A key for programs; the password is shown here and nowhere else.

    Args:
        token: names the caller in every request of a program.
        api_password: signs the requests.
    """

    token: str
    api_password: str


class ApiPasswordShown(Struct, frozen=True):
    """A new password for programs, shown here and nowhere else.

    Args:
        api_password: signs the requests.
    """

    api_password: str


class ApiToken(Struct, frozen=True):
    """A new token under the same password.

    Args:
        token: names the caller in every request of a program.
    """

    token: str


class ApiSwitch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether programs are let in.

    Args:
        enabled: false keeps the key for later.
    """

    enabled: bool


@endpoint("GET", "/me", account)
async def get_me(call: Call) -> Me:
    """The caller's account."""
    return _me(await call.ask(account))


@endpoint("PATCH", "/me", edit_profile, errors=(Invalid,))
async def patch_me(call: Call, *, body: ProfileChanges) -> Me:
    """Change the caller's profile."""
    await call.do(
        edit_profile,
        fio=body.fio,
        description=body.description,
        country=body.country,
        city=body.city,
        email=body.email,
    )
    return _me(await call.ask(account))


@endpoint("PUT", "/me/works", set_works, errors=(Invalid,))
async def put_works(call: Call, *, body: NewWorks) -> Everything[WorkView]:
    """Say anew which kinds of work the caller takes and at what least price."""
    await call.do(set_works, [Work(each.id_type, each.min_price) for each in body.works])
    return whole(await call.ask(works, call.actor.id), viewer(WorkView))


@endpoint("GET", "/me/api-key", api_access, errors=(NotFound,))
async def get_api_key(call: Call) -> ApiAccessView:
    """The caller's key for programs, without its password."""
    found = await call.ask(api_access)
    if found is None:
        raise NotFound("Ключ API ещё не выпущен: сначала выпустите его.")
    return ApiAccessView(found.token, bool(found.enabled), found.changed)


@endpoint("POST", "/me/api-key", issue_api_key, status=201, errors=(Invalid,))
async def post_api_key(call: Call, *, body: ApiPasswordWish) -> ApiKeyShown:
    """Issue a new key for programs; the former one is void at once. Its password is shown only now."""
    password, sealed = _sealed(call, body)
    return ApiKeyShown(await call.do(issue_api_key, sealed), password)


@endpoint("PUT", "/me/api-key/password", set_api_password, errors=(Invalid, NotFound))
async def put_api_password(call: Call, *, body: ApiPasswordWish) -> ApiPasswordShown:
    """Set another password under the same token. It is shown only now."""
    password, sealed = _sealed(call, body)
    await call.do(set_api_password, sealed)
    return ApiPasswordShown(password)


@endpoint("POST", "/me/api-key/token", rotate_api_token, errors=(NotFound,))
async def rotate_token(call: Call) -> ApiToken:
    """Draw a new token under the same password; the former one is void at once."""
    return ApiToken(await call.do(rotate_api_token))


@endpoint("PATCH", "/me/api-key", set_api_enabled, status=204, errors=(NotFound,))
async def patch_api_key(call: Call, *, body: ApiSwitch) -> None:
    """Let programs in, or shut them out and keep the key."""
    await call.do(set_api_enabled, body.enabled)


@endpoint("GET", "/me/ignored", ignored)
async def get_ignored(call: Call) -> Everything[PersonView]:
    """Whom the caller does not want to meet."""
    now = call.market.clock.now()
    return whole(await call.ask(ignored), lambda found: person_view(found, now))


@endpoint("PUT", "/me/ignored/{person_id}", ignore, status=204, errors=(Forbidden, NotFound))
async def put_ignored(call: Call, person_id: Id) -> None:
    """Not want to meet somebody."""
    await call.do(ignore, person_id)


@endpoint("DELETE", "/me/ignored/{person_id}", stop_ignoring, status=204, errors=(NotFound,))
async def delete_ignored(call: Call, person_id: Id) -> None:
    """Take somebody off the ignore list."""
    await call.do(stop_ignoring, person_id)


def _sealed(call: Call, wish: ApiPasswordWish) -> tuple[str, str]:
    password = call.market.ids.token() if wish.api_password is None else wish.api_password
    return password, seal_api_password(Vault(call.market.settings.secret_key), password)


def _me(found: Account) -> Me:
    return Me(
        id=found.id,
        login=found.login,
        email=found.email,
        roles=role_names(found.roles),
        fio=found.fio,
        description=found.description,
        country=found.country,
        city=found.city,
        group_name=found.group_name,
        rate=found.rate,
        reports=found.reports,
        reports_n=found.reports_n,
        created=found.created,
    )
