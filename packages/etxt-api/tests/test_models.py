"""The models have the documented fields and read the wire as leniently as they promise."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from etxt_api import MissingFieldError
from etxt_api.models.base import WireModel
from etxt_api.models.messages import UnreadCount
from etxt_api.models.rating import TaskFail
from etxt_api.models.tasks import NewDeadline, Note, Order, ResultFile, SavedTask, TaskResult
from etxt_api.models.tasks_archive import ArchivedResult
from etxt_api.models.users import Balance, User, UserReports, UserWorks
from etxt_api.operations import OPERATIONS

DOCUMENTED = json.loads((Path(__file__).parent / "documented.json").read_text(encoding="utf-8"))
INSIDE = {
    "tasks.getResults": set(ResultFile.model_fields) | {"files"},
    "users.getReports": {"id_author", "text", "date"},
}


@pytest.mark.parametrize("name", [name for name in DOCUMENTED if name != "options.getLangs"])
def test_fields_are_the_documented_ones(name):
    """Every documented field of an answer is in the model, and no other."""
    fields = set(OPERATIONS[name].result_type().model_fields)
    if name in INSIDE:
        fields = (fields - {"negative", "positive"}) | INSIDE[name]
    assert fields == set(DOCUMENTED[name]["fields"])


NOTE = {"id": 1, "text": "t", "date": 1700000000, "id_user": 2, "login": "l", "id_note": 0, "id_task": 3}


def test_numbers_as_strings():
    """Every number of a row may come as a string, whole or with a zero fraction."""
    texts = {name: str(value) for name, value in NOTE.items()}
    assert Note.model_validate(texts) == Note.model_validate(NOTE)
    assert len({Note.model_validate(texts), Note.model_validate(NOTE)}) == 1
    assert Note.model_validate(texts) != Note.model_validate({**NOTE, "id": 2})
    assert Note.model_validate(NOTE) != NOTE
    assert Note.model_validate({**NOTE, "id": Decimal("1.0")}).id == 1
    assert Note.model_validate({**NOTE, "id": "9223372036854775807"}).id == 2**63 - 1


def test_nothing_instead_of_a_number():
    """An empty string and null stand for 0, and for absence where that has a meaning."""
    assert Note.model_validate({**NOTE, "id_note": ""}).id_note == 0
    assert Note.model_validate({**NOTE, "id_note": None}).id_note == 0
    order = Order.model_validate({"id": 1, "uniq": "", "id_target": None, "filename": ""})
    assert (order.uniq, order.id_target, order.filename) == (None, None, None)


def test_money_is_exact():
    """Roubles are decimals, from strings and numbers alike."""
    for value in ("12.50", Decimal("12.50"), 12.5):
        assert Balance.model_validate({"id": 1, "balance": value, "date": 0}).balance == Decimal("12.5")
    for nothing in ("", None):
        assert Balance.model_validate({"id": 1, "balance": nothing, "date": 0}).balance == 0


@pytest.mark.parametrize("value", [1700000000, "1700000000", "15.11.2023 01:13:20", "2023-11-15 01:13:20"])
def test_moments_are_aware(value):
    """Unixtime, and a moment written out in Moscow's time, become moments in UTC."""
    found = Balance.model_validate({"id": 1, "balance": 0, "date": value})
    assert found.date == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert found.date.tzinfo is UTC
    assert found.raw["date"] == value


@pytest.mark.parametrize("value", [0, "0", "", None])
def test_no_moment_yet(value):
    """Zero stands for "not yet"."""
    found = TaskFail.model_validate({"id_task": 1, "id_user": 2, "date": 5, "date_back": value, "back": 2, "title": ""})
    assert found.date_back is None
    assert found.back == 2


@pytest.mark.parametrize(
    ("value", "flag"), [(1, True), ("1", True), (0, False), ("0", False), ("", False), (None, False)]
)
def test_flags(value, flag):
    """0 and 1 in all their forms."""
    found = NewDeadline.model_validate({"deadline": 5, "id": 1, "status": 2, "quick": value})
    assert found.quick is flag


def test_texts_are_untouched():
    """Entities, line ends and spaces stay; null is the empty text, a number its digits."""
    text = "  &nbsp;<b>«ёлка»</b>\r\n"
    assert Note.model_validate({**NOTE, "text": text}).text == text
    assert Note.model_validate({**NOTE, "text": None}).text == ""
    assert Note.model_validate({**NOTE, "login": 100}).login == "100"


def test_unknown_fields_are_kept():
    """What the documentation does not have can be read all the same."""
    found = Note.model_validate({**NOTE, "new_field": "x"})
    assert found.new_field == "x"
    assert found.model_extra == {"new_field": "x"}


