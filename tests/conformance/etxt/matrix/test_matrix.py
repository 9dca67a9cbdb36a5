"""Who may do what to whose: each method by each kind of caller upon their own, somebody else's and no object.

Whatever is refused changes nothing. The table stands in ``rows.py``.
"""

import pytest

from birzha.dialects.etxt.registry import HANDLERS
from birzha_client.operation import Caller, Effect
from etxt_api.operations import OPERATIONS

from .rows import MISSING, NA, OK, ROWS, filled

NO_KEY = "Настройки пользователя для работы с API не верны"
BY_RATING = {"messages.writePrivate"}
"""Methods that the documentation opens to anybody with a rating above 10 000, which the performer has not."""
CALLERS = {"owner": "customer", "party": "performer", "stranger": "stranger"}


def test_every_method_has_its_row():
    """A method without a row fails here."""
    assert set(ROWS) == set(HANDLERS)


def test_rows_agree_with_the_documentation():
    """Performers get no_access from exactly those methods that the documentation keeps for customers."""
    for method, row in ROWS.items():
        closed = OPERATIONS[method].caller is Caller.CUSTOMER or method in BY_RATING
        assert (set(row.party) == {NA}) is closed, method


def cells(row):
    """Caller, parameters and outcome of each cell of a row."""
    objects = (f"{{{row.mine}}}", f"{{{row.theirs}}}", MISSING) if row.names else ("",)
    for caller, login in CALLERS.items():
        for named, outcome in zip(objects, getattr(row, caller), strict=True):
            yield login, {**row.more, **({row.names: named} if row.names else {})}, outcome


async def answered(stage, login, method, params):
    """The outcome of a call: ok, or the code."""
    answer = await stage.people[login].client.post(method, **params)
    return answer.get("error", OK) if isinstance(answer, dict) else OK


@pytest.mark.parametrize("method", HANDLERS)
async def test_what_each_caller_gets(method, crowd, shut_out):
    """Each cell has its outcome; a refused call changes no row, and one that reads changes none either."""
    row, wrong = ROWS[method], []
    reads = OPERATIONS[method].effect is Effect.READ
    async with crowd.copies.copy() as stage:
        before = await stage.dump()
        for login, params, outcome in cells(row):
            if outcome == OK and not reads:
                continue
            found = await answered(stage, login, method, filled(params, crowd.ids))
            if found != outcome or await stage.dump() != before:
                wrong.append((login, params, outcome, found))
                before = await stage.dump()
    for login, params, outcome in cells(row):
        if outcome == OK and not reads:
            async with crowd.copies.copy() as stage:
                before = await stage.dump()
                found = await answered(stage, login, method, filled(params, crowd.ids))
                if found != OK or await stage.dump() == before:
                    wrong.append((login, params, OK, found))
    assert not wrong


@pytest.mark.parametrize("method", HANDLERS)
async def test_who_may_not_call_at_all(method, crowd, shut_out):
    """Shut out, without a role, or with an unknown key: refused whatever the object, and nothing changes."""
    async with crowd.copies.copy() as stage:
        await shut_out(stage)
        before = await stage.dump()
        for _, params, _ in list(cells(ROWS[method]))[:3]:
            values = filled(params, crowd.ids)
            for login in ("customer", "nobody"):
                assert await answered(stage, login, method, values) == NA, (login, params)
            stage.stranger.client.token = "f" * 32
            body = "&".join(f"{name}={value}" for name, value in values.items()).encode()
            assert (await stage.stranger.client.posted(method, body)).body.decode() == NO_KEY
        assert await stage.dump() == before
