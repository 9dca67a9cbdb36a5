"""What administrators decide about people."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.endpoints.people import PersonView, person_view
from birzha.api.fields import Id, Points
from birzha.api.paging import Page, Paged, after_offset
from birzha.api.registry import endpoint
from birzha.api.views import roles_named
from birzha.errors import Invalid, NotFound, WrongState
from birzha.people.commands import (
    block,
    block_reviews,
    set_attestations,
    set_diploma,
    set_group_name,
    set_level,
    set_portfolio,
    set_rate,
    set_roles,
    set_stars,
    unblock,
)
from birzha.people.model import Account, Attestation
from birzha.people.queries import account_of, accounts

RoleName = Literal["customer", "performer", "moderator", "admin", "corrector"]
Subject = Literal["medicine", "construction", "law", "finance"]


class AccountView(PersonView, frozen=True):
    """What an administrator may know of a person.

    Args:
        email: where letters go.
        reviews_blocked: whether they may not write reviews.
    """

    email: str
    reviews_blocked: bool


class AccountsQuery(Paged, frozen=True, kw_only=True):
    """Whose accounts.

    Args:
        search: a part of the login or of the e-mail address; empty: all.
    """

    search: Annotated[str, Meta(max_length=100, description="часть логина или адреса почты")] = ""


class RolesChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person is.

    Args:
        roles: at least one.
    """

    roles: Annotated[list[RoleName], Meta(min_length=1, max_length=5)]


class RateChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rating set by hand.

    Args:
        rate: points, a million at most on both sides of zero.
    """

    rate: Points


class Switch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes or a no.

    Args:
        value: which.
    """

    value: bool


class AttestationsChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which subjects a person passed the test.

    Args:
        attestations: all of them.
    """

    attestations: Annotated[list[Subject], Meta(max_length=4)]


class PortfolioChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many works a portfolio has.

    Args:
        works: 0 to 10,000.
    """

    works: Annotated[int, Meta(ge=0, le=10_000)]


class GroupChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The group that a person belongs to.

    Args:
        group_name: up to 60 characters; empty: none.
    """

    group_name: Annotated[str, Meta(max_length=60)]


class LevelChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A skill level in a kind of work.

    Args:
        level: 0 to 3.
    """

    level: Annotated[int, Meta(ge=0, le=3)]


WorkType = Annotated[int, Meta(ge=1, le=4, description="вид работ")]


@endpoint("GET", "/admin/people", accounts)
async def get_accounts(call: Call, *, query: AccountsQuery) -> Page[AccountView]:
    """Everybody, newest first."""
    found = await call.ask(accounts, count=query.count, offset=query.cursor, search=query.search)
    now = call.market.clock.now()
    return after_offset(found, query, lambda each: _account_view(each, now))


@endpoint("GET", "/admin/people/{person_id}", account_of, errors=(NotFound,))
async def get_account(call: Call, person_id: Id) -> AccountView:
    """All that an administrator may know of a person."""
    return _account_view(await call.ask(account_of, person_id), call.market.clock.now())


@endpoint("PUT", "/admin/people/{person_id}/roles", set_roles, status=204, errors=(Invalid, NotFound, WrongState))
async def put_roles(call: Call, person_id: Id, *, body: RolesChange) -> None:
    """Say what a person is."""
    await call.do(set_roles, person_id, roles_named([*body.roles]))


@endpoint("PUT", "/admin/people/{person_id}/rate", set_rate, status=204, errors=(Invalid, NotFound))
async def put_rate(call: Call, person_id: Id, *, body: RateChange) -> None:
    """Set a person's rating."""
    await call.do(set_rate, person_id, body.rate)


@endpoint("PUT", "/admin/people/{person_id}/block", block, status=204, errors=(NotFound, WrongState))
async def put_block(call: Call, person_id: Id) -> None:
    """Shut a person out; their sessions end."""
    await call.do(block, person_id)


@endpoint("DELETE", "/admin/people/{person_id}/block", unblock, status=204, errors=(NotFound,))
async def delete_block(call: Call, person_id: Id) -> None:
    """Let a person in again."""
    await call.do(unblock, person_id)


@endpoint("PUT", "/people/{person_id}/reviews-block", block_reviews, status=204, errors=(NotFound,))
async def put_reviews_block(call: Call, person_id: Id, *, body: Switch) -> None:
    """Forbid a person to write reviews, or allow it again."""
    await call.do(block_reviews, person_id, body.value)


@endpoint("PUT", "/admin/people/{person_id}/stars", set_stars, status=204, errors=(NotFound,))
async def put_stars(call: Call, person_id: Id, *, body: Switch) -> None:
    """Give a person the star of quality, or take it."""
    await call.do(set_stars, person_id, body.value)


@endpoint("PUT", "/admin/people/{person_id}/diploma", set_diploma, status=204, errors=(NotFound,))
async def put_diploma(call: Call, person_id: Id, *, body: Switch) -> None:
    """Confirm a person's diploma, or take that back."""
    await call.do(set_diploma, person_id, body.value)


@endpoint("PUT", "/admin/people/{person_id}/attestations", set_attestations, status=204, errors=(NotFound,))
async def put_attestations(call: Call, person_id: Id, *, body: AttestationsChange) -> None:
    """Say in which subjects a person passed the test."""
    passed = Attestation(0)
    for each in body.attestations:
        passed |= Attestation[each.upper()]
    await call.do(set_attestations, person_id, passed)


@endpoint("PUT", "/admin/people/{person_id}/portfolio", set_portfolio, status=204, errors=(NotFound,))
async def put_portfolio(call: Call, person_id: Id, *, body: PortfolioChange) -> None:
    """Say how many works a person's portfolio has."""
    await call.do(set_portfolio, person_id, body.works)


@endpoint("PUT", "/admin/people/{person_id}/group", set_group_name, status=204, errors=(Invalid, NotFound))
async def put_group_name(call: Call, person_id: Id, *, body: GroupChange) -> None:
    """Name the group that a person belongs to."""
    await call.do(set_group_name, person_id, body.group_name)


@endpoint("PUT", "/admin/people/{person_id}/levels/{id_type}", set_level, status=204, errors=(NotFound,))
async def put_level(call: Call, person_id: Id, id_type: WorkType, *, body: LevelChange) -> None:
    """Give a performer a skill level in a kind of work that they take."""
    await call.do(set_level, person_id, id_type, body.level)


def _account_view(found: Account, now: int) -> AccountView:
    seen = person_view(found, now)
    return AccountView(
        **{name: getattr(seen, name) for name in PersonView.__struct_fields__},
        email=found.email,
        reviews_blocked=bool(found.reviews_blocked),
    )
