"""Parameters as PHP reads them."""

import time

import pytest

from birzha.dialects.etxt.failures import Refused
from birzha.dialects.etxt.php import MOST_PAIRS, decoded, split, tree


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a=1&b=2", {"a": "1", "b": "2"}),
        ("a=1&a=2", {"a": "2"}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a%5B%5D=1&a%5B%5D=2", {"a": ["1", "2"]}),
        ("a[0]=1&a[1]=2", {"a": ["1", "2"]}),
        ("a[5]=1&a[]=2&a[5]=3", {"a": ["3", "2"]}),
        ("a=1&a[]=2", {"a": ["2"]}),
        ("a[]=2&a=1", {"a": "1"}),
        ("a[k]=1", {"a": ["1"]}),
        ("a[0][1]=1", {"a": [""]}),
        ("a[0=1", {"a[0": "1"}),
        ("=1&&a", {"a": ""}),
        ("a=x+y%20z%2B", {"a": "x y z+"}),
        ("a=%D0%B6&%D0%B6=b", {"a": "ж", "ж": "b"}),
        ("a=%zz%4", {"a": "%zz%4"}),
        ("a=b=c", {"a": "b=c"}),
        ("", {}),
    ],
)
def test_names_and_values_are_read_as_php_does(query, expected):
    """Scalars, lists in all three spellings and odd escapes come out as the real service would see them."""
    assert decoded(tree(split(query.encode()))) == expected


@pytest.mark.parametrize("query", ["a=%FF", "%FF=1", "a[]=%C3", "a=%ED%A0%80", "a=%00", "a[]=b%00"])
def test_what_is_no_text_is_refused(query):
    """Bad UTF-8, halves of surrogate pairs and NUL never reach a command."""
    with pytest.raises(Refused, match="no_params"):
        decoded(tree(split(query.encode())))


def test_too_many_parameters_are_refused_before_they_are_read():
    """Ten thousand parameters cost next to nothing."""
    query = b"&".join(b"a[]=%d" % number for number in range(10_000))
    started = time.perf_counter()
    for _ in range(100):
        with pytest.raises(Refused):
            split(query)
    assert time.perf_counter() - started < 0.5


def test_the_limit_of_parameters_is_exact():
    """As many parameters as there may be are read; one more is HTTP 400."""
    most = b"&".join([b"a=1"] * MOST_PAIRS)
    assert len(split(most)) == MOST_PAIRS
    with pytest.raises(Refused) as caught:
        split(most + b"&a=1")
    assert (caught.value.code, caught.value.status) == ("max_limit", 400)


def test_huge_indexes_are_just_names():
    """An index that is no 64-bit number neither breaks the list nor moves the next one."""
    assert decoded(tree(split(b"a[99999999999999999999]=1&a[]=2&a[7]=3&a[]=4"))) == {"a": ["1", "2", "3", "4"]}


def test_the_longest_list_is_read_quickly():
    """A list with as many items as a request may have is no way to burn the server's time."""
    query = b"&".join(b"a[]=%d" % number for number in range(MOST_PAIRS))
    started = time.perf_counter()
    assert len(tree(split(query))[b"a"]) == MOST_PAIRS
    assert time.perf_counter() - started < 0.1
