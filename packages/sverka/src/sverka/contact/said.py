"""Signs that are said, drawn or replaced: «собака», «нижнее подчёркивание», 🐕, «yandex*ru» are read as the signs themselves."""

import re

import numpy as np

from sverka.contact.signs import HOSTS, MAIL_CUES, SIGN_PICTURES, SIGNS, SITE_CUES, WORDS, ZONES
from sverka.contact.text import Plain
from sverka.contact.wording import grouped

_PICTURED = {picture: sign for sign, pictures in SIGN_PICTURES.items() for picture in pictures}


def _named(table: dict[str, list[str]]) -> str:
    return grouped([form for forms in table.values() for form in forms])


_HOST, _ZONE, _SAID = _named(HOSTS), _named(ZONES), _named(SIGNS)
_EXACT = {
    name: [(sign, re.compile(rf"(?:{'|'.join(forms)})\Z")) for sign, forms in table.items()]
    for name, table in (("signs", SIGNS), ("hosts", HOSTS), ("zones", ZONES))
}
_BARE = grouped([form for forms in ZONES.values() for form in forms if form not in WORDS])
_ANY = grouped(
    [form for forms in SIGNS.values() for form in forms]
    + [form for forms in HOSTS.values() for form in forms if form[0] > "z"]
    + [form for forms in ZONES.values() for form in forms if form not in WORDS]
)
_SPACE = r"[\s,;()\[\]{}<>\"'«»*-]{1,3}"
_PICTURE = f"[{''.join(_PICTURED)}]"
_MARK = (
    rf"\s{{0,2}}(?:{_SPACE}(?:(?P<word>{_SAID})(?!\w)|(?P<shown>{_PICTURE}))|(?P<drawn>{_PICTURE}))"
    r"[\s,;()\[\]{}<>\"'«»*-]{0,3}"
)
# A sign stands behind Latin letters, and behind a host or an end that is said behind these or behind a sign.
_SIGN = re.compile(rf"[a-z0-9_](?P<host>{_SPACE}(?:{_HOST}))?(?P<sign>{_MARK})")
_NEXT = re.compile(rf"(?:(?:{_HOST})(?!\w)|[a-z0-9_.+-]{{1,64}}|(?=\W))(?P<sign>{_MARK})")
_NAMED_HOST = re.compile(rf"(?:{_HOST})(?!\w)")
_LEADING = re.compile(rf"[:,=»)(-]\s{{0,2}}(?P<sign>(?:{grouped(SIGNS['@'])})[\s(«)]{{1,2}})(?=[a-z])")
_LATIN = re.compile(r"[a-z0-9]")
_RIGHT = re.compile(rf"[a-z0-9_]|(?:{_HOST}|{_ZONE}|{_SAID})(?!\w)|{_PICTURE}")
_DOUBLED = re.compile(r"@(?:\s?@)+")
# A name, a sign or a space, a host of mail, a sign or a space, an end: «primer2000*yandex*ru», «primer-t, мэйл ру».
_HOSTED = re.compile(
    rf"(?P<local>[a-z0-9](?<![\w@].)(?:[\w.+-]{{0,62}}\w)?)(?P<at>[^\w.@/]{{1,4}}(?:(?:на|в|это)\s)?)(?P<host>{_HOST})"
    rf"(?P<dot>[^\w@/]{{1,4}})(?P<zone>{_ZONE})(?!\w)"
)
_DOTTED_LATER = re.compile(
    rf"(?P<label>[a-z0-9](?<![\w@.].)[\w-]{{1,62}})(?P<dot>\s{{1,2}})(?P<zone>{_BARE})(?!\w)"
    r"(?=(?P<later>\W{1,3}(?:через|с|with|із|з)\W{1,2}(?:точк|крапк|dot))?)"
)
_STRONG = re.compile(r"[\d_.-]")
_MAILS = re.compile(rf"(?<!\w)(?:{MAIL_CUES.replace(' ', '|')})")
_SITES = re.compile(rf"(?<!\w)(?:{SITE_CUES.replace(' ', '|')})")
_ANIMALS = ("соба", "песик", "псин", "равлик", "мавпоч")
_BEFORE = 60
_AROUND = 250  # what is read anew lies within so many characters
# What a text must have for any of this; most texts have none of it.
_HINT = re.compile(rf"[a-z0-9_](?:\s{{0,2}}{_PICTURE}|[^\w@/.:]{{1,4}}(?:{_ANY})(?!\w))")


