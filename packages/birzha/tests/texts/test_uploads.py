"""Uploads are what their names say, whole, not empty, not too big, not infected."""

import io
import zipfile

import pytest

from birzha.errors import FileBadType, FileEmpty, FileHasVirus, FileNotUploaded, FileTooBig
from birzha.texts.uploads import LARGEST_FILE, Upload, check_upload

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def archive(**members: str) -> bytes:
    """A ZIP archive; ``__`` in a name stands for a slash, ``_`` for a dot."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return output.getvalue()


GOOD = {
    "txt": "Привет".encode(),
    "doc": OLE + b"...." + "WordDocument".encode("utf-16-le"),
    "docx": archive(word__document_xml="<w/>"),
    "rtf": b"{\\rtf1 text}",
    "odt": archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"),
    "pdf": b"%PDF-1.7 ...",
    "xls": OLE + b"...." + "Workbook".encode("utf-16-le"),
    "xlsx": archive(xl__workbook_xml="<w/>"),
    "csv": "а;б\r\n1;2".encode("cp1251"),
    "zip": archive(a_txt="x"),
    "rar": b"Rar!\x1a\x07\x01\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00",
    "jpg": b"\xff\xd8\xff\xe0...",
    "jpeg": b"\xff\xd8\xff\xe0...",
    "png": b"\x89PNG\r\n\x1a\n...",
    "gif": b"GIF89a...",
}


@pytest.mark.parametrize("extension", GOOD)
def test_each_kind_is_taken(extension: str) -> None:
    """A file of each accepted kind passes, in capitals too, and its kind is told."""
    for name in (f"файл.{extension}", f"a.b.{extension.upper()}", f"C:\\docs\\x.{extension}", f"../x.{extension}"):
        checked = check_upload(Upload(name, GOOD[extension]))
        assert checked.extension == extension
        assert "/" in checked.content_type


CONTAINERS = {("zip", "docx"), ("zip", "odt"), ("zip", "xlsx"), ("jpg", "jpeg"), ("jpeg", "jpg"),
              ("txt", "csv"), ("csv", "txt")}  # fmt: skip


@pytest.mark.parametrize("extension", GOOD)
def test_content_must_be_what_the_name_says(extension: str) -> None:
    """No kind passes under another's name, but for archives under their own and pictures and texts with two names."""
    for other, content in GOOD.items():
        if other == extension or (extension, other) in CONTAINERS:
            continue
        with pytest.raises(FileBadType) as refusal:
            check_upload(Upload(f"x.{extension}", content))
        assert refusal.value.field == "file"


@pytest.mark.parametrize(
    "name",
    ["", "x", ".txt", "txt", "x.", "x.exe", "x.txt.exe", "x.html", "x.svg", "x.php", "x.txt ", "x.txt\0", "x\n.txt",
     "я" * 252 + ".txt", "folder.txt/x"],
)  # fmt: skip
def test_bad_names(name: str) -> None:
    """Other kinds, no kind at all, and names that are too long or not printable are refused."""
    with pytest.raises(FileBadType):
        check_upload(Upload(name, b"text"))


def test_the_longest_name() -> None:
    """A name of 255 characters passes."""
    assert check_upload(Upload("я" * 251 + ".txt", b"text")).extension == "txt"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.docx", b"PK\x03\x04 no archive at all"),
        ("x.docx", archive(word__document_xml="<w/>")[:-30]),
        ("x.docx", archive(other="<w/>")),
        ("x.odt", archive(content_xml="<x/>", mimetype="application/vnd.oasis.opendocument.text")),
        ("x.doc", OLE),
        ("x.txt", b"a\0b"),
        ("x.txt", b"\x7fELF\x02\x01\x01"),
        ("x.txt", b"MZ\x90\x00"),
        ("x.txt", b"\xff\xfea"),
        ("x.pdf", b" " * 1025 + b"%PDF-1.7"),
    ],
)
def test_broken_content(name: str, content: bytes) -> None:
    """What only begins like its kind is refused, without an accident."""
    with pytest.raises(FileBadType):
        check_upload(Upload(name, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_texts_in_every_usual_encoding(encoding: str) -> None:
    """A text file passes however it is encoded."""
    assert check_upload(Upload("x.txt", "Съешь ещё этих булок\r\n".encode(encoding))).content_type == "text/plain"


def test_size_at_both_sides_of_the_limit() -> None:
    """Ten mebibytes pass, one byte more does not, and the size is looked at first."""
    assert check_upload(Upload("x.txt", b"a" * LARGEST_FILE)).extension == "txt"
    with pytest.raises(FileTooBig):
        check_upload(Upload("x.exe", b"a" * (LARGEST_FILE + 1), complete=False))


def test_empty_broken_and_infected() -> None:
    """Each has a refusal of its own; the virus is found whatever the name and wherever it stands."""
    with pytest.raises(FileEmpty):
        check_upload(Upload("x.txt", b""))
    with pytest.raises(FileNotUploaded):
        check_upload(Upload("x.txt", b"half", complete=False))
    with pytest.raises(FileNotUploaded):
        check_upload(Upload("x.txt", b"", complete=False))
    for upload in (Upload("eicar.com", EICAR), Upload("x.txt", b"before " + EICAR), Upload("x.txt", EICAR + b"\n")):
        with pytest.raises(FileHasVirus):
            check_upload(upload)
