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
]
_END = "|".join(sorted(_SURE, key=len, reverse=True))
_SPACED_END = "ru|com|net|org|ua|by|kz|рф|su"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BRACKETED = r"\s?[\[({<]\s?(?:[.,]|dot|точка|тчк)\s?[\])}>]\s?"
_SAID = r"(?:\s{1,3}|-)(?:точка|тчк|dot)(?:\s{1,3}|-)"
_DOT = rf"(?:[.•·]|{_BRACKETED}|{_SAID})"
_AT = r"(?:\s?[\[({<]\s?(?:at|эт|собака|собачка|@)\s?[\])}>]\s?|\s{1,3}(?:собака|собачка|гав-?гав|гав гав|at)\s{1,3})"
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
    rf"|(?<![\w@.-])[a-z0-9-]{{2,}}\s\.\s?(?:{_SPACED_END})(?![\w-])"
    r"|(?<![\w@.-])[a-z][a-z0-9-]{2,},(?:ru|com|net|org|ua|by|kz)(?![\w-])"
)
# What links and addresses have: most texts have nothing of it, and are done with. Signs first, for these are found fastest.
_HINTS = (
    re.compile(rf"[.,•·](?:\s?(?:{_END}|{'|'.join(_UNSURE)})|[\s\])}}>-]{{1,4}}(?:{_END}))(?!\w)"),
    re.compile(r":\s?/\s?/"),
)
_SAYING = ("точка", "тчк", "dot")
_SAID_HINT = re.compile(rf"(?:{'|'.join(_SAYING)})[\s\])}}>-]{{1,4}}(?:{_END})(?!\w)")
_NAMED_HINT = re.compile(rf"(?:собака|собачка|гав|на)\s{{1,3}}{_PROVIDER}(?!\w)")
_PRODUCTS = frozenset({"asp.net", "ado.net", "vb.net", "ml.net", "paint.net"})
_LATIN = str.maketrans(LATIN_OF)
_TRAILING = ".,;:!?…"
_MESSENGERS = re.compile(
    r"(?:https?\s?:\s?/\s?/\s?)?(?:www\.)?(?:t\W{1,3}me\b|(?:telegram\.me|wa\.me|m\.me|discord\.(?:gg|com)|"
    r"(?:vk|instagram|facebook|vkontakte|ok)(?:\W|точка|dot|тчк)+(?:com|ru|me)\b))"
)


def hinted(plain: Plain) -> bool:
    """Whether the plain text has what every link and every mail address has; most texts do not, and this is quicker to see.

    Args:
        plain: the text.
    """
    text = plain.text
    return (
        "@" in text
        or "www" in text
        or any(each.search(text) for each in _HINTS)
        or (any(each in text for each in _SAYING) and _SAID_HINT.search(text) is not None)
        or (any(each in text for each in _PROVIDERS) and _NAMED_HINT.search(text) is not None)
    )


def mails(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places of mail addresses in the plain text.

    Args:
        plain: the text; one that is not :func:`hinted` has none.
    """
    yield from (each.span() for each in MAIL.finditer(plain.text))


def links(plain: Plain) -> Iterator[tuple[int, int, bool]]:
    """Places of links in the plain text, and whether each leads to a messenger or a network.

    Args:
        plain: the text; one that is not :func:`hinted` has none.
    """
    for each in LINK.finditer(plain.text):
        found = each.group().rstrip(_TRAILING)
        if found not in _PRODUCTS:
            yield each.start(), each.start() + len(found), _MESSENGERS.match(found.translate(_LATIN)) is not None
