"""Real Russian prose from Debian's packages debian-handbook, manpages-ru and fortunes-ru: some 520,000 words."""

import gzip
import re
import sys
from pathlib import Path

from text_pairs import PROSE, paragraphs

MANUALS, SAYINGS = Path("/usr/share/man/ru"), Path("/usr/share/games/fortunes/ru")


def prose() -> list[str]:
    """Paragraphs, manual pages without their markup and sayings, each once."""
    if not all(each.is_dir() for each in (PROSE, MANUALS, SAYINGS)):
        sys.exit("The Debian packages are not installed: apt-get install debian-handbook manpages-ru fortunes-ru")
    return list(dict.fromkeys(paragraphs() + manuals() + sayings()))


def manuals() -> list[str]:
    """Paragraphs of the manual pages without their markup."""
    found = []
    for page in sorted(MANUALS.glob("man*/*.gz")):
        raw = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        raw = re.sub(r"(?m)^[.'].*$", "\n", raw)
        raw = re.sub(r"\\f(\[\w*\]|\w)|\\[|&^]", "", raw).replace("\\-", "-")
        found += [" ".join(each.split()) for each in raw.split("\n\n")]
    return list(filter(russian, found))


def sayings() -> list[str]:
    found = []
    for book in sorted(SAYINGS.glob("*.u8")):
        found += [" ".join(each.split()) for each in book.read_text("utf-8", "replace").split("\n%\n")]
    return list(filter(russian, found))


def russian(text: str) -> bool:
    return len(text) > 40 and sum("а" <= each <= "я" for each in text.lower()) > 0.55 * len(text)
