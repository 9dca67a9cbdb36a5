"""Mail addresses and links, plain and disguised: «собака», «точка», brackets, spaces, commas, letters of another script."""

import re
from collections.abc import Iterator

from sverka.contact.text import Plain
from sverka.twins import LATIN_OF

_SURE = [
    "ru",
    "su",
    "рф",
    "ua",
    "by",
    "kz",
    "uz",
    "az",
    "ge",
    "kg",
    "com",
    "net",
    "org",
    "info",
    "biz",
    "eu",
    "de",
    "uk",
    "fr",
    "pl",
    "cz",
    "lv",
    "lt",
    "ee",
    "fi",
    "tr",
    "cn",
    "jp",
    "xyz",
    "site",
    "online",
    "store",
    "shop",
    "club",
    "website",
    "tech",
    "app",
    "dev",
    "blog",
    "agency",
    "studio",
    "ру",
    "ком",
    "орг",
    "юа",
    "москва",
    "укр",
    "бел",
]
# These end sentences as well as names («it.No», «home. Me»), so they need a path behind them.
_UNSURE = [
    "me",
    "io",
    "tv",
    "cc",
    "us",
    "it",
    "es",
    "pro",
    "art",
    "live",
    "link",
    "top",
    "space",
    "media",
    "design",
    "to",
    "am",
    "in",
    "ly",
    "gl",
    "gd",
    "co",
    "name",
    "wiki",
]
_END = "|".join(sorted(_SURE, key=len, reverse=True))
_SPACED_END = "ru|com|net|org|ua|by|kz|рф|su"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BRACKETED = r"\s?[\[({<]\s?(?:[.,]|dot|дот|точка|тчк)\s?[\])}>]\s?"
_SAID = r"(?:\s{1,3}|-)(?:точка|тчк|dot|дот)(?:\s{1,3}|-)"
_DOT = rf"(?:[.•·]|{_BRACKETED}|{_SAID})"
_AT = (
    r"(?:\s?[\[({<]\s?(?:at|эт|собака|собачка|гав(?:[ -]?гав)?|@)\s?[\])}>]\s?"
    r"|\s{1,3}(?:собака|собачка|гав(?:[ -]?гав)?|at|эт)\s{1,3})"
)
# Addresses and names have bounds, so that no text makes the search long.
_LOCAL = r"(?<![\w.+•·-])[^\W_][\w.+•·-]{0,63}"
_PROVIDERS = [
    "gmail",
    "yandex",
    "ya",
    "mail",
    "rambler",
    "bk",
    "list",
    "inbox",
    "outlook",
    "icloud",
    "hotmail",
    "ukr",
    "яндекс",
    "майл",
    "рамблер",
    "гмейл",
    "джимейл",
    "мейл",
    "меил",
    "мэйл",
    "мэил",
    "маил",
    "гмайл",
    "жмейл",
]
_PROVIDER = rf"(?:{'|'.join(_PROVIDERS).replace('яндекс', 'яндекс[а-я]?')})"
_PATH = r"(?:/[^\s<>\"»)]*)?"

