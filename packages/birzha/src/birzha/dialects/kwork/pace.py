"""A limit on how many calls a person makes within a minute; off unless the operator sets it."""

from math import ceil

from birzha.clock import MINUTE, monotonic
from birzha.dialects.kwork.failures import Refused

REMEMBERED = 10_000
"""How many people are counted at most; then those whose minute is over are forgotten."""


class Pace:
    """Counts calls by person, in this process.

    Args:
        most: calls within a minute that begins with the first of them; 0: any number.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._counts: dict[int, tuple[float, int]] = {}

    def take(self, person_id: int) -> None:
        """Count a call.

        Raises:
            Refused: it is one too many; it says how long to wait.
        """
        if not self._most:
            return
        now = monotonic()
        began, count = self._counts.get(person_id, (now, 0))
        if now - began >= MINUTE:
            began, count = now, 0
        if count >= self._most:
            wait = max(1, ceil(began + MINUTE - now))
            raise Refused(429, f"Слишком много запросов: подождите {wait} с.", wait=wait)
        if len(self._counts) >= REMEMBERED:
            self._counts = {who: each for who, each in self._counts.items() if now - each[0] < MINUTE}
        self._counts[person_id] = (began, count + 1)
