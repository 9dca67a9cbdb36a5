"""Lists as objects and objects as lists."""

import pytest

from etxt_api.shapes import UnreadableShapeError, map_of, object_of, rows_of

A, B, C = {"id": "1", "files": {}}, {"id": "2", "files": []}, {"id": "3", "files": {"text": {}}}


@pytest.mark.parametrize(
    "data",
    [
        [A, B, C],
        {"0": A, "1": B, "2": C},
        {"17": A, "5": B, "40": C},
        {"100": [A, B], "200": [C]},
        {"100": {"1": A, "2": B}, "200": {"3": C}},
        [[A, B], [C]],
    ],
)
def test_rows_in_all_their_forms(data):
    """A list, an object keyed by number or id, and rows grouped by order are the same rows."""
    assert rows_of(data) == [A, B, C]


@pytest.mark.parametrize(("data", "rows"), [([], []), ({}, []), (A, [A]), ([1, 2], [1, 2])])
def test_edges_of_lists(data, rows):
    """Nothing is no rows; a bare object is one row; bare values stay."""
    assert rows_of(data) == rows


@pytest.mark.parametrize("data", ["text", 5, None, True])
def test_what_is_no_list(data):
    """A value where rows are due cannot be read, nor an object, nor a map."""
    for read in (rows_of, object_of, map_of):
        with pytest.raises(UnreadableShapeError):
            read(data)


def test_objects():
    """An object may come as a list of one, and an empty one as an empty list."""
    assert object_of(A) == object_of([A]) == A
    assert object_of([]) == {}
    with pytest.raises(UnreadableShapeError):
        object_of([A, B])


def test_maps():
    """Keys are numbers where they can be; a list counts its keys; an empty list is an empty map."""
    assert map_of({"1": "ru", "x": "y"}) == {1: "ru", "x": "y"}
    assert map_of(["a", "b"]) == {0: "a", 1: "b"}
    assert map_of([]) == {}
