"""Spelling: what is counted, what is not, and in what time."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sverka import Language, spelling
from sverka.spell import dictionaries, orthography
from sverka.spell.dictionaries import ALPHABETS, known

CLEAN = """
Рано утром мы вышли из дома и отправились к реке. Дорога шла через старый сад, где ещё цвели яблони; кто-то уже косил траву.
По-моему, в такие дни хорошо работать: дышится легко, мысли ясные, а чай из термоса кажется вкуснее обычного. Мы разложили
снасти, выбрали место поудобнее и долго молчали. Потом дедушка рассказал, как в детстве переплывал эту реку с братом, как
боялся глубины и как однажды поймал щуку величиной с полено. Чтобы приготовить уху, нужны свежая рыба, лук, картофель, перец
горошком и немного терпения. Вечером пошёл мелкий дождь, костёр погас, и все разбрелись по палаткам. Наутро выяснилось, что
кошка съела половину улова. Выбирая обувь для прогулок, обращайте внимание на подошву: скользкая подведёт на мокрых камнях.
""".strip()
ENGLISH = "The quick fox doesn't jump over lazy dogs, because it isn't hungry today."


def wrong(text: str) -> list[str]:
    return [text[each.start : each.end] for each in spelling(text).misspelled]


def test_clean() -> None:
    """Clean prose has no mistakes, in Russian with ё, hyphens and marks, and in English with apostrophes."""
    assert wrong(CLEAN) == []
    assert wrong(ENGLISH) == []
    assert wrong(CLEAN.replace("о", "о\u0301").replace("а", "a")) == []


def test_typos() -> None:
    """At least 90 in 100 random slips in these few words are said; benchmarks/text_pairs.py counts 20,000 in real prose."""
    drawn = random.Random(11)
    words = [each for each in {each.strip(".,:;").lower() for each in CLEAN.split()} if len(each) > 3]
    slips = [slip for word in sorted(words) for slip in _slips(word, drawn) if slip != word]
    assert len(slips) > 200
    assert len(wrong(" ".join(slips))) >= 0.9 * len(slips)


def _slips(word: str, drawn: random.Random) -> list[str]:
    at, letter = drawn.randrange(len(word) - 1), drawn.choice(ALPHABETS[Language.RUSSIAN])
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return [word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:], swapped]


def test_places() -> None:
    """A mistake has its place in the text as it was given; percents are of words of two letters or more."""
    text = "Это пре\u00adвет, и 100 домов"
    found = spelling(text)
    (only,) = found.misspelled
    assert (only.word, text[only.start : only.end], only.language) == ("превет", "пре\u00adвет", "ru")
    assert found.words == 3
    assert found.percent == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    "text",
    [
        "мы купили Хрюкозавр",
        "мы купили хрюкозавр-Икс",
        "мы взяли abrakadabr и xyzzy",
        "пишите на сайт хрюкозавр.рф или @хрюкозавр",
        "это 5-ый и 10-кратнейшо",
        "кое-где по-русски что-нибудь",
        "глава іі про эту быль",
        "а б в",
    ],
)
def test_not_counted(text: str) -> None:
    """Names, foreign words, addresses, numbers and single letters are no mistakes."""
    assert wrong(text) == []


def test_shouted() -> None:
    """In a text all in capitals a capital letter says nothing."""
    assert wrong("ВСЕМ ПРЕВЕТ") == ["ПРЕВЕТ"]


def test_english() -> None:
    """English mistakes are said in English text."""
    assert wrong("we recieve letters and doesnt care") == ["recieve", "doesnt"]


def test_suggestions() -> None:
    """What is suggested is known, near, at most five, and the likeliest comes first."""
    (found,) = spelling("мы сдесь").misspelled
    assert found.suggestions[0] == "здесь"
    assert len(found.suggestions) <= 5
    (english,) = spelling("we recieve letters").misspelled
    assert english.suggestions[0] == "receive"
    (joined,) = spelling("вот потомучто").misspelled
    assert joined.suggestions == ("потому что",)


def test_ukrainian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ukrainian words are looked up with their apostrophe; without a dictionary none is called wrong, and it is said."""
    text = "Її м’ята і їжа: привед"
    monkeypatch.setattr(orthography, "known", lambda _: {"її", "м'ята", "їжа"}.__contains__)
    assert wrong(text) == ["привед"]
    monkeypatch.setattr(orthography, "known", lambda _: None)
    found = spelling(text)
    assert (found.misspelled, found.languages, found.missing) == ((), (), ("uk",))


def test_hunspell() -> None:
    """A dictionary that cannot write a word's letters lacks the word; words longer than any are not looked up."""
    has = known(Language.ENGLISH)
    assert has is not None
    assert [has(each) for each in ("house", "housse", "дом", "a" * 100_000)] == [True, False, False, False]


def test_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package and without the system's files there is no dictionary."""
    monkeypatch.setattr(dictionaries, "_SYSTEM", ())
    monkeypatch.setattr(dictionaries, "find_spec", lambda _: None)
    dictionaries._loaded.cache_clear()
    try:
        assert known(Language.ENGLISH) is None
    finally:
        dictionaries._loaded.cache_clear()


@pytest.mark.parametrize("text", ["", "…", "\ud800", "\u200b", "שלום", "日本語", "12 34"])
def test_nothing(text: str) -> None:
    """A text without words to check has no mistakes."""
    found = spelling(text)
    assert (found.percent, found.misspelled) == (0, ())


@given(st.text(alphabet="аыіґкZ'-.@\u0301 о", max_size=40))
@settings(deadline=None)
def test_any_text(text: str) -> None:
    """Whatever the text: places lie inside it, in order, do not overlap, and the percent is one."""
    found = spelling(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found.misspelled)
    assert all(first.end <= second.start for first, second in pairwise(found.misspelled))
    assert 0 <= found.percent <= 100


@pytest.mark.parametrize(
    "part", ["слово ", "превет ", "превет-", "а", "a\u0301", "кк'", "ab-", "превет\u0301\u0301\u0301 "], ids=ascii
)
def test_time(part: str) -> None:
    """A million characters of one thing take seconds; what is not linear in it would take minutes."""
    text = part * (1_000_000 // len(part))
    began = time.process_time()
    spelling(text)
    assert time.process_time() - began < 20
