"""Login passwords: argon2id with 19 MiB, two passes, one lane, in threads, two at a time.

Measured (reference of server choices, §4): the library's own defaults take 123 ms and let eight parallel log-ins hold 530 MB, which
is a lever for whoever wants the exchange down. These settings are the least that OWASP accepts.
"""

import asyncio
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""How many passwords are hashed at the same time."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _gate() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    gate = _gates.get(loop)
    if gate is None:
        gate = _gates[loop] = asyncio.Semaphore(AT_ONCE)
    return gate


async def hash_password(password: str) -> str:
    """What is kept of a password.

    Args:
        password: of any length; see :func:`birzha.people.model.checked_password` for the limits of a new one.
    """
    async with _gate():
        return await asyncio.to_thread(_HASHER.hash, password.encode(errors="surrogatepass"))


async def verify_password(password_hash: str, password: str) -> bool:
    """Whether this is the password; takes as long for an account that does not exist as for one that does.

    Args:
        password_hash: what was kept; empty where there is no such account or it has no password.
        password: what was given.
    """
    async with _gate():
        return await asyncio.to_thread(_verify, password_hash, password)


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other settings than today's and should be made again at the next log-in."""
    return _HASHER.check_needs_rehash(password_hash)


def _verify(password_hash: str, password: str) -> bool:
    given = password.encode(errors="surrogatepass")
    if not password_hash:
        _HASHER.hash(given)
        return False
    try:
        return _HASHER.verify(password_hash, given)
    except (VerificationError, InvalidHashError):
        return False
