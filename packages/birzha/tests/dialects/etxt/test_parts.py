"""The small parts: the registry, styles of numbers, links, and keeping secrets out of logs."""

import logging

import pytest

from birzha.dialects.etxt.failures import CODES, code_of
from birzha.dialects.etxt.redaction import Redaction, redacted, redacting_logger
from birzha.dialects.etxt.registry import HANDLERS, METHODS, handles
from birzha.dialects.etxt.style import STYLES
from birzha.dialects.links import Links, signer
from birzha.errors import MarketError, WrongState
from etxt_api.operations import OPERATIONS

NOW = 1_700_000_000


def every_kind(kind=MarketError):
    return [kind, *(each for below in kind.__subclasses__() for each in every_kind(below))]


def test_a_method_is_registered_once_and_must_be_declared():
    """Typing a method's name wrongly, or answering it twice, fails when the program starts."""
    with pytest.raises(ValueError, match="not declared"):
        handles("tasks.listTask")
    with pytest.raises(ValueError, match="answered twice"):
        handles(next(iter(HANDLERS)))


def test_every_method_can_be_read_with_its_extensions():
    """What is taken beyond the documentation comes after the documented parameters and takes no name of theirs."""
    assert set(METHODS) == set(OPERATIONS)
    for name, operation in METHODS.items():
        declared = OPERATIONS[name].parameters
        assert operation.parameters[: len(declared)] == declared
    assert {each.name for each in METHODS["tasks.saveTask"].parameters} >= {"id_level", "auto_level"}


def test_every_refusal_of_the_market_has_a_code():
    """No class of refusal, new ones included, is without a code of its own or of the class above."""
    for kind in every_kind():
        if kind.__module__ == "birzha.errors" and kind.__name__ not in {"MarketError", "FileRefused"}:
            assert any(base in CODES for base in kind.__mro__), kind
    assert code_of(WrongState("x")) == "no_access"
    assert code_of(MarketError("x")) == "no_access"


@pytest.mark.parametrize(
    ("kopecks", "text", "number"),
    [
        (0, "0.00", 0),
        (5, "0.05", 0.05),
        (100, "1.00", 1),
        (12345, "123.45", 123.45),
        (-5, "-0.05", -0.05),
        (-150, "-1.50", -1.5),
    ],
)
def test_sums_are_written_in_roubles(kopecks, text, number):
    """Two decimals in a string, the shortest number otherwise; the sign stands before the roubles."""
    assert STYLES["string"].money(kopecks) == text
    assert STYLES["int"].money(kopecks) == number
    assert type(STYLES["int"].money(kopecks)) is type(number)


def test_a_sum_survives_as_a_number():
    """No kopeck is lost up to the largest sums there are."""
    for kopecks in (1, 7, 10**13 - 1, 10**13 + 3):
        assert round(STYLES["int"].money(kopecks) * 100) == kopecks


def test_links_belong_to_one_exchange_one_thing_and_one_moment():
    """A mark is good for just what it was made for, and only with the same secret key."""
    mine, other = signer("a" * 32), signer("b" * 32)
    link = Links(mine, "http://x", NOW).file("attachment", 7, "план & смета.txt")
    *_, kind, number, expires, mark, name = link.split("/")
    assert (kind, number, expires) == ("attachment", "7", str(NOW + 86400))
    assert name == "%D0%BF%D0%BB%D0%B0%D0%BD%20%26%20%D1%81%D0%BC%D0%B5%D1%82%D0%B0.txt"
    assert mine.is_genuine("attachment", 7, NOW + 86400, mark)
    assert not mine.is_genuine("attachment", 8, NOW + 86400, mark)
    assert not mine.is_genuine("attachment", 7, NOW + 86401, mark)
    assert not mine.is_genuine("photo", 7, NOW + 86400, mark)
    assert not mine.is_genuine("attachment", 7, NOW + 86400, "ж")
    assert not other.is_genuine("attachment", 7, NOW + 86400, mark)
    assert Links(mine, "http://x", NOW).file("photo", 7).count("/") == 7


@pytest.mark.parametrize(
    "text",
    [
        "GET /etxt/api/json/?method=a&token=abcdef&sign=123456 HTTP/1.1",
        "token%3Dabcdef&SIGN=123456",
        "{'api_pass=123456', \"password=abcdef\"}",
    ],
)
def test_secrets_are_blotted_out(text):
    """Values of secret parameters disappear from any text, and the rest stays."""
    found = redacted(text)
    assert "abcdef" not in found
    assert "123456" not in found
    assert found.count("***") == 2
    assert redacted("design=ok&method=a") == "design=ok&method=a"


def test_a_redacting_logger_keeps_secrets_from_every_handler(caplog):
    """Message, arguments and traceback lose their secrets; the filter is put on once."""
    logger = redacting_logger("birzha.test")
    assert redacting_logger("birzha.test") is logger
    assert sum(isinstance(each, Redaction) for each in logger.filters) == 1
    with caplog.at_level(logging.INFO):
        logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", "/?token=abcdef&sign=123456", "1.1", 200)
        try:
            int("token=abcdef")
        except ValueError:
            logger.exception("sign=123456 failed")
    assert "abcdef" not in caplog.text
    assert "123456" not in caplog.text
    assert "ValueError" in caplog.text
    assert '"GET /?token=***&sign=*** HTTP/1.1" 200' in caplog.text
