"""Contacts: what is found, what is not, and in what time.

The lists in tests/contacts were written before the code. Lines of even numbers (from 0) were looked at while it was
written; of the others only the counts.
"""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sverka import Kind, contacts
from sverka.contact import people
from sverka.contact.links import LINK, MAIL, hints, whole
from sverka.contact.people import handles, messengers
from sverka.contact.text import plain

LISTS = Path(__file__).parent / "contacts"
POSITIVES = (LISTS / "positives.txt").read_text("utf-8").splitlines()
FAMILIES = (LISTS / "families.txt").read_text("utf-8").splitlines()
LOOK_ALIKES = (LISTS / "look-alikes.txt").read_text("utf-8").splitlines()
TRAPS = (LISTS / "traps.txt").read_text("utf-8").splitlines()
# A messenger's link is a link, a name behind a messenger's name is a handle, a number behind it a phone.
ALIKE = {
    "phone": {"phone"},
    "mail": {"mail"},
    "link": {"link", "messenger"},
    "messenger": {"messenger", "link", "handle", "phone"},
    "handle": {"handle", "messenger"},
}


def is_found(line: str) -> bool:
    kind, marked = line.split("\t")
    start, end = marked.index("[["), marked.rindex("]]") - 2
    text = marked[:start] + marked[start + 2 : end + 2] + marked[end + 4 :]
    return any(each.kind in ALIKE[kind] and each.start < end and start < each.end for each in contacts(text))


@pytest.mark.parametrize(("half", "least"), [(0, 1.0), (1, 0.95)], ids=["looked at", "held out"])
def test_found(half: int, least: float) -> None:
    """Plain and disguised contacts are found, at least 95 in 100 of those that the code was not written against."""
    lines = POSITIVES[half::2]
    assert len(lines) > 50
    assert sum(map(is_found, lines)) >= least * len(lines)


@pytest.mark.parametrize("line", FAMILIES)
def test_families(line: str) -> None:
    """Each family of disguises is found: misspelled numerals, signs in words and pictures, slang, ids, names of one's own."""
    assert is_found(line)


@pytest.mark.parametrize("line", [*TRAPS, *LOOK_ALIKES])
def test_traps(line: str) -> None:
    """What only looks like a contact is left alone."""
    assert contacts(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "phone\tмой номерок: [[+7•916•000•12•34]]",
        "phone\t[[8|916|000|12|34]] вечером",
        "phone\t[[8 (916) 000:12:34]]",
        "phone\tзвякните [[89I6ЗЧ00012]] после обеда",
        "mail\tпочта [[petrov_00 (гав) example (дот) ru]]",
        "mail\tМой имейл [[petrov00 эт example дот ru]]",
        "link\tпортфолио: [[example.ly/3xYz12]]",
        "messenger\tв [[телеге я petrov_00]]",
        "messenger\t[[жду вас в вайбере]]",
        "messenger\t[[жду сообщений в телеграм]]",
        "messenger\tмой [[инстаграм petrov.d.art]]",
        "messenger\tмой [[скайп live:petrov.d]]",
        "messenger\t[[напиши мне в личку вк]]",
        "messenger\t[[пишите мне в личные сообщения вк]]",
        "messenger\t[[свяжитесь со мной через вайбер]]",
        "messenger\t[[пишите в MAX]], номер скину",
        "messenger\tдавайте [[свяжемся в зуме]]",
        "handle\tмой [[ник везде petrov_00]]",
        "handle\t[[юзер: petrov_00]]",
    ],
)
def test_what_a_stranger_wrote(line: str) -> None:
    """Disguises that somebody else thought of, after the code was written."""
    assert is_found(line)


def test_a_count_and_its_year() -> None:
    """What stands in brackets behind a long number is a year, and no end of a phone's."""
    assert contacts("Население: 8 905 543 (2021), 9 054 321 (2010).") == []


def test_places() -> None:
    """Each contact says its kind, its place in the text as it was given, what stands there and how it was read."""
    text = "Пишите: ivаn@exаmple.ru, +7 (916) 000-12-34 или t.me/ivan_petrov. Ник: @petrov_i"
    found = contacts(text)
    assert [(each.kind, each.text) for each in found] == [
        (Kind.MAIL, "ivаn@exаmple.ru"),
        (Kind.PHONE, "+7 (916) 000-12-34"),
        (Kind.MESSENGER, "t.me/ivan_petrov"),
        (Kind.HANDLE, "@petrov_i"),
    ]
    assert all(text[each.start : each.end] == each.text for each in found)
    assert found[0].plain == "ivan@example.ru"


def test_spelled_out() -> None:
    """A contact spelled out with spaces is found whole."""
    (found,) = contacts("вот: 8 9 1 6 0 0 0 1 2 3 4 звоните")
    assert (found.text, found.plain) == ("8 9 1 6 0 0 0 1 2 3 4", "89160001234")