def test_a_bad_field_spoils_only_itself():
    """A missing field and a wrong one raise when they are read, with a word of advice; the others work."""
    row = {name: value for name, value in NOTE.items() if name != "login"} | {"date": "soon", "extra": 1}
    found = Note.model_validate(row)
    assert (found.id, found.text, found.extra) == (1, "t", 1)
    with pytest.raises(MissingFieldError, match="did not send it"):
        _ = found.login
    with pytest.raises(MissingFieldError, match="something else"):
        _ = found.date
    assert not hasattr(found, "login")
    assert not hasattr(Note.model_validate({**NOTE, "date": "2023-11-15T01:13:20"}), "date")
    assert found.raw["date"] == "soon"
    with pytest.raises(AttributeError, match="nonsense"):
        _ = found.nonsense


def test_a_number_beyond_reason_spoils_only_itself():
    """1e999999 is not turned into a million digits."""
    found = Note.model_validate({**NOTE, "id_user": Decimal("1e999999"), "date": 10**14})
    assert found.id == 1
    assert not hasattr(found, "id_user")
    assert not hasattr(found, "date")


def test_models_are_frozen():
    """An answer cannot be changed by mistake."""
    with pytest.raises(ValueError, match="frozen"):
        SavedTask.model_validate({"id_task": 1}).id_task = 2


FILE = {"name": "txt", "size": "10", "path": "/f/1", "per_antiplagiat": "98.5", "auto_check_date": "1700000000"}
RESULT = {"id": 1, "id_task": 2, "id_user": 3, "comment": "", "date": 5, "date_reset": 0, "status": 0, "check": 1}


@pytest.mark.parametrize("files", [{"file": FILE, "text": FILE}, [FILE, FILE]])
def test_files_of_a_result(files):
    """The document and the text field, each with its own marks."""
    found = TaskResult.model_validate({**RESULT, "files": files})
    assert found.files.text.per_antiplagiat == Decimal("98.5")
    assert found.files.file.per_keywords is None
    assert found.files.file.auto_check_date.year == 2023


@pytest.mark.parametrize("files", [[], {}, None, ""])
def test_a_result_without_files(files):
    """No files come as an empty list or object."""
    found = TaskResult.model_validate({**RESULT, "files": files}).files
    assert (found.file, found.text) == (None, None)


def test_a_flat_file():
    """One part printed flat, as the documentation has it, is the document."""
    assert TaskResult.model_validate({**RESULT, "files": FILE}).files.file.path == "/f/1"


def test_archived_results_have_marks():
    """There ``check`` is an object, or an empty list."""
    row = {**RESULT, "content": "text", "files": []}
    assert ArchivedResult.model_validate({**row, "check": {"per_diff": "5"}}).check == {"per_diff": "5"}
    assert ArchivedResult.model_validate({**row, "check": []}).check == {}
    assert ArchivedResult.model_validate({**row, "check": ["a"]}).check == {"0": "a"}


WORK = {"id_type": "1", "minprice": "20.5"}


@pytest.mark.parametrize("works", [{"1": WORK}, [WORK]])
def test_works(works):
    """Keyed by kind of work, or a list."""
    (found,) = UserWorks.model_validate({"works": works}).works
    assert (found.id_type, found.minprice) == (1, Decimal("20.5"))
    assert UserWorks.model_validate({"works": []}).works == ()


@pytest.mark.parametrize(
    "categories",
    [
        [5, 7],
        ["5", "7"],
        {"0": "5", "1": "7"},
        {"5": "Медицина", "7": "Право"},
        [{"id_category": 5}, {"id_category": 7}],
    ],
)
def test_categories_of_a_user(categories):
    """Ids as a list, as numbered values, as keys of names, inside objects."""
    found = User.model_validate({"id_user": 1, "categories": categories})
    assert found.categories == (5, 7)
    assert found.works is None


REVIEW = {"id_author": "9", "text": "Хорошо", "date": "1700000000"}


@pytest.mark.parametrize(
    "grouped",
    [[REVIEW, REVIEW], {"9": [REVIEW, REVIEW]}, {"9": {"1": REVIEW, "2": REVIEW}}, {"1": REVIEW, "2": REVIEW}],
)
def test_reviews_by_author(grouped):
    """Grouped by author in any form, they are lists here, and can be grouped again."""
    found = UserReports.model_validate({"negative": [], "positive": grouped})
    assert [review.id_author for review in found.positive] == [9, 9]
    assert found.negative == ()
    assert {author: len(reviews) for author, reviews in found.by_author().items()} == {9: 2}


def test_unread_counts():
    """Authors come as a list, an object, or not at all."""
    author = {"id_author": 1, "count": "2"}
    for users in ([author], {"1": author}):
        assert UnreadCount.model_validate({"count": 2, "users": users}).users[0].count == 2
    assert UnreadCount.model_validate({"count": 0, "users": None}).users == ()


def test_something_else_than_an_object():
    """A model does not read a bare value."""
    with pytest.raises(ValueError, match="Note"):
        Note.model_validate(5)
    assert issubclass(Note, WireModel)
