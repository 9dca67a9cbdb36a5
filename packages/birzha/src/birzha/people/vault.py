"""API passwords: encrypted, because the documented signature needs the password itself and a hash would not do."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class VaultSealed(RuntimeError):
    """What was sealed cannot be opened with this secret key."""


class Vault:
    """Seals and opens short secrets with a key made from the exchange's own.

    Args:
        secret_key: ``Settings.secret_key``; whoever changes it must have every API password set anew.
    """

    def __init__(self, secret_key: str) -> None:
        derived = hashlib.blake2b(secret_key.encode(), digest_size=32, person=b"birzha api pass").digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def seal(self, secret: str) -> str:
        """The secret in a form that is safe to keep."""
        return self._fernet.encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """The secret itself.

        Raises:
            VaultSealed: it was sealed with another key, or changed since.
        """
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise VaultSealed(
                "an API password cannot be opened: the secret key differs from the one it was sealed with; "
                "run with the former key, or have the owner set the API password anew"
            ) from None
