"""Messengers and the names that people have there."""

import re
from collections.abc import Iterator

from sverka.contact.text import Plain

_MESSENGER = (
    r"(?:телег[а-я]{0,7}|telegram|тг|tg|ватс?ап[а-я]{0,3}|вотс?ап[а-я]{0,3}|вацап[а-я]{0,3}|whats\s?app|вайбер[а-я]{0,3}|viber|"
    r"скайп[а-я]{0,3}|skype|вк|vk|вконтакте|инст[аеуы](?:грам+[а-я]{0,3})?|instagram|дискорд[а-я]{0,3}|discord|аськ[аеу]|icq)"
)
_ASKING = (
    r"(?:напиши|пиши|стучи|стукни|найди|ищи|добавь|добавляй|звони|скинь|кидай|свяжи|черкни|маякни)(?:те)?(?:сь|ся)?|"
    r"спишемся|перейдем|свяжемся|пообщаемся|договоримся|обсудим|write|message|text|add|contact|dm"
)
_NAME = r"[a-z][a-z0-9_.]{3,31}(?:#\d{3,5})?"
_MARKED_NAME = r"(?=[a-z0-9.]{0,31}[_\d#])[a-z][a-z0-9_.]{2,31}(?:#\d{3,5})?"
_NOT_A_PERSON = r"(?!\W{1,2}(?:канал|бот|чат|групп|пост|рассылк|магазин))"

MESSENGER = re.compile(
    rf"(?<!\w){_MESSENGER}\s{{0,2}}(?:[-:=]\s{{0,2}})?(?:(?:ник|логин|id|мой ник)\W{{1,3}})?(?:@\s?{_NAME}|{_MARKED_NAME})"
    rf"|(?<!\w){_MESSENGER}\s?[:=]\s{{0,2}}{_NAME}"
    rf"|(?<!\w)(?:{_ASKING})(?:\W{{1,2}}\w+){{0,3}}?\W{{1,2}}(?:в|на|во|у|to|on|me on)\s{_MESSENGER}(?!\w){_NOT_A_PERSON}"
    rf"|(?<!\w)(?:в|во|на|мой)\s{_MESSENGER}(?!\w){_NOT_A_PERSON}\W{{1,3}}(?:{_ASKING})(?!\w)"
    rf"|(?<!\w)(?:в|во|на)\s{_MESSENGER}\s{_NAME}"
    r"|(?<!\w)(?:viber|tg|whatsapp)\s?:\s?/\s?/\s?\S{1,200}"
    r"|(?<!\w)skype\s?:\s?\S{1,200}"
    r"|(?<!\w)[tт]\s?\.\s?(?:me|ме)\s?/\s?\w+"
)
# What every such place has; most texts have nothing of it, and are done with.
_HINT = re.compile(rf"(?<!\w)(?:{_MESSENGER}(?!\w)|[tт]\s?\.\s?(?:me|ме))")
HANDLE = re.compile(
    r"(?<![\w.@])@\s?(?=[\w.]{0,31}[a-z_])\w[\w.]{2,31}"
    r"|(?<!\w)(?:ник(?:нейм)?|nick(?:name)?|логин|login|юзернейм|username|аккаунт|собака)\s{0,2}(?:[-:=]\s{0,2})?"
    rf"(?:{_MARKED_NAME})"
    rf"|(?<!\w)(?:ник(?:нейм)?|nick(?:name)?|логин|login|юзернейм|username|аккаунт)\s?[:=]\s{{0,2}}{_NAME}"
)
_CODE = frozenset(
    [
        "@media",
        "@import",
        "@charset",
        "@keyframes",
        "@supports",
        "@page",
        "@property",
        "@override",
        "@deprecated",
        "@param",
        "@return",
        "@returns",
        "@throws",
        "@author",
        "@staticmethod",
        "@classmethod",
        "@dataclass",
        "@test",
        "@inject",
        "@autowired",
        "@component",
        "@see",
        "@since",
        "@todo",
        "@include",
        "@mixin",
        "@extend",
        "@layer",
        "@container",
        "@interface",
        "@font",
        "@hourly",
        "@daily",
        "@weekly",
        "@monthly",
        "@yearly",
        "@reboot",
    ]
)


def messengers(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places where a messenger is named as a way to reach somebody, in the plain text.

    Args:
        plain: the text.
    """
    if _HINT.search(plain.text):
        yield from (each.span() for each in MESSENGER.finditer(plain.text))


def handles(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places of names that people have on networks, in the plain text.

    Args:
        plain: the text.
    """
    for each in HANDLE.finditer(plain.text):
        found = each.group().rstrip(".")
        if found not in _CODE:
            yield each.start(), each.start() + len(found)
