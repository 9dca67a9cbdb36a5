"""Names, ids and numbers that people have on networks, known by what is said before them: «в т г: ivan_p», «мой ник ivan-petrov»."""

import re
from collections.abc import Iterator

import numpy as np

from sverka.contact.names import FILES, FILLERS, GENERAL, NETWORKS, PRODUCTS, SELVES, SLANG
from sverka.contact.text import Plain
from sverka.contact.wording import alternatives, grouped

_GAP = r"[\s,:;=«\"'(✈)#@!-]{1,5}"
_FILLED = rf"(?:{_GAP}(?:{alternatives(set(FILLERS))})(?!\w)){{0,5}}"
_SLANG, _NETWORK, _SELF = grouped(SLANG), grouped([*NETWORKS, *GENERAL]), grouped(SELVES)
_MINE = r"(?:мой|моя|мо[еи]|м[іи]й|моє|моим|моему|моїм|наш|my|our)"
# A name with «_» or digits is known as one by itself; one of letters, dots and hyphens needs more.
_HANDLE = re.compile(r"[a-z0-9](?<![\w.@/#&+-].)(?=[a-z0-9.-]{0,30}[_.\d-][\w.-])[a-z0-9_.-]{2,31}(?![\w@])")
_LETTERS = re.compile(r"[a-z].*[a-z]|[a-z]\w*_|[a-z]\d{2}")
_NO_HANDLE = re.compile(
    rf"(?:{'|'.join(PRODUCTS)})\Z|.*\.(?:{'|'.join(FILES)})\Z|[\d.x-]+\w{{0,2}}\Z|v?\d[\d.]*\Z|[a-z]+-\d{{1,2}}\Z"
)
_SIGNED = re.compile(r"[_.\d-]")
_MARKED = re.compile(r"_|[a-z]\d|\d[a-z]")
_CUED = re.compile(rf"(?<!\w)(?:{_SLANG}|{_NETWORK}|{_SELF})(?!\w){_FILLED}{_GAP}\Z")
# What makes a name of letters with dots and hyphens known: a cue with a colon, slang right before, or «мой ник».
_CUED_WELL = re.compile(
    rf"(?<!\w)(?:(?:{_SLANG}|{_NETWORK}|{_SELF})(?!\w){_FILLED}\s?[:=]\s{{0,2}}|(?:{_SLANG})[ ✈]{{1,3}}"
    rf"|(?:по|под|with|мой|my)\s(?:{_SELF})\s"
    rf"|(?:{_SLANG})(?!\w){_FILLED}(?:{_GAP}(?:{_SELF}|имя|імя|name)){_GAP})\Z"
)
_SELF_CUED = re.compile(
    rf"(?<!\w)(?:{_MINE}\s(?:{_SELF})|(?:{_SELF})\sу\sмен[яе])(?!\w)(?:[ ,:«(-]{{1,3}}\w{{1,14}}){{0,6}}?{_GAP}\Z"
)
_BEFORE = 70

