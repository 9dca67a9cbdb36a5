"""The signature, by vectors that were reckoned without this code."""

import hashlib

import pytest

from etxt_api import sign

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"method": "users.getBalance"}, "f8867ea1f843e49221d00cebe0a3d6a0"),
        (
            {"method": "tasks.listTasks", "status": "3", "only_id": "1", "from": "100"},
            "f3f7235386d260d3ff5e3d0e2fbc300c",
        ),
        ({"method": "folders.addFolder", "name": "Новая папка"}, "c58e586b7e616fffb440fe0f54b5e59a"),
        ({"method": "tasks.paidTask", "id[0]": "11", "id[1]": "12"}, "be1841ef46ba22189185ad0085f3620b"),
        ({"method": "tasks.paidTask", "id": "Array"}, "defeacc28bc164558153fec0c70d32bb"),
    ],
)
def test_vectors(params, expected):
    """The published vectors; the order of the parameters does not matter."""
    assert sign({**params, "token": TOKEN}, "secret") == expected
    assert sign({"token": TOKEN, **dict(reversed(params.items()))}, "secret") == expected


def test_a_sign_is_not_signed():
    """A parameter named sign is left out."""
    params = {"method": "users.getBalance", "token": TOKEN}
    assert sign({**params, "sign": "x"}, "secret") == sign(params, "secret")


def test_names_are_sorted_not_pairs():
    """``id2`` follows ``id`` although ``2`` sorts below ``=``."""
    inner = hashlib.md5(b"secretapi-pass").hexdigest()
    expected = hashlib.md5(f"id=1id2=5{inner}".encode()).hexdigest()
    assert sign({"id2": "5", "id": "1"}, "secret") == expected
