"""Messengers and the names that people have there."""

import re
from collections.abc import Iterator

from sverka.contact.text import Plain

_MESSENGER = (
    r"(?:телег[а-я]{0,7}|telegram|тг|tg|ватс?ап[а-я]{0,3}|вотс?ап[а-я]{0,3}|вацап[а-я]{0,3}|whats\s?app|вайбер[а-я]{0,3}|viber|"
    r"скайп[а-я]{0,3}|skype|вк|vk|вконтакте|инст[аеуы](?:грам+[а-я]{0,3})?|instagram|дискорд[а-я]{0,3}|discord|аськ[аеу]|icq)"
)
_REACHED = rf"(?:{_MESSENGER}|max|мах|макс[еа]?(?!\w|\.)|зум[а-я]{{0,2}}|zoom|signal)"
_WHERE = r"(?:в|на|во|у|через|по|to|on|me on)\s(?:(?:личк[уе]|личные(?:\sсообщения)?|лс)\s)?"
_ASKING = (
    r"(?:напиши|пиши|стучи|стукни|найди|ищи|добавь|добавляй|звони|скинь|кидай|свяжи|черкни|маякни)(?:те)?(?:сь|ся)?|"
    r"жд[уе]м?\s(?:вас|тебя|сообщени[йея]|звонк[ао]в?)|спишемся|перейдем|свяжемся|пообщаемся|договоримся|обсудим|write|message|text|add|contact|dm"
)
_NAME = r"[a-z][a-z0-9_.]{3,31}(?:#\d{3,5})?"
_MARKED_NAME = r"(?=[a-z0-9.]{0,31}[_\d#])[a-z][a-z0-9_.]{2,31}(?:#\d{3,5})?"
_DOTTED_NAME = r"(?:live:)?[a-z][a-z0-9_]{0,30}(?:\.[a-z0-9_]{1,30}){1,4}"
_NOT_A_PERSON = r"(?!\W{1,2}(?:канал|бот|чат|групп|пост|рассылк|магазин))"

# A name of letters alone may be the first word of an English sentence.
_LONE_NAME = rf"(?:(?=[a-z_.]{{0,31}}[0-9_.]){_NAME}|[a-z]{{4,32}}(?!\w)(?!\s{{1,3}}[a-z]+(?!\w)))"

ADDRESS = re.compile(
    rf"(?<!\w){_MESSENGER}(?!\w)\s{{0,2}}(?:[-:=]\s{{0,2}})?"
    rf"(?:(?:ник|логин|id|мой ник|я|там я)\W{{1,3}})?(?:@\s?{_NAME}|(?:live:)?{_MARKED_NAME})"
    rf"|(?<!\w){_MESSENGER}\s?[:=]\s{{0,2}}(?:{_LONE_NAME}|іԁ\d{{3,15}}(?!\w))"
    rf"|(?<!\w)(?:в|во|на)\s{_MESSENGER}\s{_NAME}"
    rf"|(?<!\w)(?:мой|моя|мо[её]|наш)\s{_MESSENGER}\s{_DOTTED_NAME}"
    r"|(?<!\w)(?:icq|аськ[аеу])[\s:-]{1,4}(?:no?\s{0,2})?\d(?:[\s-]?\d){5,8}(?!\d)"
    r"|(?<!\w)(?:viber|tg|whatsapp)\s?:\s?/\s?/\s?\S{1,200}"
    r"|(?<!\w)skype\s?:\s?[\w.:@-]{3,200}\?\w{1,200}"
    r"|(?<!\w)skype\s?:(?! )\S{1,200}"
    r"|[tт]\s?\.\s?(?:me|ме)\s?/\s?\w+"
    r"|(?<!\w)[tт]\s(?:точка|тчк|крапка|дот|dot)\s(?:me|ме|ми)\s{0,2}(?:слэш|слеш|slash|/)\s{0,2}[a-z]\w{2,31}"
)
INVITATION = re.compile(
    rf"(?<!\w)(?:{_ASKING})(?:\W{{1,2}}\w+){{0,3}}?\W{{1,2}}{_WHERE}{_REACHED}(?!\w){_NOT_A_PERSON}"
    rf"|(?<!\w)(?:в|во|на|мой)\s{_MESSENGER}(?!\w){_NOT_A_PERSON}\W{{1,3}}(?:{_ASKING})(?!\w)"
)
# What every such place has; most texts have nothing of it, and are done with. The short names are parts of many words.
_LONG_NAMES = [
    "телег",
    "telegram",
    "ватс",
    "ватап",
    "вотс",
    "вотап",
    "вацап",
    "whats",
    "вайбер",
    "viber",
    "скайп",
    "skype",
    "вконтакте",
    "instagram",
    "дискорд",
    "discord",
    "аськ",
    "icq",
    "max",
    "макс",
    "мах",
    "зум",
    "zoom",
    "signal",
]
_SHORT_NAMES = ("вк", "vk", "тг", "tg", "инст")
_SHORT_NAME = re.compile(r"(?:(?:вк|vk|тг|tg)(?<!\w\w\w)|инст(?<!\wинст)[аеуы](?:грам+[а-я]{0,3})?)(?!\w)")
_SITE = re.compile(r"(?:\.|точка|тчк|крапка|дот|dot)\s?(?:me|ме|ми)")
_NAMED = re.compile(
    r"(?:ник(?<!\wник)(?:нейм)?|nick(?<!\wnick)(?:name)?|логин|login|юзернейм|username|аккаунт|собака|юзер)\s{0,2}(?:[-:=]\s{0,2}|(?:везде|там)\s)?[a-z]"
)
HANDLE = re.compile(
    r"(?<![\w.@])@\s?(?=[\w.]{0,31}[a-z_])\w[\w.]{2,31}"
    r"|(?<!\w)(?:ник(?:нейм)?|nick(?:name)?|логин|login|юзернейм|username|аккаунт|собака|юзер)\s{0,2}(?:[-:=]\s{0,2}|(?:везде|там)\s)?"
    rf"(?:{_MARKED_NAME})"
    rf"|(?<!\w)(?:ник(?:нейм)?|nick(?:name)?|логин|login|юзернейм|username|аккаунт)\s?[:=]\s{{0,2}}{_NAME}"
)
CODE = frozenset(
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


def messengers(plain: Plain) -> Iterator[tuple[int, int, bool]]:
    """Places where a messenger is named as a way to reach somebody, and whether each says under which name or number.

    Args:
        plain: the text.
    """
    text = plain.text
    short = any(map(text.__contains__, _SHORT_NAMES)) and _SHORT_NAME.search(text)
    if short or _SITE.search(text) or any(map(text.__contains__, _LONG_NAMES)):
        yield from ((*each.span(), True) for each in ADDRESS.finditer(text))
        yield from ((*each.span(), False) for each in INVITATION.finditer(text))


def handles(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places of names that people have on networks, in the plain text.

    Args:
        plain: the text.
    """
    if "@" not in plain.text and not _NAMED.search(plain.text):
        return
    for each in HANDLE.finditer(plain.text):
        found = each.group().rstrip(".")
        if found not in CODE:
            yield each.start(), each.start() + len(found)
