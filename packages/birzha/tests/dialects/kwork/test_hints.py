"""Hints about Kwork calls: fields that a call does not have, fields in the URL, addresses and forms that are none."""

import pytest

from birzha.dialects import hinting
from birzha.dialects.kwork.hints import about_fields, about_form, about_path, about_query
from kwork_api.declaration import Body
from kwork_api.operations import BY_PATH, OPERATIONS


def told(found):
    """Kind, name and nearest name of each hint."""
    return [(each.kind, each.parameter, each.nearest) for each in found]


@pytest.mark.parametrize(
    ("name", "field", "nearest"),
    [
        ("catalog.get_list", "pag", "page"),
        ("catalog.get_list", "categoryId", "category_id"),
        ("catalog.get_details", "kworkId", "kwork_id"),
        ("user.get_reviews", "id_user", "user_id"),
        ("catalog.get_list", "xyz", ""),
        ("user.get_info", "page", ""),
        ("projects.get_list", "страница", ""),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest(name, field, nearest):
    """Camel case, words in another order, slips of the pen; a call without fields has no nearest one."""
    [hint] = about_fields(OPERATIONS[name], [field])
    assert told([hint]) == [("unknown", field, nearest)]
    assert OPERATIONS[name].path in hint.text


def test_names_of_the_live_wire_are_known():
    """A field that a call has under another name on the mobile wire leads to its documented name."""
    for operation in OPERATIONS.values():
        for documented, live in operation.live_names.items():
            if live != documented:
                assert told(about_fields(operation, [live])) == [("unknown", live, documented)]


def test_what_is_known_gives_no_hint():
    """Every declared field of every call, and any setting at all."""
    for operation in OPERATIONS.values():
        assert about_fields(operation, [each.name for each in operation.parameters]) == []
    [whole] = [each for each in OPERATIONS.values() if each.body is Body.WHOLE]
    assert about_fields(whole, ["anything"]) == []
    assert about_form(b"application/x-www-form-urlencoded", ["login_or_email", "password"]) == []
    assert about_query(b"") == []


def test_other_places():
    """Fields in the URL, an address in another letter case, a log-in as JSON or with other fields."""
    assert told(about_query(b"page=1&page=2&x=")) == [("body_only", "page", ""), ("body_only", "x", "")]
    assert told(about_path("/getKworkDetail")) == [("unknown_method", "/getKworkDetail", "/getKworkDetails")]
    assert told(about_path("/signin")) == [("unknown_method", "/signin", "/signIn")]
    [ignored] = about_form(b"application/json; charset=utf-8", ["{}"])
    assert (ignored.kind, ignored.nearest) == ("body_ignored", "application/x-www-form-urlencoded")
    assert told(about_form(b"", ["email", "passwd"]))[1] == ("unknown", "passwd", "password")


def test_many_and_long_names_are_bounded():
    """Ten hints at most, names cut, a header of plain ASCII."""
    operation = BY_PATH["/projects"]
    names = [f"я{number}" + "я" * 1000 for number in range(50)]
    for found in (about_fields(operation, names), about_query("&".join(names).encode()), about_form(b"", names)):
        assert len(found) <= hinting.MOST
        assert all(len(each.parameter) <= hinting.LONGEST for each in found)
        hinting.header(found).decode("ascii")
