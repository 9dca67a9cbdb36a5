"""Names, ids and numbers that people have on networks, known by what is said before them: «в т г: ivan_p», «мой ник ivan-petrov»."""

import re
from collections.abc import Iterator

from sverka.contact.names import FILES, FILLERS, GENERAL, NETWORKS, PRODUCTS, SELVES, SLANG
from sverka.contact.text import Plain


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_GAP = r"[\s,:;=«\"'(✈)#@!-]{1,5}"
_FILLED = rf"(?:{_GAP}(?:{_any([re.escape(each) for each in FILLERS])})(?!\w)){{0,5}}"
_SLANG, _NETWORK, _SELF = _any(SLANG), _any([*NETWORKS, *GENERAL]), _any(SELVES)
_MINE = r"(?:мой|моя|мо[еи]|м[іи]й|моє|моим|моему|моїм|наш|my|our)"
# A name with «_» or digits is known as one by itself; one of letters, dots and hyphens needs more.
_HANDLE = re.compile(r"(?<![\w.@/#&+-])[a-z0-9](?=[a-z0-9.-]{0,30}[_.\d-])[a-z0-9_.-]{2,31}(?![\w@])")
_LETTERS = re.compile(r"[a-z].*[a-z]|[a-z]\w*_|[a-z]\d{2}")
_NO_HANDLE = re.compile(rf"(?:{'|'.join(PRODUCTS)})\Z|.*\.(?:{'|'.join(FILES)})\Z|[\d.x-]+\w{{0,2}}\Z|v?\d[\d.]*\Z|[a-z]+-\d{{1,2}}\Z")
_MARKED = re.compile(r"_|[a-z]\d|\d[a-z]")
_CUED = re.compile(rf"(?<!\w)(?:{_SLANG}|{_NETWORK}|{_SELF})(?!\w){_FILLED}{_GAP}\Z")
# What makes a name of letters with dots and hyphens known: a cue with a colon, slang right before, or «мой ник».
_CUED_WELL = re.compile(
    rf"(?<!\w)(?:(?:{_SLANG}|{_NETWORK}|{_SELF})(?!\w){_FILLED}\s?[:=]\s{{0,2}}|(?:{_SLANG})[ ✈]{{1,3}}|(?:по|под|with|мой|my)\s(?:{_SELF})\s"
    rf"|(?:{_SLANG})(?!\w){_FILLED}(?:{_GAP}(?:{_SELF})){_GAP})\Z"
)
_SELF_CUED = re.compile(rf"(?<!\w){_MINE}\s(?:{_SELF})(?!\w)(?:[ ,:«(-]{{1,3}}\w{{1,14}}){{0,6}}?{_GAP}\Z")
_BEFORE = 70

_ID = re.compile(rf"(?<!\w)(?:{_SLANG}|{_NETWORK}){_FILLED}{_GAP}(?:[iі][dԁ]|аиди|айди|ид|no){_GAP}\d(?:[\s-]?\d){{4,11}}(?!\d)|(?<!\w)мой (?:[iі][dԁ]|аиди|ид)[\s:]{{1,3}}\d(?:[\s-]?\d){{5,11}}(?!\d)")
_ID_HINT = re.compile(r"(?<!\w)(?:[iі][dԁ]|аиди|айди|ид|no)\W{1,3}\d")
_ICQ = re.compile(r"(?<!\w)(?:icq|ас[яьк]{1,2}[аеуи]?|аис[иі]к[ьюю]{0,2})(?:[ ,]{1,2}[^\W\d]{1,12}){0,4}[ :,-]{1,3}(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{9}|\d{3}-\d{3})(?!\d)")
_ICQ_HINT = re.compile(r"\d{3}[ -]\d{3}|\d{9}")
_WORD = r"[a-z][a-z0-9]{2,31}"
_NAMED = re.compile(
    rf"(?<!\w)(?:{_SLANG}|{_MINE} (?:{_SELF}))\s?[:=]\s{{0,2}}(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})(?=\s?(?:[,.!;)]|\Z|\n|\s[а-яі]))"
)
_NAMED_HINT = re.compile(r"[:=]\s{0,2}[a-z]")
_PERSON = re.compile(
    rf"(?<!\w)(?:я|меня|мене|найдете|найдешь|найти|ищи|ищите|шукай|шукайте)(?:\s(?:есть|там|найдете|ищи|ищите|можно|найти|легко))?(?:\s[вунао]{{1,2}})\s(?:{_SLANG}|{_NETWORK})"
    rf"(?:\s(?:записан[а]?|зовут|называюсь|ищи|ищите|просто))?(?:,?\s(?:как|под именем|по имени|зовут|як|это|я))\s(?P<name>[^\W\d_]{{2,20}}(?:\s[^\W\d_]{{2,20}}){{1,2}})"
)
_SPELLED = re.compile(rf"(?<!\w)(?:{_SLANG}|{_NETWORK}|{_SELF})(?!\w)[\s:=-]{{1,3}}(?P<name>{_WORD})(?!\w)")
_WIDER = 1.5  # a word that is spelled out with spaces stands in so much more room
_PERSON_HINT = re.compile(r"(?<!\w)(?:как|имен[иеі]м?|зовут|як) \w")
_SOUNDED = re.compile(
    rf"(?<!\w)(?:{_SELF})(?!\w)(?:[ ,-]{{1,3}}\w{{1,14}}){{0,4}}?[ ,-]{{1,3}}(?:латиниц[а-я]{{1,2}}|латинкой|латинкою|транслит[а-я]{{0,3}}|по-английски|английскими|англ)(?:\sбуквами)?\s?[:=-]\s?"
    r"[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20}){0,3}"
)
_SOUNDED_HINT = re.compile(r"латин|транслит|англ")


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
    for hint, pattern in ((_ID_HINT, _ID), (_ICQ_HINT, _ICQ), (_SOUNDED_HINT, _SOUNDED)):
        if hint.search(text):
            yield from (each.span() for each in pattern.finditer(text))


def named(plain: Plain, given: str) -> Iterator[tuple[int, int]]:
    """Places of names with capitals that people are shown under: «ФБ: Ivan Petrov», «я в контакте как Иван Петров».

    Args:
        plain: the text.
        given: the text as it was given, for its capitals.
    """
    for hint, pattern in ((_NAMED_HINT, _NAMED), (_PERSON_HINT, _PERSON)):
        if not hint.search(plain.text):
            continue
        for found in pattern.finditer(plain.text):
            words = re.finditer(r"\w+", found.group("name"))
            first = found.start("name")
            capitals = [given[int(plain.places[first + each.start()])].isupper() for each in words]
            if len(capitals) == 1 or all(capitals[:2]):
                yield found.span()


def spelled(plain: Plain, given: str) -> Iterator[tuple[int, int]]:
    """Places of names that are spelled out with spaces behind the name of a network.

    Args:
        plain: the text.
        given: the text as it was given, with the spaces.
    """
    if len(plain.text) == len(given):
        return
    for found in _SPELLED.finditer(plain.text):
        start, end = plain.span(*found.span("name"))
        if end - start > _WIDER * len(found.group("name")):
            yield found.span()


def _is_name(name: str) -> bool:
    return len(name) > 3 and _LETTERS.match(name) is not None and not _NO_HANDLE.match(name)


def _is_cued(text: str, start: int, name: str) -> bool:
    """Whether what stands before a name says that it is one; a bare look at the window comes cheap."""
    first = max(0, start - _BEFORE)
    if _SELF_CUED.search(text, first, start):
        return True
    return (_CUED if _MARKED.search(name) else _CUED_WELL).search(text, first, start) is not None
