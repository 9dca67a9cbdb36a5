"""Who calls: token and signature, checked the same way whether the token is known or not (documentation, introduction)."""

import re
from dataclasses import dataclass, field

from birzha.app import Market
from birzha.dialects.etxt.failures import BAD_SIGN, UNKNOWN_USER, NotAuthenticated
from birzha.dialects.etxt.php import Pair, Tree
from birzha.dialects.etxt.redaction import redacting_logger
from birzha.dialects.etxt.signature import inner_digest, is_signed, sign, signed_forms
from birzha.dialects.etxt.switches import Wire
from birzha.people.commands import touch
from birzha.people.model import SEEN_EVERY, Actor, ApiKey
from birzha.people.queries import api_key_by_token
from birzha.people.vault import Vault
from birzha.storage.work import StorageUnavailable
from birzha.watch import Signature, Trace

logger = redacting_logger("birzha.etxt")

TOKEN = re.compile(rb"[0-9A-Za-z_-]{1,128}")
REMEMBERED = 10_000
"""How many opened API passwords are kept at most; then all are forgotten and opened anew."""
_NOBODY = inner_digest("")
_USUAL = Wire()


@dataclass(slots=True)
class Gate:
    """Lets in the callers of one market.

    Args:
        market: whose people they are.
    """

    market: Market
    _vault: Vault = field(init=False)
    _inner: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._vault = Vault(self.market.settings.secret_key)

    async def enter(self, pairs: list[Pair], found: Tree, wire: Wire = _USUAL, trace: Trace | None = None) -> Actor:
        """The person whose token and signature stand in a URL.

        Args:
            pairs: the URL's parameters as sent.
            found: the same, gathered.
            wire: the switches that count for the caller.
            trace: told who knocks and with what signature, where somebody watches.

        Raises:
            NotAuthenticated: there is no such person, their API is switched off, or the signature is another.
        """
        key = await self._key(found.get(b"token"))
        sent = found.get(b"sign")
        given = sent if isinstance(sent, bytes) else b""
        # an unknown token costs the same reckoning as a known one
        inner = self._inner_of(key) if key else _NOBODY
        right = is_signed(given, pairs, found, inner, legacy=wire.sign_compat == "legacy")
        if trace is not None:
            trace.person_id = key.person.id if key else 0
            trace.signature = _compared(given, pairs, found, inner if key else b"", right=right)
        if key is None:
            raise NotAuthenticated(UNKNOWN_USER, wire.auth_errors)
        if not right:
            raise NotAuthenticated(BAD_SIGN, wire.auth_errors)
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


def _compared(given: bytes, pairs: list[Pair], found: Tree, inner: bytes, *, right: bool) -> Signature:
    """Both signatures for whoever looks for their mistake; reckoned anew only when there is one."""
    received = given.decode(errors="replace")
    if right and inner:
        return Signature(right=True, received=received, expected=received)
    form = next(signed_forms(pairs, found, legacy=False))
    shown = [(name, b"***" if name == b"token" else value) for name, value in sorted(form)]
    signed = b"".join(b"%b=%b" % pair for pair in shown).decode(errors="replace")
    return Signature(
        right=False, received=received, expected=sign(form, inner).decode() if inner else "", signed=signed
    )