@given(st.text(alphabet="а@.ru 8916+-точка собака\u200b½😀", max_size=60))
@settings(deadline=None)
def test_any_text(text: str) -> None:
    """Whatever the text: places lie inside it, in order, and do not overlap."""
    found = contacts(text)
    assert all(text[each.start : each.end] == each.text != "" for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


LONG = {
    "handles": "@aaa " * 40_000,
    "bullets": "а•" * 100_000,
    "dots": "а." * 100_000,
    "said dots": "а точка " * 25_000,
    "brackets": "a(.)" * 50_000,
    "digits": "1 " * 100_000,
    "eights": "8" * 200_000,
    "numerals": "восемь " * 28_000,
    "glued": "восемь" * 33_000,
    "spaces": "a" + " " * 199_999,
    "half a number": "8 912 " * 33_000,
    "signs": "+ " * 100_000,
    "dogs": "a собака " * 22_000,
    "messengers": "тг " * 66_000,
    "asking": "пишите в " * 22_000,
    "spelled": "a " * 100_000 + "bb",
    "addresses": "a@a." * 50_000,
    "binary": bytes(range(256)).decode("latin-1") * 800,
    "slang": "тг: " * 50_000,
    "names": "a_1 " * 50_000,
    "my names": "мой ник a_b " * 17_000,
    "said signs": "a нижнее подчеркивание " * 9_000,
    "hosts": "a мейл ру " * 20_000,
    "animals": ", собака a" * 20_000,
    "pictures": "a🐕" * 100_000,
    "zeros": "три нуля " * 22_000,
    "fillers": "8 потом и еще " * 14_000,
    "spelled names": "т г a b c d " * 16_000,
    "marks": "8" + "\u0301" * 200_000,
    "half characters": "\ud800@" * 100_000,
    "right to left": "שלום " * 40_000,
}


@pytest.mark.parametrize("name", LONG)
def test_time(name: str) -> None:
    """Texts made to take long take seconds at most, however often what is looked for begins."""
    began = time.process_time()
    contacts(LONG[name])
    assert time.process_time() - began < 5


def test_an_invitation_says_no_address() -> None:
    """«Write to me in a messenger» is found and told apart from a name or a number there, which comes first."""
    found = contacts("Пишите в телеграм, обсудим. Или стучите в скайп ivan.petrov.work")
    assert [(each.text, each.addressed) for each in found] == [
        ("Пишите в телеграм", False),
        ("в скайп ivan.petrov.work", True),
    ]
    assert all(
        each.addressed for each in contacts("t.me/ivan_petrov, +7 916 000-12-34, @ivan_p, ivan@mail.ru, mail.ru")
    )


SHORT = [
    ("phone", "495 133 16 64"),
    ("phone", "тел. 45-67-89"),
    ("messenger", "вк: id12345"),
    ("messenger", "icq 123456789"),
    ("messenger", "ICQ: 123-456-789"),
    ("messenger", "аська 12-34-56-7"),
]


@pytest.mark.parametrize(("kind", "text"), SHORT)
def test_short_numbers(kind: str, text: str) -> None:
    """City numbers, short ones behind a word that says what they are, and numbers of messengers are found whole."""
    (found,) = contacts(f"Итак, {text} — это всё.")
    assert found.kind == kind
    assert found.text in text
    assert len(found.text) >= 8


@pytest.mark.parametrize("text", ["тгru8", "модель tg3000_x", "vkusno_8"])
def test_a_messenger_is_a_word(text: str) -> None:
    """A word that begins like a messenger's name is none."""
    assert contacts(text) == []


@pytest.mark.parametrize("text", ["Skype: calls and chats for everybody", "звоните до 12.05.24", "вес 45-67-89 кг"])
def test_no_short_numbers(text: str) -> None:
    """A sentence behind a messenger's name, a date and sizes are no contacts."""
    assert contacts(text) == []


@given(
    st.lists(
        st.sampled_from(
            [*"а@.,:/-+•·8о", " ", "ник", "на", "ya", "точка", "ru", "me", "http", "тг", "вк", "tg", "т", "8"]
        ),
        max_size=14,
    )
)
def test_a_glance_loses_nothing(parts: list[str]) -> None:
    """A text that is passed over at a glance has nothing that a whole search would have found."""
    whole = plain("".join(parts))
    if not hints(whole):
        assert not any(pattern.search(whole.text) for pattern in (MAIL, LINK))
    if not list(messengers(whole)):
        assert not people.ADDRESS.search(whole.text)
        assert not people.INVITATION.search(whole.text)
    if not list(handles(whole)):
        assert not [each for each in people.HANDLE.finditer(whole.text) if each.group().rstrip(".") not in people.CODE]


PIECES = [
    "ivan@mail.ru ",
    "https://example.com/путь?a=b ",
    "http://a",
    "www.site.ru, ",
    "ivan собака mail точка ru ",
    "pochta_1 на яндекс.ру ",
    "site (точка) com ",
    "site .ru",
    "example,com ",
    "t.me/ivan ",
    "а.б.в.г.д.ru ",
    "@",
    ".ru",
    "слово ",
    "i" * 63 + ".",
    "x" * 700,
    "слово за словом " * 60,
]


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_near_signs(parts: list[str]) -> None:
    """Looking near the signs of links and addresses finds what a search of the whole text finds, however long it is."""
    read = plain("".join(parts))
    for pattern in (MAIL, LINK):
        expected = [each.span() for each in pattern.finditer(read.text)]
        assert [each.span() for each in whole(pattern, read.text, hints(read))] == expected
