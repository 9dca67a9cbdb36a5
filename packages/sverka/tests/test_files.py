"""Files of every format: what they say, what is refused, and that none of them takes long."""

import errno
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sverka import Read, Reader, Unreadable, command_texts, read
from sverka.files import reading
from sverka.files.packages import PART, package
from sverka.files.refusals import REASONS, Refused, Why
from sverka.files.worker import answer

from .documents import SAID, WRITTEN, W, opened, page, portable, rich, word, zipped

BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
LOCKED = Path(__file__).parent / "files" / "locked.pdf"


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_formats(tmp_path: Path, kind: str) -> None:
    """Each format says the same text; which one it is and its encoding are said."""
    path = tmp_path / f"text.{kind}"
    path.write_bytes(WRITTEN[kind])
    found = read(path)
    assert found.text.strip() == SAID
    assert (found.format, found.encoding) == (kind, {"txt": "koi8-r", "html": "utf-8"}.get(kind, ""))


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "pdf", "html"])
def test_without_names(tmp_path: Path, kind: str) -> None:
    """A document is known by what it holds."""
    (tmp_path / "text").write_bytes(WRITTEN[kind])
    assert read(tmp_path / "text").format == kind


def test_a_text_about_pages(tmp_path: Path) -> None:
    """What is called a text is one, also when it begins as a page does."""
    (tmp_path / "text.txt").write_bytes(b"<html>")
    assert read(tmp_path / "text.txt") == Read("<html>", "utf-8", "txt")


WORD_SIGNS = (
    "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:noBreakHyphen/><w:t>г</w:t><w:instrText>нет</w:instrText>"
    "<w:delText>нет</w:delText></w:r><w:moveFrom><w:r><w:t>нет</w:t></w:r></w:moveFrom>"
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:t>д</w:t></mc:Choice><mc:Fallback><w:t>нет</w:t></mc:Fallback></mc:AlternateContent></w:p>"
)
ODT_SIGNS = (
    '<text:tracked-changes><text:p>нет</text:p></text:tracked-changes><text:p>а<text:s text:c="2"/>б<text:tab/>в\n  г'
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>сноска</text:p></text:note-body></text:note>"
    "<office:annotation><text:p>нет</text:p></office:annotation> д<text:line-break/>е</text:p>"
)


def test_signs() -> None:
    """Tabs, breaks and spaces are signs; what was deleted, moved away or noted in the margin is not the text; notes come last."""
    assert package(word(WORD_SIGNS))[1] == "а\tб\nв\u2011гд\n"
    assert package(opened(ODT_SIGNS))[1] == "а  б\tв г д\nе\nсноска\n"
    notes = f'<w:footnotes xmlns:w="{W}"><w:p><w:t>сноска</w:t></w:p></w:footnotes>'
    assert package(word(more={"word/footnotes.xml": notes}))[1] == f"{SAID}\nсноска\n"


def test_page() -> None:
    """A page says what it shows, a line an element, in the encoding that it names."""
    shown = '<meta charset="windows-1251"><style>нет</style><div>раз <b>д</b>ва<p>три</p>четыре<br>пять</div><noscript>нет</noscript>'
    assert answer("html", shown.encode("cp1251")) == {
        "format": "html",
        "text": "раз два\nтри\nчетыре\nпять",
        "encoding": "cp1251",
    }
    assert answer("html", shown.replace("windows-1251", "none").encode("cp1251"))["encoding"] == "cp1251"
    assert answer("html", b"")["text"] == ""


def test_paragraphs() -> None:
    """Lines of a pdf are joined where a sentence goes on, and stay where one ends."""
    lines = ("Кот спал на окне целый день и", "никого не ждал. Потом пришёл", "Иван.", "Глава вторая")
    found = answer("pdf", portable(lines))
    assert found["text"] == "Кот спал на окне целый день и никого не ждал. Потом пришёл Иван.\nГлава вторая"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped({"picture.png": b"1"}), Why.PACKAGE),
        (zipped({"_rels/.rels": "<R/>", "[Content_Types].xml": ""}), Why.PACKAGE),
        (word(before=BOMB.decode().partition("<d>")[0]), Why.BROKEN),
        (word("<w:p>"), Why.BROKEN),
        (opened(manifest="<m><encryption-data/></m>"), Why.ENCRYPTED),
        (word()[:-40], Why.BROKEN),
        (word("<w:p/>" * (PART * 2**20 // 6 + 1)), Why.LARGE),
        (rich()[:-1], Why.CUT),
        (portable()[:-7], Why.CUT),
        (b"%PDF-1.4\n%%EOF", Why.BROKEN),
        (portable(content=b"q Q"), Why.NO_TEXT),
        (LOCKED.read_bytes(), Why.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Why.OLD_WORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Why.ENCRYPTED),
        (b"\0" * 100, Why.BINARY),
        ("слово".encode()[:-1], Why.HALF),
        (b'<html><meta charset="utf-8">' + "слово".encode()[:-1], Why.ENCODING),
    ],
)
def test_refusals(tmp_path: Path, data: bytes, why: Why) -> None:
    """Each bad file is refused for its own reason, named, within a second or two."""
    path = tmp_path / "bad"
    path.write_bytes(data)
    began = time.monotonic()
    with pytest.raises(Unreadable, match=r"bad cannot be read as text: .+\. .+\.$") as refused:
        read(path)
    assert refused.value.why is why
    assert time.monotonic() - began < 20


def test_encrypted_member() -> None:
    """A member of a package that is locked is said to be locked."""
    data = bytearray(word())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 1)
    with pytest.raises(Refused) as refused:
        package(bytes(data))
    assert refused.value.why is Why.ENCRYPTED


