"""What may be shown of a call."""

from datetime import date, datetime
from decimal import Decimal

from birzha_client.operation import Effect, Kind, Operation, Parameter
from birzha_client.redaction import shown_parameters
from birzha_client.wire import WireRequest, WireResponse, bare_url

OPERATION = Operation(
    "a.b",
    Effect.READ,
    "",
    "x:Y",
    (
        Parameter("id", Kind.INT, ""),
        Parameter("ids", Kind.IDS, ""),
        Parameter("price", Kind.PRICE, ""),
        Parameter("deadline", Kind.DATE, ""),
        Parameter("timeline", Kind.TIME, ""),
        Parameter("text", Kind.TEXT, ""),
        Parameter("type", Kind.TEXT, "", choices=("task", "article")),
        Parameter("file", Kind.FILE, ""),
    ),
)


def test_numbers_dates_and_declared_words_are_shown():
    """What helps and cannot hurt."""
    values = {
        "id": "5",
        "price": Decimal("1.50"),
        "deadline": date(2026, 1, 2),
        "timeline": "12:30",
        "type": "task",
        "ids": ("1", "2"),
    }
    assert shown_parameters(OPERATION, values) == {
        "id": "5",
        "price": "1.50",
        "deadline": "2026-01-02",
        "timeline": "12:30",
        "type": "task",
        "ids": "[1, 2]",
    }


def test_texts_files_and_the_undeclared_are_hidden():
    """Free text shows its length, a file and an unknown parameter nothing."""
    values = {"text": "secret", "file": b"secret", "other": "secret", "type": "secret", "none": None}
    shown = shown_parameters(OPERATION, values)
    assert shown == {
        "text": "<hidden, 6 characters>",
        "file": "<hidden>",
        "other": "<hidden>",
        "type": "<hidden, 6 characters>",
    }


def test_a_secret_in_a_number_is_hidden():
    """What was declared a number and is none stays hidden, alone, in a list, or as an odd object."""
    shown = shown_parameters(
        OPERATION, {"id": "secret", "ids": ["1", "secret"], "price": object(), "deadline": b"secret"}
    )
    assert "secret" not in str(shown)
    assert shown["ids"] == "[1, <hidden, 6 characters>]"


def test_long_lists_are_shortened():
    """Ten ids are shown, the others counted."""
    shown = shown_parameters(OPERATION, {"ids": [str(number) for number in range(12)]})
    assert shown["ids"].endswith("8, 9] and 2 more")


def test_without_a_declaration_everything_is_hidden():
    """An unknown call shows names alone."""
    assert shown_parameters(None, {"id": 5}) == {"id": "<hidden>"}
    assert shown_parameters(OPERATION, {"deadline": datetime(2026, 1, 2, 3, 4)}) == {"deadline": "2026-01-02 03:04:00"}  # noqa: DTZ001


def test_urls_and_wire_objects_show_no_query():
    """The query carries the signature."""
    assert bare_url("https://user:pass@host:8/p?token=t#f") == "https://host:8/p"
    assert "token" not in repr(WireRequest("POST", "https://host/p?token=t", (), b"sign=s"))
    assert "sign" not in repr(WireResponse(200, (), b"sign"))
