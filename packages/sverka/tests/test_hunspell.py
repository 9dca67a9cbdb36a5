"""Hunspell's dictionaries: both ways of asking agree, and loading one lets other threads run."""

import threading
import time
from pathlib import Path

import pytest

from sverka.spell import dictionaries, hunspell
from sverka.spell.dictionaries import Language
from sverka.spell.hunspell import Ask, dictionary

WORDS = [
    "дом",
    "дома",
    "домм",
    "ёлка",
    "елка",
    "кто-то",
    "о",
    "",
    "house",
    "houses",
    "housse",
    "doesn't",
    "Paris",
    "paris",
]
PARTS = [(language, *dictionaries._FILES[language][2:]) for language in (Language.RUSSIAN, Language.ENGLISH)]


def place(language: Language) -> Path:
    folder = dictionaries._folder(language)
    assert folder is not None
    return folder


def answers(ask: Ask) -> list[bool | None]:
    found: list[bool | None] = []
    for each in [*WORDS, "дом\u0301", "ґ"]:
        try:
            found.append(ask(each))
        except UnicodeEncodeError:
            found.append(None)
    return found


@pytest.mark.parametrize(("language", "name"), PARTS)
def test_two_ways(monkeypatch: pytest.MonkeyPatch, language: Language, name: str) -> None:
    """The library and the binding say the same of every word, also of those that the dictionary cannot write."""
    by_library = answers(dictionary(place(language), name))
    monkeypatch.setattr(hunspell, "_library", lambda: None)
    assert answers(dictionary(place(language), name)) == by_library
    assert {True, False, None} <= set(by_library)


def test_others_run() -> None:
    """While a dictionary loads another thread goes on: it wakes many times, not once before and once after."""
    ticks = 0
    loaded = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not loaded.is_set():
            time.sleep(0.001)
            ticks += 1

    ticking = threading.Thread(target=tick)
    ticking.start()
    before = ticks
    dictionary(place(Language.RUSSIAN), "ru")
    after = ticks
    loaded.set()
    ticking.join()
    assert after - before > 5


def test_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that ask for one dictionary at the same time wait for one load of it."""
    loads = []

    def load(folder: Path, name: str) -> Ask:
        loads.append(name)
        time.sleep(0.02)
        return {"house"}.__contains__

    monkeypatch.setattr(dictionaries, "dictionary", load)
    dictionaries._loaded.cache_clear()
    try:
        threads = [threading.Thread(target=dictionaries.known, args=(Language.ENGLISH,)) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    finally:
        dictionaries._loaded.cache_clear()
    assert loads == ["en_US"]
