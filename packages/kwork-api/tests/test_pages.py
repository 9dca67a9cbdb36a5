"""Walking lists, and asking for many kworks."""

import asyncio
import threading

import pytest

from birzha_client.wire import WireResponse
from kwork_api import KworkApiError, KworkClient, KworkUsageError


def page(*ids, **pagination):
    """A page of the catalogue."""
    rows = [{"id": each, "title": "t", "price": 1} for each in ids]
    return {"kworks": rows, **({"pagination": pagination} if pagination else {})}


def walked(made):
    """The ids that a walk through the catalogue gives."""
    return [row.id for row in made.end(made.client.catalog.iterate(category_id=5, sort="newest"))]


def test_until_the_service_says_that_this_is_all(rig):
    """Pages are asked for in order, with the same filters, and no further than the last."""
    made = rig(page(1, 2, has_next=True), page(3, 4, has_next=True), page(5, has_next=False))
    assert walked(made) == [1, 2, 3, 4, 5]
    assert [request.body for request in made.sent] == [
        b'{"page":%d,"category_id":5,"sort":"newest"}' % number for number in (1, 2, 3)
    ]


def test_by_the_number_of_pages(rig):
    """A service that tells only how many pages there are is believed."""
    made = rig(page(1, total_pages=2), page(2, total_pages=2))
    assert walked(made) == [1, 2]


def test_a_service_that_tells_nothing(rig):
    """It is asked until a page brings nothing new."""
    assert walked(rig(page(1, 2), page(3), page())) == [1, 2, 3]
    assert walked(rig(page(1, 2), page(1, 2))) == [1, 2]
    assert walked(rig(page())) == []


def test_a_list_that_shifts(rig):
    """A row that slides onto the next page comes once; a service that always promises more is not believed for ever."""
    assert walked(rig(page(1, 2, has_next=True), page(2, 3, has_next=False))) == [1, 2, 3]
    assert walked(rig(page(1, has_next=True), page(1, has_next=True))) == [1]


def test_rows_without_ids(rig):
    """They are told apart by what they have, so that a service that repeats its last page is not walked for ever."""
    pages = [{"kworks": [{"title": title, "price": 1}]} for title in ("a", "b", "b")]
    made = rig(*pages)
    assert [row.title for row in made.end(made.client.catalog.iterate())] == ["a", "b"]


def test_from_a_page_on(rig):
    """``page`` is where to begin."""
    made = rig(page(7, has_next=False))
    (found,) = made.end(made.client.catalog.iterate(page=3))
    assert found.id == 7
    assert b'"page":3' in made.sent[0].body


def test_projects_and_reviews(rig):
    """The other two paged lists walk too."""
    project = {"id": 1, "title": "t", "budget_type": "fixed", "status": "open"}
    made = rig({"projects": [project], "pagination": {"has_next": False}})
    assert [row.id for row in made.end(made.client.projects.iterate(category_id=3))] == [1]
    made = rig({"reviews": [{"id": 2, "rating": 5}], "pagination": {"has_next": False}})
    assert [row.id for row in made.end(made.client.user.iterate_reviews(user_id=9))] == [2]
    assert made.sent[0].body == b'{"user_id":9,"page":1}'


def test_an_error_in_the_middle(rig):
    """What came before it was given out."""
    made = rig(page(1, has_next=True), WireResponse(400, (), b"{}"))
    rows = made.client.catalog.iterate()

    async def walk():
        first = (await anext(rows)).id
        with pytest.raises(KworkApiError):
            await anext(rows)
        return first

    if isinstance(made.client, KworkClient):
        assert asyncio.run(walk()) == 1
    else:
        assert next(rows).id == 1
        with pytest.raises(KworkApiError):
            next(rows)


class Details:
    """Answers with the details of any kwork but 404, and remembers how many calls were under way at once."""

    paced = False

    def __init__(self):
        self.now = self.most = self.calls = 0
        self.lock = threading.Lock()

    def enter(self):
        with self.lock:
            self.now += 1
            self.calls += 1
            self.most = max(self.most, self.now)

    def leave(self, request):
        with self.lock:
            self.now -= 1
        number = int(request.body.partition(b":")[2].rstrip(b"}"))
        if number == 404:
            return WireResponse(404, (), b"{}")
        if number == 400:
            return WireResponse(400, (), b"{}")
        return WireResponse(200, (), b'{"id": %d, "title": "t", "price": 1}' % number)


class AsyncDetails(Details):
    """For asyncio."""

    async def send(self, request, timeouts):
        self.enter()
        await asyncio.sleep(0.02 if request.body.endswith(b":5}") else 0.005)  # the first one comes last
        return self.leave(request)

    async def close(self):
        """Nothing is open."""


class SyncDetails(Details):
    """For threads."""

    def send(self, request, timeouts):
        self.enter()
        threading.Event().wait(0.005)
        return self.leave(request)

    def close(self):
        """Nothing is open."""


def many(kind, service, ids, **options):
    """The details of many kworks."""
    found = kind("t", transport=service).catalog.get_many_details(ids, **options)
    return asyncio.run(found) if kind is KworkClient else found


def test_many_details(kind):
    """By id in the order asked, each once, missing ones left out, and never more under way than allowed."""
    service = AsyncDetails() if kind is KworkClient else SyncDetails()
    wanted = [5, 3, 404, 5, *range(10, 30)]
    found = many(kind, service, iter(wanted), concurrency=3)
    assert list(found) == [5, 3, *range(10, 30)]
    assert all(details.id == number for number, details in found.items())
    assert service.calls == 23
    assert service.most == 3
    assert many(kind, service, []) == {}
    with pytest.raises(KworkUsageError, match="at least 1"):
        many(kind, service, [1], concurrency=0)


def test_many_details_and_an_error(kind):
    """Another error is raised as it is, and what had not begun is not asked for."""
    service = AsyncDetails() if kind is KworkClient else SyncDetails()
    with pytest.raises(KworkApiError):
        many(kind, service, [400, *range(1000, 1200)], concurrency=2)
    assert service.calls < 50
    assert service.now == 0 or kind is KworkClient
