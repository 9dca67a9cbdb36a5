"""Who gets in, and at what cost."""

import pytest

from birzha.dialects.etxt import access
from birzha.dialects.etxt.access import Gate
from birzha.dialects.etxt.failures import BAD_SIGN, UNKNOWN_USER, NotAuthenticated
from birzha.dialects.etxt.php import split, tree
from birzha.dialects.etxt.signature import inner_digest, sign
from birzha.dialects.etxt.switches import Wire
from birzha.people.commands import add_api_key, add_person, set_api_enabled
from birzha.people.model import Role
from birzha.people.queries import actor_by_id
from birzha.people.vault import Vault

TOKEN = "t" * 32


@pytest.fixture
async def person_id(sqlite_market):
    sealed = Vault(sqlite_market.settings.secret_key).seal("secret-1")
    person = await sqlite_market.do(add_person, login="anna", roles=Role.CUSTOMER)
    await sqlite_market.do(add_api_key, person, sealed, token=TOKEN)
    return person


def query(token=TOKEN, password="secret-1"):
    pairs = split(f"method=a&token={token}".encode())
    pairs.append((b"sign", sign(pairs, inner_digest(password))))
    return pairs, tree(pairs)


async def refusal(gate, **kw):
    with pytest.raises(NotAuthenticated) as caught:
        await gate.enter(*query(**kw))
    return caught.value.text


async def test_a_password_is_opened_once(sqlite_market, person_id, monkeypatch):
    """Deciphering is not paid for by every request."""
    opened = []
    real = Vault.open
    monkeypatch.setattr(Vault, "open", lambda self, sealed: opened.append(sealed) or real(self, sealed))
    gate = Gate(sqlite_market)
    for _ in range(3):
        assert (await gate.enter(*query())).id == person_id
    assert len(opened) == 1


async def test_what_is_remembered_has_a_limit(sqlite_market, person_id, monkeypatch):
    """Memory does not grow with the number of keys that were ever used."""
    monkeypatch.setattr(access, "REMEMBERED", 1)
    gate = Gate(sqlite_market)
    await gate.enter(*query())
    other = await sqlite_market.do(add_person, login="boris", roles=Role.CUSTOMER)
    sealed = Vault(sqlite_market.settings.secret_key).seal("secret-2")
    await sqlite_market.do(add_api_key, other, sealed, token="u" * 32)
    assert (await gate.enter(*query("u" * 32, "secret-2"))).id == other
    assert (await gate.enter(*query())).id == person_id
    assert len(gate._inner) == 1


async def test_an_unknown_token_costs_what_a_known_one_does(sqlite_market, person_id, monkeypatch):
    """Unknown, switched off and known tokens all have one signature reckoned, so that time tells nothing."""
    reckoned = []
    real = access.is_signed
    monkeypatch.setattr(access, "is_signed", lambda *args, **kw: reckoned.append(1) or real(*args, **kw))
    gate = Gate(sqlite_market)
    assert await refusal(gate, password="wrong") == BAD_SIGN
    assert await refusal(gate, token="z" * 32) == UNKNOWN_USER
    assert await refusal(gate, token="z" * 32, password="") == UNKNOWN_USER
    await sqlite_market.do(set_api_enabled, await sqlite_market.ask(actor_by_id, person_id), False)
    assert await refusal(gate) == UNKNOWN_USER
    assert len(reckoned) == 4


async def test_a_token_that_cannot_be_one_asks_no_database(sqlite_market, monkeypatch):
    """NUL, quotes and books of text never reach a statement."""

    async def untouchable(*args, **kw):
        raise AssertionError("asked")

    monkeypatch.setattr(access, "api_key_by_token", untouchable)
    gate = Gate(sqlite_market)
    for token in ("", "%00", "a" * 129, "a'--", "%D0%B6"):
        assert await refusal(gate, token=token) == UNKNOWN_USER


async def test_presence_is_noted_once_a_minute(sqlite_market, person_id):
    """The 59th second writes nothing, the 60th does."""
    gate = Gate(sqlite_market)
    start = sqlite_market.clock.now()

    async def seen_after(seconds):
        sqlite_market.clock.set(start + seconds)
        await gate.enter(*query())
        return (await sqlite_market.ask(actor_by_id, person_id)).last_seen - start

    assert [await seen_after(seconds) for seconds in (0, 59, 60, 119, 120)] == [0, 0, 60, 60, 120]


async def test_presence_costs_no_write_within_the_minute(sqlite_market, person_id, monkeypatch):
    """Who was just seen is let in without a command, so that reading needs no writer."""
    gate = Gate(sqlite_market)
    await gate.enter(*query())

    async def untouchable(*args, **kw):
        raise AssertionError("written")

    monkeypatch.setattr(access, "touch", untouchable)
    assert (await gate.enter(*query())).id == person_id


async def test_legacy_signatures_are_off_unless_asked_for(sqlite_market, person_id):
    """A list signed as the word Array gets nobody in by default."""
    pairs = split(f"method=a&token={TOKEN}&id[]=1".encode())
    naive = sign([(b"id", b"Array"), *pairs[:2]], inner_digest("secret-1"))
    signed = [*pairs, (b"sign", naive)]
    with pytest.raises(NotAuthenticated, match=BAD_SIGN):
        await Gate(sqlite_market).enter(signed, tree(signed))
    assert (await Gate(sqlite_market).enter(signed, tree(signed), Wire(sign_compat="legacy"))).id == person_id
