"""What everybody may know of people."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.fields import Id, Points
from birzha.api.paging import Everything, Page, Paged, after_offset, whole
from birzha.api.registry import endpoint
from birzha.api.views import role_names, viewer
from birzha.errors import NotFound
from birzha.people.model import Attestation, Person
from birzha.people.queries import performers, person, works


class PersonView(Struct, frozen=True):
    """What everybody may know of a person.

    Args:
        id: of the person.
        login: unique.
        roles: what they are.
        fio: full name.
        description: about themselves.
        country: in words.
        city: in words.
        photo: whether they show a picture of themselves.
        group_name: given by an administrator.
        rate: rating points.
        reports: positive reviews.
        reports_n: negative reviews.
        reviews: all reviews: those of three stars, too.
        rating: the average of their stars; null: no review yet.
        portfolio: works in the portfolio.
        stars: whether they have the star of quality.
        attestations: subjects in which they passed the test.
        diploma: whether the diploma is confirmed.
        blocked: whether an administrator shut them out.
        online: whether they were active a short while ago.
        created: when they registered, unixtime.
    """

    id: int
    login: str
    roles: list[str]
    fio: str
    description: str
    country: str
    city: str
    photo: bool
    group_name: str
    rate: int
    reports: int
    reports_n: int
    reviews: int
    rating: float | None
    portfolio: int
    stars: bool
    attestations: list[str]
    diploma: bool
    blocked: bool
    online: bool
    created: int


class WorkView(Struct, frozen=True):
    """A kind of work that a performer takes.

    Args:
        id_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        min_price: kopecks per 1000 characters; 0: any price.
        level: skill level, 0 to 3.
    """

    id_type: int
    min_price: int
    level: int


class PerformersQuery(Paged, frozen=True, kw_only=True):
    """Which performers.

    Args:
        rate_from: least rating.
        rate_to: greatest rating.
        online: only those who are on line, or only those who are not.
    """

    rate_from: Points | UnsetType = UNSET
    rate_to: Points | UnsetType = UNSET
    online: Annotated[bool, Meta(description="только те, кто на сайте, или только те, кого нет")] | UnsetType = UNSET


@endpoint("GET", "/performers", performers)
async def get_performers(call: Call, *, query: PerformersQuery) -> Page[PersonView]:
    """Performers by id."""
    found = await call.ask(
        performers,
        count=query.count,
        offset=query.cursor,
        rate_from=None if query.rate_from is UNSET else query.rate_from,
        rate_to=None if query.rate_to is UNSET else query.rate_to,
        online=None if query.online is UNSET else query.online,
    )
    now = call.market.clock.now()
    return after_offset(found, query, lambda each: person_view(each, now))


@endpoint("GET", "/people/{person_id}", person, errors=(NotFound,))
async def get_person(call: Call, person_id: Id) -> PersonView:
    """What everybody may know of a person."""
    return person_view(await call.ask(person, person_id), call.market.clock.now())


@endpoint("GET", "/people/{person_id}/works", works, errors=(NotFound,))
async def get_works(call: Call, person_id: Id) -> Everything[WorkView]:
    """The kinds of work that a performer takes, with least prices."""
    return whole(await call.ask(works, person_id), viewer(WorkView))


def person_view(found: Person, now: int) -> PersonView:
    """A person as everybody sees them.

    Args:
        found: the person.
        now: to know whether they are on line.
    """
    return PersonView(
        id=found.id,
        login=found.login,
        roles=role_names(found.roles),
        fio=found.fio,
        description=found.description,
        country=found.country,
        city=found.city,
        photo=bool(found.photo),
        group_name=found.group_name,
        rate=found.rate,
        reports=found.reports,
        reports_n=found.reports_n,
        reviews=found.star_count,
        rating=found.rating,
        portfolio=found.portfolio,
        stars=bool(found.stars),
        attestations=[each.name.lower() for each in Attestation if each.name and found.attestations & each],
        diploma=bool(found.diploma),
        blocked=bool(found.blocked),
        online=found.online(now),
        created=found.created,
    )