_ID = re.compile(
    rf"(?<!\w)(?:{_SLANG}|{_NETWORK}){_FILLED}{_GAP}(?:[iі][dԁ]|аиди|айди|ид|no){_GAP}\d(?:[\s-]?\d){{4,11}}(?!\d)"
    r"|(?<!\w)мой (?:[iі][dԁ]|аиди|ид)[\s:]{1,3}\d(?:[\s-]?\d){5,11}(?!\d)"
)
_LONG_NUMBER = re.compile(r"[0-9][0-9 -]{3,12}[0-9]")
_ID_SIGNS = ("id ", "id:", "іԁ", "аиди", "айди")
_ICQ = re.compile(
    r"(?<!\w)(?:icq|ас[яьк]{1,2}[аеуи]?|аис[иі]к[ьюю]{0,2})(?:[ ,]{1,2}[^\W\d]{1,12}){0,4}"
    r"[ :,-]{1,3}(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{9}|\d{3}-\d{3})(?!\d)"
)
_ICQ_SIGNS = ("icq", "аськ", "ася ", "асик", "ася:")
_WORD = r"[a-z][a-z0-9]{2,31}"
# Names with capitals: a colon or a word leads to them, and what is before it says that a network or a name of one's own is meant.
_SHOWN = re.compile(rf"[:=]\s{{0,2}}(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})(?=\s?(?:[,.!;)]|\Z|\n|\s[а-яі]))")
_SHOWN_BEHIND = re.compile(rf"(?<!\w)(?:{_SLANG}|{_MINE} (?:{_SELF}))\s?\Z")
_PERSON = re.compile(r"(?:как|под именем|по имени|зовут|як|это) (?P<name>[^\W\d_]{2,20}(?: [^\W\d_]{2,20}){1,2})")
_PERSON_BEHIND = re.compile(
    rf"(?<!\w)(?:я|меня|мене|найдете|найдешь|найти|ищи|ищите|шукай|шукайте)"
    rf"(?:\s(?:есть|там|найдете|ищи|ищите|можно|найти|легко))?\s[вунао]{{1,2}}\s(?:{_SLANG}|{_NETWORK})"
    r"(?:\s(?:записана?|зовут|называюсь|ищи|ищите|просто))?,?\s\Z"
)
_PERSON_SIGNS = (
    "контакте",
    "контактик",
    "феисбук",
    "фейсбук",
    "инстаг",
    "инсте",
    "однокласс",
    "телег",
    "в вк",
    "в фб",
    "facebook",
    "instagram",
)
_SPELLED = re.compile(rf"(?<!\w)(?:{_SLANG}|{_NETWORK}|{_SELF})(?!\w)[\s:=-]{{1,3}}(?P<name>{_WORD})(?!\w)")
_WIDER = 1.5  # a word that is spelled out with spaces stands in so much more room
_SOUNDED = re.compile(
    rf"(?<!\w)(?:{_SELF})(?!\w)(?:[ ,-]{{1,3}}\w{{1,14}}){{0,4}}?[ ,-]{{1,3}}(?:латиниц[а-я]{{1,2}}|латинкой|латинкою|"
    r"транслит[а-я]{0,3}|по-английски|английскими|англ)(?:\sбуквами)?\s?[:=-]\s?"
    r"[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20}){0,3}"
)
_SOUNDED_SIGNS = ("латиниц", "латинк", "транслит", "английскими", "англ ")
_RARE = (
    (_SOUNDED_SIGNS, re.compile("[:=-]"), _SOUNDED),
    (_ID_SIGNS, _LONG_NUMBER, _ID),
    (_ICQ_SIGNS, _LONG_NUMBER, _ICQ),
)


def cued(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places of names and numbers on networks in the plain text, with no regard to their order.

    Args:
        plain: the text.
    """
    text = plain.text
    for found in _HANDLE.finditer(text):
        start = found.start()
        name = found.group().rstrip(".-")
        if _is_name(name) and _is_cued(text, start, name):
            yield start, start + len(name)
    for signs, needed, pattern in _RARE:
        if any(map(text.__contains__, signs)) and needed.search(text):
            yield from (each.span() for each in pattern.finditer(text))


def named(plain: Plain, given: str) -> Iterator[tuple[int, int]]:
    """Places of names with capitals that people are shown under: «ФБ: Ivan Petrov», «я в контакте как Иван Петров».

    Args:
        plain: the text.
        given: the text as it was given, for its capitals.
    """
    text = plain.text
    found = list(_SHOWN.finditer(text)) if ":" in text or "=" in text else []
    behind = [_SHOWN_BEHIND] * len(found)
    if any(map(text.__contains__, _PERSON_SIGNS)):
        people = list(_PERSON.finditer(text))
        found, behind = found + people, behind + [_PERSON_BEHIND] * len(people)
    for each, pattern in zip(found, behind, strict=True):
        first = each.start("name")
        words = re.finditer(r"\w+", each["name"])
        capitals = [given[int(plain.places[first + word.start()])].isupper() for word in words]
        if all(capitals[:2]) and pattern.search(text, max(0, each.start() - _BEFORE), each.start()):
            yield first, each.end("name")


def spelled(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places of names that are spelled out with spaces behind the name of a network.

    Args:
        plain: the text.
    """
    drawn = np.diff(plain.places) > 1
    if not (drawn[:-2] & drawn[1:-1] & drawn[2:]).any():
        return
    for found in _SPELLED.finditer(plain.text):
        start, end = plain.span(*found.span("name"))
        if end - start > _WIDER * len(found.group("name")):
            yield found.span()


def _is_name(name: str) -> bool:
    return (
        len(name) > 3
        and _SIGNED.search(name) is not None
        and _LETTERS.match(name) is not None
        and not _NO_HANDLE.match(name)
    )


def _is_cued(text: str, start: int, name: str) -> bool:
    """Whether what stands before a name says that it is one; a bare look at the window comes cheap."""
    first = max(0, start - _BEFORE)
    if _SELF_CUED.search(text, first, start):
        return True
    return (_CUED if _MARKED.search(name) else _CUED_WELL).search(text, first, start) is not None
