"""Passwords are hashed as they should be; API passwords are sealed."""

import asyncio

import argon2
import pytest

from birzha.app import Market
from birzha.errors import Invalid
from birzha.people import entrance, passwords
from birzha.people.model import Role
from birzha.people.passwords import hash_password, is_outdated, verify_password
from birzha.people.tables import LOCK_BY_LOGIN
from birzha.people.vault import Vault, VaultSealed

KEY = "a secret key of at least 32 characters"


async def test_hashes_are_argon2id_and_salted() -> None:
    """The settings are those of the reference, and two hashes of one password differ."""
    first, second = await hash_password("secret"), await hash_password("secret")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert [await verify_password(each, "secret") for each in (first, second)] == [True, True]
    assert [await verify_password(each, "Secret") for each in (first, second)] == [False, False]


@pytest.mark.parametrize("kept", ["", "no hash", "$argon2id$broken", "a" * 32])
async def test_what_is_no_hash_opens_to_nothing(kept: str) -> None:
    """An absent or broken hash is no password of anybody, and no accident."""
    assert await verify_password(kept, "secret") is False
    assert await verify_password(kept, "") is False


async def test_an_unknown_account_costs_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no hash, one is computed all the same, so that the time does not tell."""
    hashed = []

    class Counting:
        def hash(self, password: bytes) -> str:
            hashed.append(password)
            return ""

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    await verify_password("", "secret")
    assert hashed == [b"secret"]


async def test_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many log in at once, two passwords are hashed at the same time."""
    running, most = 0, 0

    async def watched(function, *arguments):
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1
        return function(*arguments)

    monkeypatch.setattr(asyncio, "to_thread", watched)
    kept = await hash_password("secret")
    assert await asyncio.gather(*(verify_password(kept, "secret") for _ in range(6))) == [True] * 6
    assert most == 2


async def test_old_hashes_are_made_anew_at_log_in(sqlite_market: Market) -> None:
    """A hash with other settings is replaced when its owner logs in, and the password stays the same."""
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("correct horse")
    assert is_outdated(weak)

    async def put(tx) -> None:
        from birzha.people.commands import add_person

        await add_person(tx, login="ivan", roles=Role.CUSTOMER, password_hash=weak)

    await sqlite_market.do(put)
    for _ in range(2):
        assert await entrance.sign_in(sqlite_market, login="ivan", password="correct horse", address="")

    async def kept(tx) -> str:
        return (await tx.one(LOCK_BY_LOGIN, key="ivan")).password_hash

    now = await sqlite_market.ask(kept)
    assert now != weak
    assert not is_outdated(now)


def test_a_vault_opens_what_it_sealed() -> None:
    """The secret comes back; it does not show in what is kept; equal secrets look different."""
    vault = Vault(KEY)
    sealed = vault.seal("пароль api")
    assert "пароль" not in sealed
    assert sealed != vault.seal("пароль api")
    assert Vault(KEY).open(sealed) == "пароль api"


def test_a_vault_opens_nothing_else() -> None:
    """Another key, a changed or an empty text is told as such, without the secret."""
    sealed = Vault(KEY).seal("secret")
    for vault, text in ((Vault(KEY + "!"), sealed), (Vault(KEY), sealed[:-4] + "AAAA"), (Vault(KEY), "")):
        with pytest.raises(VaultSealed):
            vault.open(text)


@pytest.mark.parametrize("password", ["123456", "x" * 64, "пароль"])
def test_good_api_passwords(password: str) -> None:
    """Both limits pass and can be opened again."""
    vault = Vault(KEY)
    assert vault.open(entrance.seal_api_password(vault, password)) == password


@pytest.mark.parametrize("password", ["", "12345", "x" * 65, "a\0bcdef", "line\nbreak", "\ud800bcdef"])
def test_bad_api_passwords(password: str) -> None:
    """Beyond the limits, or not printable: refused."""
    with pytest.raises(Invalid) as refusal:
        entrance.seal_api_password(Vault(KEY), password)
    assert refusal.value.field == "api_password"
