"""The only place that draws random names: tokens, link keys, passwords of demo people.

Row ids come from the database. The sandbox may draw from a seed, so that two runs of one script see the same tokens; a real
exchange always draws from the operating system.
"""

import random
import secrets
from typing import Protocol


class Ids(Protocol):
    """Draws unguessable names."""

    def token(self) -> str:
        """A new name of 32 lower-case hexadecimal digits."""
        ...


class SecretIds:
    """Names from the operating system's randomness."""

    def token(self) -> str:
        """A new name of 32 lower-case hexadecimal digits."""
        return secrets.token_hex(16)


class SeededIds:
    """Names that follow from a seed: for the sandbox and for tests only.

    Args:
        seed: any number; equal seeds draw equal names in equal order.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def token(self) -> str:
        """A new name of 32 lower-case hexadecimal digits."""
        return f"{self._random.getrandbits(128):032x}"
