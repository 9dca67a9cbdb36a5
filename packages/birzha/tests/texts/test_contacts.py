"""Contact data is found where it is, and not where it only looks like it.

The text library has lists of its own, with disguised contacts; these are the ones that the exchange was first built against.
"""

import time

import pytest

from birzha.errors import ContactsFound
from birzha.settings import Rules
from birzha.texts.contacts import find_contacts, refuse_contacts

EMAILS = [
    "ivan@mail.ru",
    "Ivan.Petrov+work@sub.example.co.uk",
    "пишите на ivan_p@ya.ru, отвечу",
    "ПОЧТА: IVAN@MAIL.RU",
    "иван@пример.рф",
    "ivan @ mail.ru",
    "ivan(собака)mail.ru",
    "ivan [at] mail [dot] ru",
    "ivan собака mail точка ru",
    "<a href='mailto:x@y.com'>",
    "x@xn--e1afmkfd.com.",
]

PHONES = [
    "+7 912 345-67-89",
    "+79123456789",
    "+7(912)3456789",
    "8 (912) 345-67-89",
    "89123456789",
    "8-912-345-67-89",
    "8.912.345.67.89",
    "79123456789",
    "звоните: 8 800 555-35-35!",
    "+375 (29) 123-45-67",
    "+380 67 123 45 67",
    "067 123-45-67",
    "+1 202 555 0143",
    "+49 30 123456789",
    "(912) 345-67-89",
    "912-345-67-89",
    "495 133 16 64",
    "тел. 45-67-89",
    "телефон: 123-45-67",
    "позвоните по 9123456789",
    "вайбер 9123456789",
    "Тел.: 8\u00a0912\u00a0345\u00a067\u00a089",
    "8–912–345–67–89",
]

MESSENGERS = [
    "t.me/ivan_petrov",
    "https://t.me/+AbCdEf123",
    "telegram.me/ivan",
    "vk.com/id123",
    "https://vk.com/ivan.petrov",
    "wa.me/79",
    "tg://resolve?domain=ivan",
    "viber://chat?number=79",
    "@ivan_petrov",
    "мой ник @Ivanov88.",
    "Skype: ivan.petrov",
    "скайп: ivanpetrov",
    "skype:ivan_petrov?call",
    "Skype: live:ivan_1",
    "telegram: ivanpetrov, пишите",
    "телеграм — ivan_petrov",
    "пишите в телеграм ivan88",
    "тг: ivan_petrov",
    "тг @ivanp",
    "вк: id12345",
    "WhatsApp: ivan_p",
    "icq 123456789",
    "ICQ: 123-456-789",
    "аська 12-34-56-7",
]

CLEAN = [
    "",
    "Обычный текст без ничего.",
    "Цена от 10 до 12 рублей",
    "Цена: 3000",
    "3000 знаков",
    "15000-20000 рублей",
    "от 100 000 до 1 000 000 рублей",
    "8 900 000 000 рублей",
    "850 000 000 000",
    "25.12.2024 в 10:00",
    "2023-2024",
    "с 01.02.2024 по 03.04.2024",
    "2024-11-08 12:30:45",
    "размер 800x600 и 1920×1080",
    "ISBN 978-5-699-12345-6",
    "ISBN 5-699-12014-7",
    "ИНН 7707083893",
    "СНИЛС 112-233-445 95",
    "счёт 40817810099910004312",
    "карта 4276 1234 5678 9012",
    "артикул 89123456",
    "штрихкод 4607034171234",
    "координаты 55.755831, 37.617673",
    "рост 8,9123456789",
    "версия 1.2.3.4, порт 8080",
    "IP 192.168.100.200",
    "0.912345678901",
    "1234567890123456789",
    "+100 рублей, +20 %",
    "+5-10 градусов",
    "7 400 300 рублей за 20 дней",
    "Позвонить в 10:00 или 12:30",
    "телефон 15000-20000 рублей",
    "телефоны 2023-2024 годов",
    "телефон Samsung A52 за 25000",
    "номер заказа 123456",
    "Телеграм — популярный мессенджер",
    "Skype, Viber и WhatsApp умеют звонить",
    "Telegram - the best messenger",
    "Skype: calls and chats for everybody",
    "Telegram API, ICQ и аська из 2005 года",
    "Telegram 10 лет, WhatsApp 2024 года",
    "как продвигать группу ВК в 2024 году",
    "почта и собака",
    "Напишите 10 постов в Телеграм",
    "Добавьте ссылку на вк и пишите в телеграм",
    "Договор № 8-916-000-12-34-56 от 12.05.2024",
    "Артикул 89160001234 есть на складе",
    "3 шт. @ 100 руб.",
    "@media screen and (max-width: 600px)",
    "@import url; @param name; @Override",
    "pytest@7.4.2 и lodash@4",
    "e-mail, E-mail и электронная почта",
    "сайт example.com и https://example.com/page",
    "100500",
    "1 000 000 000 000",
    "8 часов 30 минут 15 секунд",
    "от 8 до 10, от 300 до 400",
]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("mail", each) for each in EMAILS]
    + [("phone", each) for each in PHONES]
    + [("messenger", each) for each in MESSENGERS],
)
def test_contacts_are_found(kind: str, text: str) -> None:
    """Each way to give contact data is found once, as what it is, wherever in a text it stands."""
    for placed in (text, f"Статья о кошках. {text} Спасибо", f"перенос\n{text}\nстрок"):
        (found,) = find_contacts(placed)
        assert ("messenger" if found.kind == "handle" else found.kind) == kind, placed


@pytest.mark.parametrize("text", CLEAN)
def test_clean_texts_pass(text: str) -> None:
    """Prices, dates, sizes, document numbers and talk about messengers are no contacts."""
    for placed in (text, f"Начало. {text} Конец"):
        assert [placed[each.start : each.end] for each in find_contacts(placed)] == [], placed


def test_all_are_found_in_order() -> None:
    """Several contacts come in the order of the text, each with its place, none inside another."""
    text = "Пишите ivan@mail.ru или t.me/ivan_p, тел. 8 912 345-67-89."
    pieces = [text[each.start : each.end] for each in find_contacts(text)]
    assert pieces == ["ivan@mail.ru", "t.me/ivan_p", "8 912 345-67-89"]


@pytest.mark.parametrize(
    "text",
    ["a" * 40_000, "1 " * 20_000, "8 912 " * 6_000, "+" * 40_000, "a.b-" * 10_000, "@" * 40_000, "тел. " * 8_000,
     "skype: " * 6_000, "a@b." * 10_000, "(собака)" * 5_000, "x@" + "a." * 20_000, "icq 1 " * 7_000, " собака " * 5_000],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """The longest text, however it is made up, is searched within half a second."""
    times = []
    for _ in range(2):  # the garbage of all tests before may be collected during one
        started = time.process_time()
        find_contacts(text)
        times.append(time.process_time() - started)
    assert min(times) < 0.5


def test_refusal_names_the_field() -> None:
    """The first text with a contact is refused and says which and why; clean and absent ones pass."""
    refuse_contacts(Rules(), title="Кошки", text=None)
    with pytest.raises(ContactsFound) as refusal:
        refuse_contacts(Rules(), title="Кошки", text="пишите: ivan@mail.ru")
    assert refusal.value.field == "text"
    assert "ivan@mail.ru" in refusal.value.message


def test_the_search_can_be_switched_off() -> None:
    """An exchange that does not mind contact data lets it pass."""
    refuse_contacts(Rules(private_data_check=False), text="ivan@mail.ru")
