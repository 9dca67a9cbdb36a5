"""What compare says."""

import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sverka
from sverka import TooLong, compare

pytestmark = pytest.mark.usefixtures("way")

SOURCE = "Мама мыла раму, а папа читал <газету> в саду."
FIRST = "Кот спал на окне целый день и никого не ждал. "
SECOND = "Собака бегала по двору за старым красным мячом. "
OTHER = "Завтра утром поезд придёт на станцию без опоздания."


def test_moved() -> None:
    """Paragraphs that changed places count in full, and their places are said in both texts."""
    found = compare(FIRST + SECOND, SECOND + FIRST)
    assert found.percent == 100
    assert len(found.passages) == 2
    for each in found.passages:
        assert (SECOND + FIRST)[slice(*each.text)] == (FIRST + SECOND)[slice(*each.source)]


def test_share_of_the_text() -> None:
    """The percent is the share of the text's words, not of the source's."""
    assert compare(FIRST + SECOND, FIRST).percent == 100
    assert compare(FIRST, FIRST + SECOND).percent == pytest.approx(100 * 10 / 18)


def test_unrelated() -> None:
    """Texts that share no three words in a row have nothing in common."""
    found = compare(FIRST, OTHER)
    assert (found.percent, found.passages) == (0, ())


def test_three_words() -> None:
    """Two words in a row are no passage, three are; the least length can be chosen."""
    assert compare("красный старый мяч упал", "красный старый дом").percent == 0
    assert compare("красный старый мяч упал", "большой красный старый мяч").percent == 75
    assert compare("красный старый мяч упал", "красный старый дом", least=2).matched == 2


def test_once() -> None:
    """A passage of the source counts once, however often the text repeats it."""
    assert compare(FIRST, FIRST * 3).matched == 10


def test_markup() -> None:
    """The mark-up of eTXT: everything escaped, matches in a span."""
    found = compare(SOURCE, "Вчера Maма мыла раму & пела")
    assert found.text_markup() == 'Вчера <span class="match">Maма мыла раму</span> &amp; пела'
    assert found.source_markup() == '<span class="match">Мама мыла раму</span>, а папа читал &lt;газету&gt; в саду.'


@given(st.text(alphabet="аб \u0301<&o.", max_size=60), st.text(alphabet="аб \u0301<&o.", max_size=60))
@settings(deadline=None)
def test_markup_loses_nothing(source: str, text: str) -> None:
    """Without the marks the mark-up is the text, whatever it holds; percent and places stay in bounds."""
    found = compare(source, text)
    for markup, given_text in ((found.text_markup(), text), (found.source_markup(), source)):
        assert unescape(markup.replace('<span class="match">', "").replace("</span>", "")) == given_text
    assert 0 <= found.percent <= 100
    assert 3 * len(found.passages) <= found.matched <= found.words


BAD = {
    "empty": ("", 0),
    "one word": ("слово", 0),
    "binary": (bytes(range(256)).decode("latin-1") * 50, 100),
    "half characters": ("\ud800 а \udfff б в г", 100),
    "only look-alikes": ("a o c e p x " * 100, 100),
    "right to left": ("שלום עולם שלום עולם", 100),
    "marks": ("а" + "\u0301" * 100_000, 0),
    "one word often": ("слово " * 30_000, 100),
    "one letter often": ("а " * 100_000, 100),
    "zero width": ("\u200b" * 200_000, 0),
    "halves": ("½" * 100_000, 100),
    "apostrophes": ("'" * 200_000, 0),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str) -> None:
    """Odd texts get a right answer within a bounded time."""
    text, percent = BAD[name]
    began = time.process_time()
    assert compare(text, text).percent == percent
    assert time.process_time() - began < 10


def test_worst() -> None:
    """The worst that was found (benchmarks/text_worst.py): signs of four words each, in runs of every length, against one run."""
    text = "".join("\ufdfa" * each + chr(0x4E00 + each) for each in range(1, 199))
    began = time.process_time()
    found = compare("\ufdfa" * len(text), text)
    assert time.process_time() - began < 10
    assert (found.words, len(found.passages)) == (59104, 197)


@pytest.mark.parametrize("side", [0, 1])
def test_too_long(side: int) -> None:
    """Ten megabytes are refused at once, with the limit and what to do."""
    texts = ["слово", "слово " * 1_000_000]
    with pytest.raises(
        TooLong, match=r"6000000 characters; 200000 are taken at once. Split it, or raise the limit."
    ) as refused:
        compare(texts[side], texts[1 - side])
    assert (refused.value.length, refused.value.limit) == (6_000_000, 200_000)


def test_limit() -> None:
    """The limit is the caller's to choose."""
    with pytest.raises(TooLong):
        compare("один два три", "один", limit=11)
    assert compare("один два три", "один", limit=12).percent == 0


def test_least_is_checked() -> None:
    """A least length below one word is refused."""
    with pytest.raises(ValueError, match="Give a least length of 1 or more"):
        compare("а", "б", least=0)


def test_names() -> None:
    """The package gives what it lists and refuses other names."""
    assert sverka.compare is compare
    assert set(sverka.__all__) == set(sverka._HOMES)
    assert all(getattr(sverka, name).__name__ == name for name in sverka.__all__)
    assert set(sverka.__all__) <= set(dir(sverka))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sverka.nothing
