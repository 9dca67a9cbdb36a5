"""Reading parameters by their declaration."""

from zoneinfo import ZoneInfo

import pytest

from birzha.dialects.etxt.failures import Refused
from birzha.dialects.etxt.parameters import read_parameters
from birzha.dialects.etxt.registry import METHODS
from birzha.texts.uploads import Upload
from birzha_client.operation import Beyond, Effect, Kind, Operation, Parameter
from etxt_api.operations import OPERATIONS

MOSCOW = ZoneInfo("Europe/Moscow")


def read(parameter, raw, files=None):
    operation = Operation("x.y", Effect.READ, "x", "x:X", parameters=(parameter,))
    values = {} if raw is None else {parameter.name: raw}
    return read_parameters(operation, values, files or {}, MOSCOW).values[parameter.python_name]


def refused(parameter, raw, code="no_params"):
    with pytest.raises(Refused) as caught:
        read(parameter, raw)
    return caught.value.code == code


NUMBER = Parameter("n", Kind.INT, "", minimum=-5, maximum=10)


@pytest.mark.parametrize(("raw", "expected"), [("0", 0), ("-5", -5), ("+7", 7), ("007", 7), ("10", 10), ("", None)])
def test_integers_are_read(raw, expected):
    """Signs and leading zeros are fine, and an empty field of a form is an absent one."""
    assert read(NUMBER, raw) == expected


@pytest.mark.parametrize(
    "raw", ["11", "-6", "1.0", " 1", "1 ", "1e1", "0x1", "١", "1_0", "abc", "9" * 19, "9" * 101, "9" * 5000, ["1"], []]
)
def test_what_is_no_integer_within_limits_is_refused(raw):
    """Other notations, other digits, lists and numbers beyond the limits or beyond any column get no_params."""
    assert refused(NUMBER, raw)


def test_a_number_beyond_limits_may_be_clamped_or_dropped():
    """What happens beyond the limits is the declaration's decision."""
    clamped = Parameter("n", Kind.INT, "", minimum=1, maximum=100, default=100, beyond=Beyond.CLAMP)
    assert [read(clamped, raw) for raw in ("0", "101", "9" * 30, "50", None)] == [1, 100, 100, 50, 100]
    dropped = Parameter("n", Kind.FLAG, "", choices=(0, 1), default=0, beyond=Beyond.DEFAULT)
    assert [read(dropped, raw) for raw in ("2", "x", ["1"], "1")] == [0, 0, 0, 1]


def test_a_limit_may_have_its_own_code_but_not_for_impossible_numbers():
    """Above the maximum the declared code is answered; what no 64-bit column holds is no_params."""
    limited = Parameter("n", Kind.INT, "", minimum=1, maximum=1000, over="max_limit")
    assert refused(limited, "1001", "max_limit")
    assert refused(limited, str(2**63))
    assert refused(limited, "0")


PRICE = Parameter("p", Kind.PRICE, "", minimum=0, maximum=1000)


@pytest.mark.parametrize(
    ("raw", "kopecks"), [("1", 100), ("1.5", 150), ("0.05", 5), ("12.34", 1234), ("1000.00", 100000)]
)
def test_roubles_become_kopecks_exactly(raw, kopecks):
    """Up to two decimals, without a float on the way."""
    assert read(PRICE, raw) == kopecks


@pytest.mark.parametrize(
    "raw", ["1.005", "1,5", "-1", "-0.5", "1000.01", "1e3", ".5", "1.", "NaN", "inf", "", "9" * 60]
)
def test_what_is_no_sum_is_refused(raw):
    """Three decimals, commas, negative and oversized sums are no_params; an empty field is an absent one."""
    assert read(PRICE, raw) is None if raw == "" else refused(PRICE, raw)


def test_texts_are_measured_in_characters():
    """Lengths are code points, not bytes or UTF-16 units; an empty text is a value."""
    text = Parameter("t", Kind.TEXT, "", longest=3)
    assert read(text, "жжж") == "жжж"
    assert read(text, "😀😀😀") == "😀😀😀"
    assert read(text, "") == ""
    assert refused(text, "жжжж")
    assert refused(Parameter("t", Kind.TEXT, "", shortest=1), "")


