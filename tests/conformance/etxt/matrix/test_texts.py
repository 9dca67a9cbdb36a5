"""Every text of every method: what no text may have is refused and changes nothing; what looks odd and is text goes through."""

from urllib.parse import quote_plus

import pytest

from birzha.dialects.etxt.registry import METHODS
from birzha_client.operation import Kind

from .rows import ROWS, filled

TEXTS = [
    (method, parameter)
    for method, operation in METHODS.items()
    for parameter in operation.parameters
    if parameter.kind is Kind.TEXT and not parameter.choices
]
NEVER = {
    "a NUL": b"a\0b",
    "half of a surrogate pair": b"a\xed\xa0\x80b",
    "a byte that is no UTF-8": b"a\xffb",
    "an overlong slash": b"\xc0\xaf",
    "beyond Unicode": b"\xf4\x90\x80\x80",
}
REST = {
    "tasks.cancelTask": {"text": "Переделать."},
    "users.getUser": {"id": ""},
    "users.getStats": {"id_folder": ""},
    "articles_archive.getList": {"id_user": ""},
    "articles.getList": {"id": ""},
    "tasks.saveTask": {"id_type": "4", "keywords": "чтение"},
}
"""Parameters of a good call in which a text matters, beyond those of the matrix."""
SPACES_ARE_TEXT = {"diff.compareText"}
"""Methods that need a text and take one of spaces: two of them can be compared."""
MAY_BE_EMPTY = {("tasks.cancelTask", "text")}
"""Texts that are declared optional because a batch needs none; for one order it is obligatory."""


def name_of(case):
    return f"{case[0]}.{case[1].name}" if isinstance(case, tuple) else None


async def sent(stage, ids, method, parameter, raw):
    """The answer to a good call with that text, by its bytes, in the place of its own."""
    row = ROWS[method]
    params = filled({**row.more, **({row.names: f"{{{row.mine}}}"} if row.names else {}), **REST.get(method, {})}, ids)
    params.pop(parameter.name, None)
    pieces = [f"{quote_plus(name)}={quote_plus(value)}" for name, value in params.items() if value]
    body = "&".join([*pieces, f"{parameter.name}={quote_plus(raw)}"]).encode()
    reply = await stage.customer.client.posted(method, body)
    assert reply.status == 200, (reply.status, reply.body)
    return reply.json


@pytest.mark.parametrize("case", TEXTS, ids=name_of)
async def test_what_no_text_may_have(crowd, case):
    """NUL, halves of surrogate pairs and broken UTF-8 are no_params, and no row changes."""
    async with crowd.copies.copy() as stage:
        before = await stage.dump()
        for what, raw in NEVER.items():
            assert await sent(stage, crowd.ids, *case, raw) == {"error": "no_params"}, what
        assert await stage.dump() == before


@pytest.mark.parametrize("case", TEXTS, ids=name_of)
async def test_odd_texts_go_through(crowd, case):
    """Marks that turn the direction, combining marks, emoji of families and an unassigned letter are text like any other."""
    method, parameter = case
    floor = parameter.shortest or 1
    for odd in ("\u202eцна\u202c\u200f", "е\u0301" * 3, "👩‍👩‍👧‍👦🏳️‍🌈", "\U000e0001\ufffe\u0378"):
        text = (odd * (floor // len(odd) + 1))[: parameter.longest]
        async with crowd.copies.copy() as stage:
            answer = await sent(stage, crowd.ids, method, parameter, text.encode())
            assert not isinstance(answer, dict) or answer.get("error") in {None, "no_object"}, (odd, answer)


@pytest.mark.parametrize("case", [case for case in TEXTS if case[1].longest], ids=name_of)
async def test_limits_are_counted_in_characters(crowd, case):
    """As many four-byte characters as the limit says are taken; one more is no_params and changes nothing."""
    method, parameter = case
    async with crowd.copies.copy() as stage:
        before = await stage.dump()
        beyond = ("🦔" * (parameter.longest + 1)).encode()
        assert await sent(stage, crowd.ids, method, parameter, beyond) == {"error": "no_params"}
        assert await stage.dump() == before
        answer = await sent(stage, crowd.ids, method, parameter, ("🦔" * parameter.longest).encode())
        assert not isinstance(answer, dict) or answer.get("error") in {None, "no_object"}


@pytest.mark.parametrize("case", TEXTS, ids=name_of)
async def test_spaces_alone(crowd, case):
    """Where a text is obligatory, spaces of any kind are none; elsewhere they are taken or find nothing, and never an accident."""
    method, parameter = case
    obligatory = (parameter.required or case_of(case) in MAY_BE_EMPTY) and method not in SPACES_ARE_TEXT
    for space in (" ", "\t\r\n", "\u00a0", "\u3000"):
        text = (space * max(1, parameter.shortest or 1)).encode()
        async with crowd.copies.copy() as stage:
            before = await stage.dump()
            answer = await sent(stage, crowd.ids, method, parameter, text)
            if obligatory:
                assert answer == {"error": "no_params"}, repr(space)
            if isinstance(answer, dict) and "error" in answer:
                assert answer["error"] in {"no_params", "no_object"}
                assert await stage.dump() == before


def case_of(case):
    return case[0], case[1].name
