"""ZIPs of articles: readable by everybody, with names that every system can keep."""

import io
import zipfile
from zoneinfo import ZoneInfo

import pytest

from birzha.articles.zipping import LONGEST_NAME, NAMELESS, Packed, Zip, safe_name

MOSCOW = ZoneInfo("Europe/Moscow")
DATE = 1_700_000_000  # 2023-11-15 01:13:20 in Moscow


def packed(*articles, date=DATE):
    """The whole ZIP, each piece as it came."""
    made = Zip(MOSCOW)
    pieces = [piece for title, text, images in articles for piece in made.add(title, text, date, images)]
    return [*pieces, made.close()]


def opened(pieces):
    found = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert found.testzip() is None
    return found


def test_articles_lie_in_folders_of_their_own():
    """Numbered folders, texts and images inside, Cyrillic names marked as UTF-8, every byte as it was."""
    text = "Первый снег.\nВторая строка.".encode()
    found = opened(packed(("Первый снег", text, [Packed("двор.png", b"\x89PNG...")]), ("Второй", b"2", [])))
    assert found.namelist() == [
        "001_Первый снег/Первый снег.txt",
        "001_Первый снег/images/двор.png",
        "002_Второй/Второй.txt",
    ]
    assert found.read("001_Первый снег/Первый снег.txt") == text
    assert found.read("001_Первый снег/images/двор.png") == b"\x89PNG..."
    assert {each.flag_bits & 0x800 for each in found.infolist()} == {0x800}


def test_the_same_articles_make_the_same_bytes():
    """Times come from the article, in the exchange's zone; nothing of the machine or the moment gets in."""
    one, other = (packed(("Снег", b"text", [Packed("a.png", b"a")])) for _ in range(2))
    assert one == other
    (info, *_) = opened(one).infolist()
    assert info.date_time == (2023, 11, 15, 1, 13, 20)
    assert (info.create_system, info.external_attr >> 16) == (3, 0o644)


@pytest.mark.parametrize("date", [0, 2**40])
def test_times_that_the_format_cannot_keep_are_moved(date):
    """A date before 1980 or after 2107 does not break the archive."""
    year = opened(packed(("Снег", b"text", []), date=date)).infolist()[0].date_time[0]
    assert year in {1980, 2107, 2108}


def test_sizes_stand_before_the_content():
    """No file has its sizes after it: readers of streams, too, can unpack what is stored as it is."""
    found = opened(packed(("Снег", b"text" * 1000, [Packed("a.png", b"a" * 1000)])))
    assert {each.flag_bits & 0x08 for each in found.infolist()} == {0}
    text, image = found.infolist()
    assert text.compress_size < text.file_size == 4000
    assert image.compress_size == image.file_size == 1000


def test_it_comes_piece_by_piece():
    """Each file leaves memory before the next one is read."""
    read = []

    def images():
        for number in range(3):
            read.append(number)
            yield Packed(f"{number}.png", bytes(1000))

    made = Zip(MOSCOW)
    pieces = made.add("Снег", b"text", DATE, images())
    assert (len(next(pieces)) < 200, read) == (True, [])
    for number in range(3):
        assert 1000 < len(next(pieces)) < 1200
        assert read == list(range(number + 1))
    assert list(pieces) == []
    assert made.close().startswith(b"PK\x01\x02")


def test_two_articles_of_one_title_are_told_apart():
    """Two of one title lie in two folders, two images of one name get a number, whatever their case."""
    images = [Packed(name, b"") for name in ("двор.png", "Двор.PNG", "двор.png", "двор (2).png", "без", "без")]
    found = opened(packed(("Снег", b"1", images), ("Снег", b"2", [])))
    assert [name.rpartition("/")[2] for name in found.namelist()] == [
        "Снег.txt", "двор.png", "Двор (2).PNG", "двор (3).png", "двор (2) (2).png", "без", "без (2)", "Снег.txt",
    ]  # fmt: skip
    assert len({name.casefold() for name in found.namelist()}) == len(found.namelist())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Первый снег", "Первый снег"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("C:\\Windows\\system32", "C__Windows_system32"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("раз\nдва\tтри\u00a0четыре", "раз два три четыре"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("gpj\u202egnp.exe", "gpjgnp.exe"),
        ("...", NAMELESS),
        (" . . ", NAMELESS),
        ("", NAMELESS),
        ("\u200b\ufeff", NAMELESS),
        (".скрытый.", "скрытый"),
        ("точка в конце. ", "точка в конце"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("lpt¹", "_lpt¹"),
        ("aux .txt", "_aux.txt"),
        ("COM10", "COM10"),
        ("консоль", "консоль"),
        ("и\u0306", "й"),
        ("\ud800", "_"),
        ("фото.jpeg", "фото.jpeg"),
        ("Итоги 2026 г. и планы на следующий год", "Итоги 2026 г. и планы на следующий год"),
    ],
)
def test_names_are_made_safe(name, safe):
    """Separators, controls, dots, reserved words and tricks with direction are gone; the rest stays as it is."""
    assert safe_name(name) == safe


@pytest.mark.parametrize("letter", ["Щ", "a", "\U0001f600", "漢"])
def test_long_names_are_cut(letter):
    """A name never has more bytes than a file system takes, is cut between characters, and keeps its ending."""
    name = safe_name(letter * 512 + ".png")
    assert LONGEST_NAME - 4 < len(name.encode()) <= LONGEST_NAME
    assert set(name.removesuffix(".png")) == {letter}
    assert name.endswith(".png")
    assert len(safe_name(letter * 512).encode()) <= LONGEST_NAME


def test_an_odd_title_still_makes_a_path_of_its_own():
    """Titles that have nothing safe in them still unpack into a folder and a file."""
    found = opened(packed(("../..", b"1", [Packed("..", b"2")]), ("\x00", b"3", [])))
    assert found.namelist() == [
        "001__/_.txt",
        f"001__/images/{NAMELESS}",
        f"002_{NAMELESS}/{NAMELESS}.txt",
    ]


def test_a_zip_that_is_given_up_leaves_nothing_open():
    """Whoever stops in the middle just leaves the block."""
    with Zip(MOSCOW) as made:
        next(made.add("Снег", b"text", DATE))
