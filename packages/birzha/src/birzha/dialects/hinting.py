"""Words to whoever writes a client, in the sandbox only: what every dialect's hints have in common.

A hint never changes what a call does.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import quote

from birzha.watch import Hint

MOST = 10
"""How many hints one answer carries at most."""
LONGEST = 64
"""How much of a name that came is repeated, characters."""
LIKENESS = 0.6

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def header(hints: Sequence[Hint]) -> bytes:
    """The hints as the value of the header ``Birzha-Hint``: ``kind=name; nearest=name``, with commas between, all ASCII."""
    return ", ".join([_briefly(each) for each in hints[:MOST]]).encode()


@lru_cache(maxsize=1024)
def _briefly(hint: Hint) -> str:
    nearest = f"; nearest={quote(hint.nearest, safe='')}" if hint.nearest else ""
    return f"{hint.kind}={quote(hint.parameter, safe='')}{nearest}"


def nearest_of(name: str, known: Sequence[str]) -> str:
    """The known name that is most like one; empty when none is.

    Args:
        name: as it came: perhaps in camel case, with an underscore, or with its words in another order.
        known: what it may be.
    """
    plain = {_plain(each): each for each in known}
    wanted = _plain(name)
    if wanted in plain:
        return plain[wanted]
    for each, original in plain.items():
        if sorted(each.split("_")) == sorted(wanted.split("_")):
            return original
    near = get_close_matches(wanted, plain, n=1, cutoff=LIKENESS)
    return plain[near[0]] if near else ""


def perhaps(nearest: str) -> str:
    """The end of a hint's sentence."""
    return f" Может быть, {nearest}?" if nearest else ""


def _plain(name: str) -> str:
    return _HUMP.sub("_", name).replace("-", "_").strip("_").lower()
