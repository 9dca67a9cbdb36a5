"""Contact data in public texts: e-mail addresses, phones, messengers (reference §4.3).

A plain search that is meant to be right about plain texts: numbers that are prices, dates, sizes, document or card numbers are no
phones, and a messenger that is only spoken of is no contact. Disguised contacts are for the text library.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from birzha.errors import ContactsFound
from birzha.settings import Rules

Kind = Literal["email", "phone", "messenger"]
"""What a piece of text gives away."""


@dataclass(frozen=True, slots=True)
class Found:
    """Contact data in a text.

    Args:
        kind: what it is.
        start: where it begins, characters from 0.
        end: behind its last character.
    """

    kind: Kind
    start: int
    end: int


_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++"
    r"(?:\s?@\s?|\s?[(\[]\s?(?:at|собака|собачка)\s?[)\]]\s?|\s(?:собака|собачка)\s)"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.|\s?[(\[]?(?:dot|точка)[)\]]?\s?)){1,5}[^\W\d_]{2,24}(?![\w@])",
    re.IGNORECASE,
)

_GAP = r"[\s().\u2010-\u2015-]{0,3}"
_PHONES = (
    # with the country's code: +7 912 345-67-89, +375 (29) 123-45-67
    re.compile(rf"(?<![\w+])\+{_GAP}\d(?:{_GAP}\d){{9,14}}(?!\d)"),
    # as dialled within Russia: 8 (912) 345-67-89, 79123456789
    re.compile(rf"(?<![\d.,-])[78]{_GAP}[3489]\d\d{_GAP}\d{{3}}{_GAP}\d\d{_GAP}\d\d(?![\d%])"),
    # within Ukraine: 067 123-45-67
    re.compile(rf"(?<![\d.,-])0[3-9]\d{_GAP}\d{{3}}{_GAP}\d\d{_GAP}\d\d(?![\d%])"),
    # the ten digits of a mobile number, grouped as one: (912) 345-67-89, 912 345 67 89
    re.compile(r"(?<![\d.,-])\(?[3489]\d\d\)?[\s-]\s?\d{3}[\s-]\d\d[\s-]\d\d(?![\d%])(?![\s-]\d)"),
    # a short or unbroken number, only where a word before it says what it is: тел. 45-67-89
    re.compile(
        r"\b(?:тел(?:ефон\w{0,3})?|моб(?:ильн\w{2,3})?|сот(?:ов\w{2,3})?|(?:по)?звон\w{1,4}|phone|call(?: me)?|tel"
        r"|whats\s?app|ватсап\w{0,2}|вотсап\w{0,2}|viber|вайбер\w{0,2}|телеграм\w{0,3}|telegram)\b[\s.:,(№-]{1,4}(?:на |по )?"
        r"(?:\d{2,3}[\s-]\d\d[\s-]\d\d|9\d{9})(?!\d)",
        re.IGNORECASE,
    ),
)

_NAMES = (
    r"(?:skype|скайп\w{0,2}|icq|аськ\w{1,2}|telegram|телеграм\w{0,3}|телег[аеуи]|tg|тг|whats\s?app|ватсап\w{0,2}"
    r"|вотсап\w{0,2}|вацап\w{0,2}|viber|вайбер\w{0,2}|vk|вк)"
)
_MESSENGERS = (
    # links
    re.compile(
        r"(?:\b(?:t\.me|telegram\.(?:me|dog)|vk\.(?:com|me|ru)|vkontakte\.ru|wa\.me|api\.whatsapp\.com|icq\.(?:im|com))"
        r"/[\w+?=.@-]{2,}|\b(?:tg|viber|whatsapp|icq)://\S+|\bskype:[\w.:-]{3,}\?\w+)",
        re.IGNORECASE,
    ),
    # a name, a colon and a nick: Skype: ivan.petrov; not the beginning of an English sentence
    re.compile(rf"\b{_NAMES}\s?:\s?@?(?:live:)?[a-z0-9_.][a-z0-9_.-]{{3,31}}(?![\w/])(?!\s+[a-z]+\b)", re.IGNORECASE),
    # a name and a nick that no word looks like: телеграм — ivan_petrov, skype ivan88
    re.compile(
        rf"\b{_NAMES}[\s:—–=-]{{1,4}}(?:@[a-z]\w{{3,31}}|[a-z][a-z.-]{{1,30}}[\d_][\w.-]{{0,20}})", re.IGNORECASE
    ),
    # a number: ICQ 123-456-789
    re.compile(r"\b(?:icq|аськ\w{1,2}|uin)[\s:№#—–-]{1,4}\d(?:[\s-]?\d){5,8}(?!\d)", re.IGNORECASE),
)

_NICK = re.compile(r"(?<![\w.@/+-])@([a-z][a-z0-9_]{4,31})(?![\w(-]|\.\w)", re.IGNORECASE)
_NOT_NICKS = frozenset(
    {
        "apply",
        "charset",
        "container",
        "dataclass",
        "classmethod",
        "deprecated",
        "extend",
        "extends",
        "import",
        "include",
        "inherit",
        "interface",
        "keyframes",
        "layer",
        "media",
        "mixin",
        "namespace",
        "override",
        "param",
        "property",
        "return",
        "returns",
        "staticmethod",
        "supports",
        "throws",
    }
)
"""Words that programs and style sheets write behind an ``@``."""


def find_contacts(text: str) -> list[Found]:
    """Every piece of contact data in a text, in order, without overlaps.

    Args:
        text: of any length; the time grows in step with it.
    """
    found: list[Found] = []
    for each in sorted(_candidates(text), key=lambda each: (each.start, -each.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def refuse_contacts(rules: Rules, /, **texts: str | None) -> None:
    """Refuse texts that others will read, where they carry contact data.

    Args:
        rules: ``private_data_check`` may switch the search off.
        **texts: by the names of their fields; ``None`` is passed over.

    Raises:
        ContactsFound: one of them does; it names the first.
    """
    if not rules.private_data_check:
        return
    for field, text in texts.items():
        for each in find_contacts(text or ""):
            what = {"email": "адрес почты", "phone": "телефон", "messenger": "контакт в мессенджере"}[each.kind]
            piece = (text or "")[each.start : each.end][:60]
            raise ContactsFound(f"В тексте есть {what}: «{piece}». Уберите его и отправьте снова.", field=field)


def _candidates(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found("email", *match.span())
    for pattern in _PHONES:
        for match in pattern.finditer(text):
            yield Found("phone", *match.span())
    for pattern in _MESSENGERS:
        for match in pattern.finditer(text):
            yield Found("messenger", *match.span())
    for match in _NICK.finditer(text):
        if match[1].lower() not in _NOT_NICKS:
            yield Found("messenger", *match.span())
