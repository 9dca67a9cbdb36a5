"""Walking lists to their end."""

from urllib.parse import parse_qsl

import pytest

from etxt_api import NoAccessError, NoObjectError
from etxt_api.operations import OPERATIONS
from etxt_api.pages import Walk

EMPTY = {"error": "no_object"}


def ids(*numbers):
    """Rows of ids."""
    return [{"id": str(number)} for number in numbers]


def asked(made):
    """Pairs of count and offset as they were sent."""
    forms = [dict(parse_qsl(request.body.decode())) for request in made.sent]
    return [(int(form["count"]), int(form["from"])) for form in forms]


def test_a_walk_ends_at_no_object(rig):
    """Full pages go on, and an empty selection is the end and no error."""
    made = rig(ids(9, 8), ids(7, 6), EMPTY)
    rows = made.end(made.client.tasks.iter_list_tasks(count=2, only_id=True))
    assert [row.id for row in rows] == [9, 8, 7, 6]
    assert asked(made) == [(2, 0), (2, 2), (2, 4)]


def test_a_short_page_is_the_last(rig):
    """Fewer rows than asked for end the walk without another call."""
    made = rig(ids(*range(100, 0, -1)), ids(0))
    assert len(made.end(made.client.tasks.iter_list_tasks(only_id=1))) == 101
    assert asked(made) == [(100, 0), (100, 100)]


def test_an_empty_list_is_no_error(rig):
    """Walking nothing gives nothing, however the service says it."""
    for nothing in (EMPTY, [], {}):
        made = rig(nothing)
        assert made.end(made.client.users.iter_get_list()) == []


def test_a_growing_list_gives_each_row_once(rig):
    """New orders push old ones to the next page; those are not given out twice."""
    made = rig(ids(9, 8), ids(8, 7), ids(6))
    rows = made.end(made.client.tasks.iter_list_tasks(count=2, only_id=True))
    assert [row.id for row in rows] == [9, 8, 7, 6]


def test_a_service_that_repeats_itself_does_not_hold_the_walk(rig):
    """Three pages that bring nothing new are the end, with ids and without."""
    made = rig(*[ids(9, 8), ids(8, 9)] * 3)
    assert len(made.end(made.client.tasks.iter_list_tasks(count=2, only_id=True))) == 2
    assert asked(made) == [(2, 0), (2, 2), (2, 4), (2, 6)]
    message = {"date": 5, "text": "x", "id_author": 1, "id_user": 2, "reads": 0}
    made = rig(*[[message] * 2] * 6)
    assert len(made.end(made.client.messages.iter_read_private(1, count=2))) == 2
    assert len(made.sent) == 4


def test_as_many_new_rows_as_a_page_holds(rig):
    """Pages that repeat what was seen, because so much came meanwhile, do not end the walk."""
    made = rig(ids(9), ids(9), ids(9), ids(8), ids(8), ids(7), EMPTY)
    rows = made.end(made.client.tasks.iter_list_tasks(count=1, only_id=True))
    assert [row.id for row in rows] == [9, 8, 7]


def messages(*dates):
    """Private messages, which have no id."""
    return [{"date": date, "text": "x", "id_author": 1, "id_user": 2, "reads": 0} for date in dates]


def test_messages_that_moved_to_the_next_page(rig):
    """Rows without an id: those that the page before ended with are not given out again; equal ones within a page are."""
    made = rig(messages(9, 8, 7), messages(8, 7, 7), messages(7, 6))
    rows = made.end(made.client.messages.iter_read_private(1, count=3))
    assert [int(row.date.timestamp()) for row in rows] == [9, 8, 7, 7, 6]


@pytest.mark.parametrize("shift", range(4))
def test_a_talk_that_goes_on_while_it_is_read(rig, shift):
    """However many messages come between two pages, each of those that were there is given out once."""
    talk = list(range(20, 0, -1))
    pages = [talk[max(0, start - shift * number) :][:5] for number, start in enumerate(range(0, 100, 5))]
    made = rig(*[messages(*page) if page else EMPTY for page in pages])
    rows = made.end(made.client.messages.iter_read_private(1, count=5))
    assert [int(row.date.timestamp()) for row in rows] == talk


def test_equal_messages_are_all_given_out(rig):
    """Rows without an id are not taken for duplicates."""
    message = {"date": 5, "text": "x", "id_author": 1, "id_user": 2, "reads": 0}
    made = rig([message, message, {**message, "text": "y"}])
    assert len(made.end(made.client.messages.iter_read_private(1, count=3 + 1))) == 3


def test_reading_marks_the_page_so_the_next_one_is_the_first(rig):
    """With unread=1 what was shown is no longer unread: the offset stays."""
    message = {"date": 5, "text": "x", "id_author": 1, "id_user": 2, "reads": 0}
    made = rig([message] * 2, [message] * 2, EMPTY)
    assert len(made.end(made.client.messages.iter_read_private(1, count=2, unread=True))) == 4
    assert asked(made) == [(2, 0), (2, 0), (2, 0)]


@pytest.mark.parametrize(("count", "size"), [(500, 100), (0, 1), (-3, 1), (None, 100), (7, 7)])
def test_pages_are_as_large_as_the_service_allows(count, size):
    """A page size beyond the limit is cut as the service would, so that a full page is known for one."""
    walk = Walk(OPERATIONS["users.getBW"], {"count": count})
    assert walk.parameters() == {"count": size, "from": 0}
    assert Walk(OPERATIONS["articles.getList"], {}).parameters()["count"] == 20


def test_a_walk_may_begin_in_the_middle(rig):
    """``from_`` is where it begins."""
    made = rig(ids(5))
    made.end(made.client.tasks.iter_list_tasks(from_=40, only_id=True))
    assert asked(made) == [(100, 40)]


def test_other_refusals_are_raised(rig):
    """Only an empty selection ends a walk quietly; the plain method raises that too."""
    made = rig({"error": "no_access"})
    with pytest.raises(NoAccessError):
        made.end(made.client.tasks.iter_list_tasks())
    made = rig(EMPTY)
    with pytest.raises(NoObjectError):
        made.end(made.client.tasks.list_tasks())


def test_lists_that_do_not_page():
    """Walking such a list is a mistake that is told."""
    with pytest.raises(ValueError, match="does not page"):
        Walk(OPERATIONS["folders.listFolders"], {})
