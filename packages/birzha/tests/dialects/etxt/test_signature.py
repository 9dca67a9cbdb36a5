"""The signature of a call."""

import pytest

from birzha.dialects.etxt.php import split, tree
from birzha.dialects.etxt.signature import inner_digest, is_signed, sign

TOKEN = "0123456789abcdef0123456789abcdef"
INNER = inner_digest("secret")


def valid(query, given, *, legacy=False):
    pairs = split(query.encode())
    return is_signed(given.encode(), pairs, tree(pairs), INNER, legacy=legacy)


def test_the_inner_digest_is_the_reference_s():
    """The password's part is the one of the reference, §2.2."""
    assert INNER == b"86f858ac02c801fd22ee18be1e400b34"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("method=users.getBalance&token={t}", "f8867ea1f843e49221d00cebe0a3d6a0"),
        ("token={t}&method=users.getBalance&sign=whatever", "f8867ea1f843e49221d00cebe0a3d6a0"),
        ("status=3&method=tasks.listTasks&from=100&token={t}&only_id=1", "f3f7235386d260d3ff5e3d0e2fbc300c"),
        (
            "method=folders.addFolder&name=%D0%9D%D0%BE%D0%B2%D0%B0%D1%8F+%D0%BF%D0%B0%D0%BF%D0%BA%D0%B0&token={t}",
            "c58e586b7e616fffb440fe0f54b5e59a",
        ),
        ("id[0]=11&id[1]=12&method=tasks.paidTask&token={t}", "be1841ef46ba22189185ad0085f3620b"),
        ("id[]=11&id[]=12&method=tasks.paidTask&token={t}", "be1841ef46ba22189185ad0085f3620b"),
        ("id[]=11&id[]=12&method=tasks.paidTask&token={t}", "5a2f896d8d37faa2081759d564b2006b"),
    ],
)
def test_the_reference_s_vectors_are_accepted(query, expected):
    """Every vector of the reference, §2.2, is valid in both letter cases and nothing else is."""
    query = query.format(t=TOKEN)
    assert valid(query, expected)
    assert valid(query, expected.upper())
    assert not valid(query, expected[:-1] + ("0" if expected[-1] != "0" else "1"))
    assert not valid(query + "&extra=1", expected)


def test_a_list_signed_as_a_word_is_accepted_only_in_legacy_mode():
    """``id=Array`` counts with ``sign_compat=legacy`` alone."""
    query = f"id[]=11&id[]=12&method=tasks.paidTask&token={TOKEN}"
    assert not valid(query, "defeacc28bc164558153fec0c70d32bb")
    assert valid(query, "defeacc28bc164558153fec0c70d32bb", legacy=True)


def test_names_are_sorted_and_not_pairs():
    """A name that continues another with a digit comes after it, whatever the values are (reference, §2.2, trap)."""
    pairs = [(b"a1", b"x"), (b"a", b"z")]
    assert sign(pairs, INNER) == sign(reversed(pairs), INNER)
    assert valid("a1=x&a=z", sign([(b"a", b"z"), (b"a1", b"x")], INNER).decode())


def test_a_repeated_scalar_is_signed_by_its_last_value():
    """PHP keeps the last value, and the signature with it."""
    assert valid("a=1&a=2&b[]=3", sign([(b"a", b"2"), (b"b[]", b"3")], INNER).decode())


def test_no_signature_is_a_wrong_one():
    """An empty or overlong signature is refused without an error."""
    assert not valid("a=1", "")
    assert not valid("a=1", "é" * 40)