def test_a_pdf_behind_something(tmp_path: Path) -> None:
    """A pdf may have something before its beginning, as mail programs leave it."""
    (tmp_path / "a.pdf").write_bytes(b"\n\n" + portable())
    assert read(tmp_path / "a.pdf").text.strip() == SAID


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.rtf"])
def test_by_another_name(tmp_path: Path, name: str) -> None:
    """A file that is not what its name says is damaged, not a text."""
    (tmp_path / name).write_text("слово", "utf-8")
    with pytest.raises(Unreadable) as refused:
        read(tmp_path / name)
    assert refused.value.why is Why.BROKEN


def test_spaces_by_the_billion() -> None:
    """A number of spaces is not believed."""
    assert package(opened('<text:p>а<text:s text:c="999999999"/>б</text:p>'))[1] == f"а{' ' * 100}б\n"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused before it is read as a whole."""
    monkeypatch.setattr(reading, "LIMIT", 1)
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(Unreadable, match="more than 1 MB"):
        read(tmp_path / "a.txt")


def test_no_hang(tmp_path: Path) -> None:
    """A page that keeps its parser busy for minutes is given up, and the next document is read as if nothing had been."""
    (tmp_path / "slow.html").write_bytes(b"<div>" * 100_000 + b"<p>" * 100_000)
    (tmp_path / "good.html").write_bytes(page())
    began = time.monotonic()
    with Reader(seconds=0.5) as reader, pytest.raises(Unreadable) as refused:
        reader.read(tmp_path / "slow.html")
    assert refused.value.why is Why.SLOW
    assert time.monotonic() - began < 5
    assert reader.read(tmp_path / "good.html").text == SAID
    reader.close()


def test_a_parser_that_dies(tmp_path: Path) -> None:
    """When the process that reads documents dies, the file is said to be damaged, and the next one is read."""
    (tmp_path / "good.docx").write_bytes(word())
    with Reader() as reader:
        assert reader.read(tmp_path / "good.docx").text.strip() == SAID
        process = reader._process
        process.kill()
        process.wait()
        with pytest.raises(Unreadable, match="died"):
            reader.read(tmp_path / "good.docx")
        assert reader.read(tmp_path / "good.docx").text.strip() == SAID


@pytest.mark.parametrize(("kind", "library"), [("html", "selectolax"), ("rtf", "striprtf"), ("pdf", "pypdfium2")])
def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, kind: str, library: str) -> None:
    """Without the library the answer says what to install."""
    monkeypatch.setitem(sys.modules, f"{library}.lexbor" if kind == "html" else f"{library}.striprtf", None)
    monkeypatch.setitem(sys.modules, library, None)
    said = answer(kind, WRITTEN[kind])
    assert said == {"why": "missing", "facts": {"format": kind, "library": library}}
    assert "pip install 'sverka[files]'" in str(Unreadable("a", Why(said["why"]), **said["facts"]))


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "pdf"])
def test_bent_bits(kind: str) -> None:
    """Whatever bits are bent in a document, it is read or refused: nothing else comes out of it."""
    drawn = random.Random(kind)
    asked = "package" if kind in {"docx", "odt"} else kind
    for _ in range(60):
        data = bytearray(WRITTEN[kind])
        for _ in range(drawn.randint(1, 8)):
            data[drawn.randrange(len(data))] = drawn.randrange(256)
        said = answer(asked, bytes(data))
        assert "text" in said or Unreadable("a", Why(said["why"]), **said["facts"]).reason


def test_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reason is said in both languages, and its blanks are filled from the facts."""
    facts = dict.fromkeys(("format", "detail", "encoding", "byte", "length", "limit", "library", "seconds"), "1")
    for language in ("ru", "en"):
        monkeypatch.setattr(command_texts.Speech, "language", language)
        assert len({REASONS[each].said(**facts) for each in Why}) == len(Why)


def test_import_is_light() -> None:
    """Reading a plain text starts no process and loads no library of documents."""
    code = (
        "import sys, sverka, io\nwith sverka.Reader() as r:\n"
        " assert r.text(io.BytesIO(b'word'), 'a.txt').text == 'word'; assert r._process is None\n"
        "assert not {'numpy', 'selectolax', 'pypdfium2', 'striprtf'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_not_there(tmp_path: Path) -> None:
    """A file that is not there is an error of the system's."""
    with pytest.raises(OSError, match="none") as error:
        read(tmp_path / "none.docx")
    assert error.value.errno == errno.ENOENT
