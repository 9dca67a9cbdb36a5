"""Signs that are said, drawn or replaced: «собака», «нижнее подчёркивание», 🐕, «yandex*ru» are read as the signs themselves."""

import re

import numpy as np

from sverka.contact.names import HOSTS, MAIL_CUES, SIGN_PICTURES, SIGNS, SITE_CUES, ZONES
from sverka.contact.text import Plain

_PICTURED = {picture: sign for sign, pictures in SIGN_PICTURES.items() for picture in pictures}


def _named(table: dict[str, list[str]]) -> str:
    return "|".join(sorted({form for forms in table.values() for form in forms}, key=len, reverse=True))


_HOST, _ZONE, _SAID = _named(HOSTS), _named(ZONES), _named(SIGNS)
_EXACT = {
    name: [(sign, re.compile(rf"(?:{'|'.join(forms)})\Z")) for sign, forms in table.items()]
    for name, table in (("signs", SIGNS), ("hosts", HOSTS), ("zones", ZONES))
}
_SPACE = r"[\s,;()\[\]{}<>\"'«»*-]{1,3}"
_PICTURE = f"[{''.join(_PICTURED)}]"
_SIGN = re.compile(rf"(?:(?<=\W)|{_SPACE})(?P<word>(?:{_SAID})(?!\w)|{_PICTURE})[\s,;()\[\]{{}}<>\"'«»*-]{{0,3}}")
_LATIN = re.compile(r"[a-z0-9]")
_LEFT = re.compile(rf"(?:[a-z0-9_][\w.+-]{{0,63}}|(?<!\w)(?:{_HOST}|\w{{2,30}}-\w{{2,30}}))\Z")
_RIGHT = re.compile(rf"[a-z0-9_]|(?:{_HOST}|{_ZONE}|{_SAID})(?!\w)|{_PICTURE}")
_OPENED = re.compile(r"(?:[:,=»)-]\s{0,2}|^)\Z")
_DOUBLED = re.compile(r"@(?:\s?@)+")
# A name, a sign or a space, a host of mail, a sign or a space, an end: «primer2000*yandex*ru», «primer-t, мэйл ру».
_HOSTED = re.compile(
    rf"(?<![\w@])(?P<local>[a-z0-9](?:[\w.+-]{{0,62}}\w)?)(?P<at>[^\w.@/]{{1,4}}(?:(?:на|в|это)\s)?)(?P<host>{_HOST})"
    rf"(?P<dot>[^\w@/]{{1,4}})(?P<zone>{_ZONE})(?!\w)"
)
_HOST_HINT = re.compile(rf"(?<!\w)(?:{_HOST})[^\w@/]{{1,4}}(?:{_ZONE})(?!\w)")
_DOTTED_LATER = re.compile(
    rf"(?<![\w@.])(?P<label>[a-z0-9][\w-]{{1,62}})(?P<dot>\s{{1,2}})(?P<zone>{_ZONE})(?!\w)(?=(?P<later>\W{{1,3}}(?:через|с|with|із|з)\W{{1,2}}(?:точк|крапк|dot))?)"
)
_STRONG = re.compile(r"[\d_.-]")
_MAILS = re.compile(rf"(?<!\w)(?:{MAIL_CUES.replace(' ', '|')})")
_SITES = re.compile(rf"(?<!\w)(?:{SITE_CUES.replace(' ', '|')})")
_BEFORE = 60
# What a text must have for any of this; most texts have none of it.
_STEMS = re.compile(
    r"соба[кч]|п[её]си|псин|равлик|мавп|гав|точ[кеч]|тчк|крап|дот|подчерк|дкресл|нижн|дефис|деф[іи]с|тире|минус|мінус|черт|рис[ко]|двоеточ|двокрап|"
    rf"слеш|слэш|косая|скісна|реш[еі]т|х[еэ]ш|dot(?!\w)|dog|under|dash|slash|hyphen|colon|point|tochka|sobaka|andscor|скор|[^\w\s]{_PICTURE}|{_PICTURE}|@\s?@"
)
_ZONED = re.compile(rf"[a-z0-9]\s{{1,2}}(?:{_ZONE})(?!\w)")


def said(plain: Plain) -> Plain | None:
    """The text with the signs that it says between Latin letters; ``None`` when it says none.

    Args:
        plain: the text.
    """
    text = plain.text
    if not _LATIN.search(text):
        return None
    changes: list[tuple[int, int, str]] = []
    if _STEMS.search(text):
        changes += _signs(text)
    if not changes:
        return _rewritten(plain, [*_hosted(text), *_zoned(text)])
    read = _rewritten(plain, changes) or plain
    return _rewritten(read, [*_hosted(read.text), *_zoned(read.text)]) or read


def _signs(text: str) -> list[tuple[int, int, str]]:
    changes = [(*each.span(), "@") for each in _DOUBLED.finditer(text)]
    reached = -1  # the end of the last sign: the next may follow at once
    for found in _SIGN.finditer(text):
        word = found.group("word")
        sign = _PICTURED.get(word) or _exact("signs", word)
        before = text[max(0, found.start() - 64) : found.start()]
        if not _RIGHT.match(text, found.end()):
            continue
        if _LEFT.search(before) or reached == found.start():
            changes.append((*found.span(), sign))
            reached = found.end()
        elif sign == "@" and _LATIN.match(text, found.end()) and _OPENED.search(text, max(0, found.start() - 3), found.start("word")):
            changes.append((*found.span("word"), sign))
    return _apart(changes)


def _hosted(text: str) -> list[tuple[int, int, str]]:
    if not _HOST_HINT.search(text):
        return []
    changes = []
    for found in _HOSTED.finditer(text):
        local, signs = found.group("local"), found.group("at")
        told = _MAILS.search(text, max(0, found.start() - _BEFORE), found.start())
        signed = not any(each in " \t\n,;()" for each in signs)
        if not (told or signed or _STRONG.search(local)) or _exact("hosts", local):
            continue
        host, zone = _exact("hosts", found.group("host")), _exact("zones", found.group("zone"))
        changes += [(*found.span("at"), "@"), (*found.span("host"), host), (*found.span("dot"), "."), (*found.span("zone"), zone)]
    return changes


def _zoned(text: str) -> list[tuple[int, int, str]]:
    if not _ZONED.search(text):
        return []
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
