"""The picture of a description: a PNG of two colours that anybody can open, whatever the text."""

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from birzha.articles.picture import FONT, LINE, MARGIN, MOST_CHARACTERS, MOST_LINES, WIDTH, _lines, _width, draw

TYPICAL = "Пошаговая статья о том, как выбрать саженцы яблони для небольшого участка: сорта, корни, сроки посадки. " * 5
ALPHABETS = (
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяҐЄІЇґєіїЎўӘҒҚҢӨҰҮҺәғқңөұүһ"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßéèçñ0123456789«»„“”’—–…№%₽€$£₴₸§°"
)


def opened(png):
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        assert picture.format == "PNG"
        return picture.convert("L")


def ink(png):
    """How many pixels are black."""
    return opened(png).histogram()[0]


def test_a_picture_can_be_opened():
    """A typical description: 600 pixels wide, as high as its lines, black on white, within 5 KB."""
    png = draw(TYPICAL)
    picture = opened(png)
    assert picture.size == (WIDTH, 2 * MARGIN + LINE * len(_lines(TYPICAL))) == (600, 176)
    assert sum(picture.histogram()[1:255]) == 0
    assert 5_000 < ink(png) < picture.width * picture.height / 5
    assert len(png) <= 5_000


def test_nothing_leaves_the_page():
    """The margins stay white: no line is wider than the page."""
    picture = opened(draw(TYPICAL + "Щ" * 200))
    frame = [
        picture.crop(box)
        for box in ((0, 0, MARGIN - 1, picture.height), (WIDTH - MARGIN + 1, 0, WIDTH, picture.height))
    ]
    assert [each.histogram()[0] for each in frame] == [0, 0]


def test_texts_make_pictures_of_their_own():
    """The same text the same bytes, another letter another picture."""
    assert draw("Саженцы яблони") == draw("Саженцы яблони")
    assert len({draw(text) for text in ("Саженцы яблони", "Саженцы Яблони", "саженцы яблони", "Саженцы яблонь")}) == 4


def test_every_letter_has_a_shape_of_its_own():
    """Russian, Ukrainian, Belarusian, Kazakh and Latin letters, digits, quotes and currencies are in the font: none is a box."""
    box = draw("\U0001f600")
    assert [each for each in ALPHABETS if draw(each) == box] == []
    assert min(ink(draw(each)) for each in ALPHABETS) > 0


def test_unknown_letters_become_boxes():
    """Emoji of four bytes, hieroglyphs and lone surrogates are drawn as the same box; joiners and selectors are not drawn."""
    assert draw("\U0001f600") == draw("\U0001f469") == draw("漢") == draw("\ud800")
    assert draw("\u2764\ufe0f") == draw("\u2764")
    assert ink(draw("\U0001f600" * 3)) == 3 * ink(draw("\U0001f600"))
    assert draw("со\u00adба\u200bка\x00\x1f") == draw("собака")
    assert draw("и\u0306") == draw("й")


@pytest.mark.parametrize("blank", ["", " ", "\n\n", " \t\r\n ", "\u00a0\u2003"])
def test_an_empty_description_is_a_blank_picture(blank):
    """Nothing, or only white space: one white line."""
    png = draw(blank)
    assert (opened(png).size, ink(png)) == ((WIDTH, 2 * MARGIN + LINE), 0)
    assert len(png) < 200


def test_words_are_wrapped():
    """Nothing is lost or doubled, and no line takes a word that would have fitted on the one before."""
    lines = _lines(TYPICAL)
    assert " ".join(lines) == TYPICAL.strip()
    room = WIDTH - 2 * MARGIN
    widths = [sum(map(_width, line)) for line in lines]
    assert max(widths) <= room
    first = [sum(map(_width, " " + line.split()[0])) for line in lines]
    assert all(width + word > room for width, word in zip(widths, first[1:], strict=False))


def test_line_feeds_are_kept():
    """A line feed of any system begins a new line, an empty line stays empty, spaces run together."""
    assert _lines("раз\nдва\r\nтри\rчетыре") == ["раз", "два", "три", "четыре"]
    assert _lines("  раз\t  два \n\n три") == ["раз два", "", "три"]


def test_a_word_wider_than_the_page_is_broken():
    """A word of a thousand letters fills lines; what follows it stands on its last one."""
    lines = _lines("Щ" * 1000 + " конец")
    assert len(lines) > 10
    assert "".join(lines) == "Щ" * 1000 + " конец"
    assert len(set(map(len, lines[:-1]))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "слово " * 6_666,
        "я" * 40_000,
        "\U0001f600" * 40_000,
        "\n" * 39_999 + "я",
        "я\n" * 20_000,
        "и\u0306" * 20_000,
        "\u0301" * 40_000,
        " " * 40_000,
    ],
    ids=["words", "one word", "emoji", "empty lines", "lines", "decomposed", "accents", "spaces"],
)
def test_a_long_text_is_bounded(text):
    """40,000 characters of any kind: never higher than 60 lines, within 40 KB and a second."""
    begun = time.perf_counter()
    png = draw(text)
    assert time.perf_counter() - begun < 1
    assert opened(png).height <= 2 * MARGIN + LINE * MOST_LINES
    assert len(png) < 40_000


def test_what_does_not_fit_ends_with_an_ellipsis():
    """Exactly what fits is whole; one line more, and the last one ends with an ellipsis inside of the page."""
    full = ["слово " * 11 + "конец"] * MOST_LINES
    assert _lines("\n".join(full)) == full
    cut = _lines("\n".join([*full, "ещё"]))
    assert len(cut) == MOST_LINES
    assert cut[-1].endswith("…")
    assert sum(map(_width, cut[-1])) <= WIDTH - 2 * MARGIN
    assert _lines("\u200b" * MOST_CHARACTERS + "я") == ["…"]


def test_threads_draw_side_by_side():
    """Eight threads at once draw what one draws alone."""
    texts = [f"{TYPICAL} {number}" for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(draw, texts)) == [draw(text) for text in texts]


def test_no_file_stays_open():
    """Drawing keeps no handle of the font."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        draw("Саженцы")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_font_comes_with_its_licence():
    """Small, and with its licence, source and the command that made it beside it."""
    assert FONT.stat().st_size <= 120_000
    assert "permission notice shall" in re.sub(r"\s+", " ", FONT.with_name("LICENSE").read_text(encoding="utf-8"))
    told = FONT.with_name("README.md").read_text(encoding="utf-8")
    assert "pyftsubset" in told
    assert FONT.name in told