def test_a_choice_is_one_of_few():
    """Words are compared exactly; an empty one counts as absent."""
    choice = Parameter("t", Kind.TEXT, "", choices=("a", "b"), default="a")
    assert [read(choice, raw) for raw in ("b", "", None)] == ["b", "a", "a"]
    assert refused(choice, "A")


def test_ids_come_alone_or_in_a_list():
    """A scalar is a list of one, repeated ids count once, and each must be a positive 64-bit number."""
    ids = Parameter("id", Kind.IDS, "", maximum=3, over="max_limit", required=True)
    assert read(ids, "5") == [5]
    assert read(ids, ["5", "6", "5"]) == [5, 6]
    assert all(refused(ids, raw) for raw in ("", [], "0", ["1", ""], ["-1"], "1,2", [str(2**63)], None))
    assert refused(ids, ["1", "2", "3", "4"], "max_limit")


def test_a_day_and_a_time_make_a_moment_of_the_market_s_zone():
    """25.10.2013 12:16 in Moscow is 08:16 UTC; without a time it is 23:59."""
    operation = OPERATIONS["tasks.setDeadline"]

    def deadline(**raw):
        return read_parameters(operation, {"id": "1", **raw}, {}, MOSCOW).values["deadline"]

    assert deadline(deadline="25.10.2013", timeline="12:16") == 1382688960
    assert deadline(deadline="25.10.2013") == 1382731140
    for raw in ({"deadline": "31.02.2013"}, {"deadline": "2013-10-25"}, {"deadline": "1.1.2013"}, {}):
        with pytest.raises(Refused, match="no_params"):
            deadline(**raw)
    for time in ("24:00", "12:60", "1216", "12:16:00"):
        with pytest.raises(Refused, match="no_params"):
            deadline(deadline="25.10.2013", timeline=time)
    assert deadline(deadline="01.01.0001") < 0


def test_a_wrong_deadline_of_a_copy_counts_as_none():
    """tasks.copyTask falls back to its default term (documentation)."""
    read_copy = read_parameters(OPERATIONS["tasks.copyTask"], {"id": "1", "deadline": "soon"}, {}, MOSCOW)
    assert read_copy.values == {"id": 1, "deadline": None}


def test_one_of_two_parameters_is_enough():
    """users.getUser takes an id or a login, and neither is no_params."""
    operation = OPERATIONS["users.getUser"]
    assert read_parameters(operation, {"login": "ivan"}, {}, MOSCOW).given == {"login"}
    with pytest.raises(Refused, match="no_params"):
        read_parameters(operation, {"id": "", "unknown": "1"}, {}, MOSCOW)


def test_an_older_name_is_taken_and_the_current_one_wins():
    """users.setReport takes ``id`` for ``id_user`` (reference, §2.10)."""
    operation = OPERATIONS["users.setReport"]
    text = {"text": "x" * 50}
    assert read_parameters(operation, {"id": "7", **text}, {}, MOSCOW).values["id_user"] == 7
    assert read_parameters(operation, {"id_user": "8", "id": "7", **text}, {}, MOSCOW).values["id_user"] == 8


def test_a_file_must_be_an_upload():
    """A file that comes as a plain field was not uploaded; an empty field is no file."""
    file = Parameter("file", Kind.FILE, "")
    upload = Upload("a.txt", b"x")
    assert read(file, None, {"file": upload}) is upload
    assert read(file, "") is None
    assert refused(file, "text", "file_not_uploaded")


def test_a_declaration_is_itself_and_not_its_name():
    """Reading a method as documented does not take away what the exchange reads beyond the documentation."""
    order = {"title": "t", "price": "1", "size": "1", "id_category": "1", "id_level": "2"}
    documented, extended = OPERATIONS["tasks.saveTask"], METHODS["tasks.saveTask"]
    assert "id_level" not in read_parameters(documented, order, {}, MOSCOW).values
    assert read_parameters(extended, order, {}, MOSCOW).values["id_level"] == 2
    assert "id_level" not in read_parameters(documented, order, {}, MOSCOW).values


def test_every_declaration_can_be_read():
    """Each of the 58 operations has a plan, and an empty call is refused just where something is obligatory."""
    for operation in OPERATIONS.values():
        needed = any(each.required or each.required_unless for each in operation.parameters)
        if needed:
            with pytest.raises(Refused):
                read_parameters(operation, {}, {}, MOSCOW)
        else:
            assert not read_parameters(operation, {}, {}, MOSCOW).given