MAIL = re.compile(
    rf"{_LOCAL}\s?@\s?(?:{_LABEL}(?:{_DOT}|\s?\.\s?|,)){{1,6}}(?:{_END}|{'|'.join(_UNSURE)})(?![\w-])"
    rf"|{_LOCAL}{_AT}(?:{_LABEL}{_DOT}){{1,6}}(?:{_END})(?![\w-])"
    rf"|{_LOCAL}\s{{1,3}}(?:собака|собачка|гав-?гав)\s{{1,3}}{_PROVIDER}(?![\w-])"
    rf"|(?<![\w.+-])[a-z](?=[\w.+-]*[\d._-])[\w.+-]{{1,63}}\s{{1,3}}на\s{{1,3}}{_PROVIDER}(?:{_DOT}(?:{_END}))?(?![\w-])"
)
LINK = re.compile(
    rf"(?<!\w)(?:https?|hxxps?|ftp)\s?:\s?/\s?/\s?[^\s<>\"»)]+(?:\s\.\s(?:{_SPACED_END})(?![\w-]){_PATH})?"
    r"|(?<!\w)www\s?\.\s?[^\s<>\"»)]+"
    rf"|(?<![\w@.-])(?:{_LABEL}{_DOT}){{1,8}}(?:{_END})(?![\w-])(?!\.\w){_PATH}"
    rf"|(?<![\w@.-])(?:{_LABEL}{_DOT}){{1,8}}(?:{'|'.join(_UNSURE)})/[^\s<>\"»)]*"
    rf"|(?<![\w@.-])[a-z0-9-]{{2,63}}\s\.\s?(?:{_SPACED_END})(?![\w-])"
    r"|(?<![\w@.-])[a-z][a-z0-9-]{2,62},(?:ru|com|net|org|ua|by|kz)(?![\w-])"
)
# What links and addresses have: most texts have nothing of it, and are done with. Signs first, for these are found fastest.
_HINTS = (
    re.compile(rf"[.,•·](?:\s?(?:{_END}|{'|'.join(_UNSURE)})|[\s\])}}>-]{{1,4}}(?:{_END}))(?!\w)"),
    re.compile(r":\s?/\s?/"),
)
_SIGNS = re.compile("@|www")
_SAYING = ("точка", "тчк", "dot", "дот")
_SAID_HINT = re.compile(rf"(?:{'|'.join(_SAYING)})[\s\])}}>-]{{1,4}}(?:{_END})(?!\w)")
_NAMED_HINT = re.compile(rf"(?:собака|собачка|гав|на)\s{{1,3}}{_PROVIDER}(?!\w)")
# «г.Москва» is a town and no site: an abbreviation stands before a name.
_ABBREVIATIONS = frozenset(
    [
        "г",
        "гор",
        "ул",
        "пр",
        "просп",
        "пер",
        "пл",
        "наб",
        "обл",
        "р",
        "с",
        "ст",
        "д",
        "п",
        "пос",
        "м",
        "о",
        "им",
        "м-н",
        "б-р",
        "вул",
        "м-то",
    ]
)
_PRODUCTS = frozenset({"asp.net", "ado.net", "vb.net", "ml.net", "paint.net"})
# From where a link or an address begins to the last sign that it must have there are fewer characters: eight labels at most.
_REACH = 700
_AT_ONCE = 5000
_LATIN = str.maketrans(LATIN_OF)
_TRAILING = ".,;:!?…"
_MESSENGERS = re.compile(
    r"(?:https?\s?:\s?/\s?/\s?)?(?:www\.)?(?:t\W{1,3}me\b|(?:telegram\.me|wa\.me|m\.me|discord\.(?:gg|com)|"
    r"(?:vk|instagram|facebook|vkontakte|ok)(?:\W|точка|dot|тчк)+(?:com|ru|me)\b))"
)


def hints(plain: Plain) -> list[int]:
    """Where signs end that every link and every mail address has, rising; most texts have none, and this is quicker to see.

    Args:
        plain: the text.
    """
    text = plain.text
    patterns = list(_HINTS)
    if "@" in text or "www" in text:
        patterns.append(_SIGNS)
    if any(map(text.__contains__, _SAYING)):
        patterns.append(_SAID_HINT)
    if any(map(text.__contains__, _PROVIDERS)):
        patterns.append(_NAMED_HINT)
    return sorted(found.end() for each in patterns for found in each.finditer(text))


def whole(pattern: re.Pattern[str], text: str, ends: list[int]) -> Iterator[re.Match[str]]:
    """What a search of the whole text finds, for links and addresses: they begin shortly before a sign that they have.

    Args:
        pattern: ``MAIL`` or ``LINK``.
        text: the plain text.
        ends: its :func:`hints`.
    """
    for first, last in _pieces(ends):
        at = max(0, first - _REACH)
        while at < last:
            # One search stops other threads, so none goes through a long text.
            stop = min(last, at + _AT_ONCE)
            found = pattern.search(text, at, stop + _REACH)
            # What was found near the end of the piece may go on behind it.
            found = found and (pattern.match(text, found.start()) or pattern.search(text, at))
            if found is None or found.start() >= stop:
                at = stop
                continue
            yield found
            at = found.end()


def _pieces(ends: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of signs that are near one another."""
    first = last = -1
    for end in ends:
        if last >= 0 and end - last > 2 * _REACH:
            yield first, last
            first = -1
        first, last = first if first >= 0 else end, end
    if last >= 0:
        yield first, last


def mails(plain: Plain, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Places of mail addresses in the plain text.

    Args:
        plain: the text.
        ends: its :func:`hints`.
    """
    yield from (each.span() for each in whole(MAIL, plain.text, ends))


def links(plain: Plain, ends: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Places of links in the plain text, and whether each leads to a messenger or a network.

    Args:
        plain: the text.
        ends: its :func:`hints`.
    """
    for each in whole(LINK, plain.text, ends):
        found = each.group().rstrip(_TRAILING)
        label, _, end = found.partition(".")
        # Only Cyrillic ends are words that follow an abbreviation: «г.Москва», «Ж.Ру».
        abbreviated = end.isalpha() and end > "а" and (label in _ABBREVIATIONS or (len(label) == 1 and label >= "а"))
        if found not in _PRODUCTS and not abbreviated:
            yield each.start(), each.start() + len(found), _MESSENGERS.match(found.translate(_LATIN)) is not None