def said(plain: Plain) -> list[Plain]:
    """The parts of a text that say signs between Latin letters, with these signs; none overlaps another.

    Args:
        plain: the text.
    """
    read = _read(plain)
    if read is None:
        return []
    parts: list[tuple[int, int]] = []
    for at in _changed(plain, read):
        start, end = max(0, at - _AROUND), min(len(read.text), at + _AROUND)
        if parts and start <= parts[-1][1]:
            parts[-1] = parts[-1][0], end
        else:
            parts.append((start, end))
    return [
        Plain(read.text[start:end], read.places[start:end])
        for start, end in (_spaced(read.text, *each) for each in parts)
    ]


def _changed(plain: Plain, read: Plain) -> list[int]:
    """Where what is read is not what stands there, rising."""
    stood = np.searchsorted(plain.places, read.places)
    letters, read_letters = (np.array([*map(ord, each.text)]) for each in (plain, read))
    return np.flatnonzero((letters[stood] != read_letters) | (np.diff(stood, append=stood[-1] + 1) != 1)).tolist()


def _spaced(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without the halves of words at its ends."""
    first = text.find(" ", start, end) if start else -1
    last = text.rfind(" ", first + 1, end) if end < len(text) else -1
    return (first if first >= 0 else start), (last if last >= 0 else end)


def _read(plain: Plain) -> Plain | None:
    text = plain.text
    if not _LATIN.search(text):
        return None
    changes = [(*each.span(), "@") for each in _DOUBLED.finditer(text)] if "@" in text else []
    if any(map(text.__contains__, _ANIMALS)):
        changes += ((*each.span("sign"), "@") for each in _LEADING.finditer(text))
    hinted = _HINT.search(text) is not None
    if hinted:
        changes += _signs(text)
    read = _rewritten(plain, changes)
    more = read or plain
    return (_rewritten(more, [*_hosted(more.text), *_zoned(more.text)]) if hinted else None) or read


def _signs(text: str) -> list[tuple[int, int, str]]:
    changes: list[tuple[int, int, str]] = []
    at = 0
    while found := _SIGN.search(text, at):
        at = found.end()
        following: re.Match[str] | None = found
        while following and _RIGHT.match(text, following.end()):
            word = following["word"]
            sign = _exact("signs", word) if word else _PICTURED[following["shown"] or following["drawn"]]
            changes.append((*following.span("sign"), sign))
            at = following.end()
            if sign == "@" and (host := _NAMED_HOST.match(text, at)):
                changes.append((*host.span(), _exact("hosts", host.group())))
            following = _NEXT.match(text, at)
    return changes


def _hosted(text: str) -> list[tuple[int, int, str]]:
    changes = []
    for found in _HOSTED.finditer(text):
        local, signs = found.group("local"), found.group("at")
        told = _MAILS.search(text, max(0, found.start() - _BEFORE), found.start())
        signed = not any(each in " \t\n,;()" for each in signs)
        if not (told or signed or _STRONG.search(local)) or _exact("hosts", local):
            continue
        host, zone = _exact("hosts", found.group("host")), _exact("zones", found.group("zone"))
        changes += [
            (*found.span("at"), "@"),
            (*found.span("host"), host),
            (*found.span("dot"), "."),
            (*found.span("zone"), zone),
        ]
    return changes


def _zoned(text: str) -> list[tuple[int, int, str]]:
    return [
        (*found.span("dot"), ".")
        for found in _DOTTED_LATER.finditer(text)
        if found.group("later") or _SITES.search(text, max(0, found.start() - _BEFORE // 2), found.start())
    ]


def _exact(table: str, word: str) -> str:
    return next((sign for sign, pattern in _EXACT[table] if pattern.match(word)), "")


def _apart(changes: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Changes in the order of the text, none of which overlaps the one before."""
    kept: list[tuple[int, int, str]] = []
    for change in sorted(changes):
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept


def _rewritten(plain: Plain, changes: list[tuple[int, int, str]]) -> Plain | None:
    if not changes:
        return None
    parts: list[str] = []
    places = []
    at = 0
    for start, end, sign in _apart(changes):
        parts += [plain.text[at:start], sign]
        # Every character of what stands for a word points at the word's first; its last at the word's last.
        words = np.full(len(sign), plain.places[start])
        if len(sign) > 1:
            words[-1] = plain.places[end - 1]
        places += [plain.places[at:start], words]
        at = end
    return Plain("".join([*parts, plain.text[at:]]), np.concatenate([*places, plain.places[at:]]))
