"""Who calls: token and signature, checked the same way whether the token is known or not (documentation, introduction)."""

import re
from dataclasses import dataclass, field

from birzha.app import Market
from birzha.dialects.etxt.failures import BAD_SIGN, UNKNOWN_USER, NotAuthenticated
from birzha.dialects.etxt.php import Pair, Tree
from birzha.dialects.etxt.redaction import redacting_logger
from birzha.dialects.etxt.signature import inner_digest, is_signed
from birzha.people.commands import touch
from birzha.people.model import SEEN_EVERY, Actor, ApiKey
from birzha.people.queries import api_key_by_token
from birzha.people.vault import Vault
from birzha.storage.work import StorageUnavailable

logger = redacting_logger("birzha.etxt")

TOKEN = re.compile(rb"[0-9A-Za-z_-]{1,128}")
REMEMBERED = 10_000
"""How many opened API passwords are kept at most; then all are forgotten and opened anew."""
_NOBODY = inner_digest("")


@dataclass(slots=True)
class Gate:
    """Lets in the callers of one market.

    Args:
        market: whose people they are.
        legacy: whether a list in the URL may have been signed as the word ``Array``.
    """

    market: Market
    legacy: bool = False
    _vault: Vault = field(init=False)
    _inner: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._vault = Vault(self.market.settings.secret_key)

    async def enter(self, pairs: list[Pair], found: Tree) -> Actor:
        """The person whose token and signature stand in a URL.

        Args:
            pairs: the URL's parameters as sent.
            found: the same, gathered.

        Raises:
            NotAuthenticated: there is no such person, their API is switched off, or the signature is another.
        """
        key = await self._key(found.get(b"token"))
        given = found.get(b"sign")
        # an unknown token costs the same reckoning as a known one
        inner = self._inner_of(key) if key else _NOBODY
        right = is_signed(given if isinstance(given, bytes) else b"", pairs, found, inner, legacy=self.legacy)
        if key is None:
            raise NotAuthenticated(UNKNOWN_USER)
        if not right:
            raise NotAuthenticated(BAD_SIGN)
        await self._touch(key.person)
        return key.person

    async def _key(self, token: bytes | dict[bytes, bytes] | None) -> ApiKey | None:
        if not isinstance(token, bytes) or not TOKEN.fullmatch(token):
            return None
        key = await self.market.ask(api_key_by_token, token.decode())
        return key if key and key.enabled else None

    def _inner_of(self, key: ApiKey) -> bytes:
        # a changed password is sealed anew, so the sealed text says which one this is
        found = self._inner.get(key.sealed_password)
        if found is None:
            if len(self._inner) >= REMEMBERED:
                self._inner.clear()
            found = self._inner[key.sealed_password] = inner_digest(self._vault.open(key.sealed_password))
        return found

    async def _touch(self, person: Actor) -> None:
        if self.market.clock.now() - person.last_seen < SEEN_EVERY:
            return
        try:
            await self.market.do(touch, person.id)
        except StorageUnavailable:
            logger.warning("person %d was not marked as seen: the database takes no changes now", person.id)
