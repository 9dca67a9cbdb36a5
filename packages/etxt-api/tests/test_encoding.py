"""From Python values to text on the wire."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from etxt_api import EtxtUsageError
from etxt_api.encoding import MOSCOW, FilePart, encode, file_part
from etxt_api.operations import OPERATIONS

SAVE = OPERATIONS["tasks.saveTask"]


def scalars(name, **values):
    """The single values of an encoded call."""
    return dict(encode(OPERATIONS[name], values).scalars)


def test_plain_values():
    """Flags are 0 and 1, numbers have no exponent, None is absent, an empty text is sent."""
    found = scalars(
        "tasks.saveTask", public=True, auto_work=False, size=3000, title="Тест", text="", keywords=None, robot=-1
    )
    assert found == {"public": "1", "auto_work": "0", "size": "3000", "title": "Тест", "text": "", "robot": "-1"}


@pytest.mark.parametrize(
    ("price", "text"),
    [(50, "50"), (Decimal("12.50"), "12.5"), (Decimal("1E+3"), "1000"), (0.1, "0.1"), (100.0, "100"), ("7.25", "7.25")],
)
def test_prices(price, text):
    """Roubles as plain decimals."""
    assert scalars("tasks.saveTask", price=price) == {"price": text}


@pytest.mark.parametrize("price", [float("nan"), float("inf"), Decimal("NaN")])
def test_prices_that_are_no_numbers(price):
    """Nothing is sent for a price that is not finite."""
    with pytest.raises(EtxtUsageError, match="finite"):
        scalars("tasks.saveTask", price=price)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (date(2026, 3, 5), {"deadline": "05.03.2026"}),
        ("05.03.2026", {"deadline": "05.03.2026"}),
        (datetime(2026, 3, 5, 12, 16), {"deadline": "05.03.2026", "timeline": "12:16"}),  # noqa: DTZ001 - that is the case
        (datetime(2026, 3, 5, 22, 30, tzinfo=UTC), {"deadline": "06.03.2026", "timeline": "01:30"}),
    ],
)
def test_deadlines(deadline, expected):
    """A day stays a day; a moment says the time too, as it is in Moscow."""
    assert scalars("tasks.setDeadline", deadline=deadline) == expected


def test_a_time_given_by_hand_wins():
    """``timeline`` is not overwritten by the moment of ``deadline``."""
    moment = datetime(2026, 3, 5, 12, 16, tzinfo=MOSCOW)
    assert scalars("tasks.setDeadline", deadline=moment, timeline=time(9, 5)) == {
        "deadline": "05.03.2026",
        "timeline": "09:05",
    }
    assert scalars("tasks.setDeadline", deadline=date(2026, 3, 5), timeline="10:00")["timeline"] == "10:00"


@pytest.mark.parametrize(
    "moment",
    [
        1_700_000_000,
        datetime.fromtimestamp(1_700_000_000, UTC),
        datetime.fromtimestamp(1_700_000_000, timezone(timedelta(hours=9))),
        datetime.fromtimestamp(1_700_000_000, MOSCOW).replace(tzinfo=None),
    ],
)
def test_moments(moment):
    """Filters travel as unixtime; a naive moment is meant in Moscow."""
    assert scalars("users.getStats", date_from=moment) == {"date_from": "1700000000"}


def test_a_day_as_a_moment_is_its_midnight():
    """A date where a moment is due begins at midnight in Moscow."""
    assert scalars("users.getStats", date_from=date(2023, 11, 15)) == {"date_from": "1699995600"}


def test_another_time_zone():
    """The client's time zone decides about deadlines."""
    moment = datetime(2026, 3, 5, 22, 30, tzinfo=UTC)
    found = encode(OPERATIONS["tasks.copyTask"], {"deadline": moment}, timezone(timedelta(hours=10)))
    assert dict(found.scalars) == {"deadline": "06.03.2026", "timeline": "08:30"}


@pytest.mark.parametrize("ids", [(1, 2), [1, 2], {1: "a", 2: "b"}, iter([1, 2]), ("1", "2"), range(1, 3)])
def test_ids(ids):
    """Any collection of ids is an array; one id is an array of one."""
    assert encode(OPERATIONS["tasks.paidTask"], {"id": ids}).arrays == {"id": ("1", "2")}
    assert encode(OPERATIONS["tasks.paidTask"], {"id": 7}).arrays == {"id": ("7",)}


def test_undeclared_parameters_go_by_their_type():
    """The escape hatch sends what it gets, brackets in a name or not."""
    found = encode(None, {"id[]": [1, 2], "at": datetime.fromtimestamp(5, UTC), "x": "y", "flag": True})
    assert found.arrays == {"id": ("1", "2")}
    assert found.scalars == {"at": "5", "x": "y", "flag": "1"}


def test_what_cannot_be_sent():
    """Objects, bytes as text, and characters that UTF-8 cannot carry are refused before anything is sent."""
    for value in (object(), b"bytes", 1j):
        with pytest.raises(EtxtUsageError, match="cannot be sent"):
            encode(SAVE, {"title": value})
    with pytest.raises(EtxtUsageError, match="UTF-8"):
        encode(SAVE, {"title": "\ud800"})


def test_files(tmp_path):
    """A path, bytes, or a name with bytes."""
    path = tmp_path / "задание.txt"
    path.write_bytes(b"text")
    assert file_part(path) == file_part(str(path)) == FilePart("задание.txt", b"text")
    assert file_part(b"text") == FilePart("file", b"text")
    assert file_part(("a.txt", b"text")) == FilePart("a.txt", b"text")
    assert encode(SAVE, {"file": path}).files == {"file": FilePart("задание.txt", b"text")}
    with pytest.raises(EtxtUsageError, match="cannot be read"):
        file_part(tmp_path / "absent.txt")
    with pytest.raises(EtxtUsageError, match="is not a file"):
        file_part(5)
