"""Hints: what of a call was not understood, and what may have been meant."""

import pytest

from birzha.dialects import hinting
from birzha.dialects.etxt.body import Body
from birzha.dialects.etxt.hints import about_body, about_entry, about_length, about_parameters, nearest_parameter
from birzha.dialects.etxt.php import split, tree
from birzha.dialects.etxt.registry import METHODS
from birzha.texts.uploads import Upload


def asked(method, query, body):
    """The hints of a call."""
    pairs = split(query)
    return about_parameters(METHODS[method], pairs, tree(pairs), body, tree(body.pairs))


def told(method, query=b"", body=b"", files=()):
    """Kind, name and nearest name of each hint."""
    uploads = {name: Upload("a.txt", b"x") for name in files}
    found = asked(method, query, Body(split(body), uploads))
    return [(each.kind, each.parameter, each.nearest) for each in found]


@pytest.mark.parametrize(
    ("method", "name", "nearest"),
    [
        ("tasks.listTasks", "from_", "from"),
        ("tasks.listTasks", "onlyId", "only_id"),
        ("tasks.listTasks", "IdUser", "id_user"),
        ("tasks.listTasks", "user_id", "id_user"),
        ("tasks.listTasks", "userId", "id_user"),
        ("tasks.listTasks", "id-folder", "id_folder"),
        ("tasks.listTasks", "statu", "status"),
        ("tasks.listTasks", "ids", "id"),
        ("tasks.saveTask", "tittle", "title"),
        ("tasks.saveTask", "keyword", "keywords"),
        ("tasks.saveTask", "dead_line", "deadline"),
        ("tasks.saveTask", "xyz", ""),
        ("tasks.saveTask", "Описание", ""),
    ],
)
def test_the_nearest_name_is_found(method, name, nearest):
    """Camel case, underscores, words in another order and slips of the pen."""
    assert nearest_parameter(method, name) == nearest


@pytest.mark.parametrize("method", sorted(METHODS))
def test_what_is_known_gives_no_hint(method):
    """Every documented parameter, older names and our extensions, alone and as lists, in the URL and in the body."""
    names = [name for each in METHODS[method].parameters for name in (each.name, *each.aliases)]
    form = "&".join(f"{name}=1" for name in names).encode()
    lists = "&".join(f"{name}[]=1&{name}[]=2&{name}[5]=3" for name in names).encode()
    assert told(method, b"method=x&token=y&sign=z&" + form) == []
    assert told(method, b"", form) == []
    assert told(method, lists) == []
    assert told(method, b"", b"", names) == []


def test_unknown_repeated_and_misplaced_parameters_are_told():
    """Once each, wherever they stand."""
    assert told("tasks.paidTask", b"id=1&id=2&txt=x&txt=y") == [
        ("repeated_list", "id", "id[]"),
        ("unknown", "txt", "text"),
    ]
    assert told("tasks.listTasks", b"", b"count=1&count=2&sign=x&ids[]=1&ids[]=2") == [
        ("repeated", "count", ""),
        ("url_only", "sign", ""),
        ("unknown", "ids", "id"),
    ]
    assert told("tasks.listTasks", b"count=1&count=2") == [("repeated", "count", "")]
    assert told("tasks.paidTask", b"", b"id=1&id=2") == [("repeated_list", "id", "id[]")]
    assert told("tasks.listTasks", b"count=1", b"count=2") == []  # the body wins, as documented for both places
    assert told("tasks.saveTask", files=("files",)) == [("unknown", "files", "file")]


def test_hints_are_few_and_short():
    """Ten at most; a long name is cut."""
    many = "&".join(f"{'x' * 100}{number}=1" for number in range(50)).encode()
    found = asked("tasks.listTasks", many, Body())
    assert len(found) == hinting.MOST
    assert all(len(each.parameter) == hinting.LONGEST for each in found)
    assert len(hinting.header(found)) < 1024


def test_what_keeps_a_call_out_is_told():
    """A mandatory parameter that the URL lacks, with what looks like it; a method that is none."""
    found = about_entry(tree(split(b"method=tasks.listtasks&Token=x")))
    assert [(each.kind, each.parameter, each.nearest) for each in found] == [
        ("missing_in_url", "token", "Token"),
        ("missing_in_url", "sign", ""),
        ("unknown_method", "tasks.listtasks", "tasks.listTasks"),
    ]
    assert about_entry(tree(split(b"method=tasks.listTasks&token=x&sign=y"))) == []
    assert about_entry(tree(split(b"method[]=a&token=x&sign=y"))) == []


def test_a_long_url_names_what_takes_the_room():
    """So that its author knows what to post."""
    found = about_length(split(b"method=x&token=y&title=short&text=" + b"z" * 3000), 2048)
    assert (found.kind, found.parameter) == ("url_too_long", "text")
    assert "2048" in found.text
    assert about_length(split(b"method=" + b"z" * 3000), 2048).parameter == ""


@pytest.mark.parametrize(
    ("kind", "length", "hint"),
    [
        (b"application/json", b"10", "application/json"),
        (b"", b"10", "(нет Content-Type)"),
        (b"application/x-www-form-urlencoded; charset=utf-8", b"10", None),
        (b"Multipart/Form-Data; boundary=x", b"10", None),
        (b"application/json", b"0", None),
        (b"application/json", b"", None),
    ],
)
def test_a_body_that_nobody_reads_is_told(kind, length, hint):
    """JSON is what people try first."""
    assert [each.parameter for each in about_body(kind, length)] == ([hint] if hint else [])


def test_the_header_is_ascii():
    """Names in any alphabet, with any character, cannot break out of the header."""
    found = asked("tasks.listTasks", "from_=1&имя%0D%0AX: y, z;=2".encode(), Body())
    value = hinting.header(found)
    assert value == (b"unknown=from_; nearest=from, unknown=%D0%B8%D0%BC%D1%8F%0D%0AX%3A%20y%2C%20z%3B")
