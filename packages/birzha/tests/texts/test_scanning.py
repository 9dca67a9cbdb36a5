"""The operator's scanner: asked last, believed, and not done without when it fails."""

import pytest

from birzha.errors import FileBadType, FileHasVirus, FileNotUploaded
from birzha.texts.scanning import find_test_virus, scanner_named
from birzha.texts.uploads import Upload, check_upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_the_test_virus_hides_nowhere():
    """In a text, within the bytes of a picture, after the end of a document: it is found without any scanner."""
    for name, content in (
        ("a.txt", "Здравствуйте! ".encode() + EICAR),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 1000 + EICAR),
        ("a.jpg", b"\xff\xd8\xff\xe0" + EICAR + b"\xff\xd9"),
        ("a.pdf", b"%PDF-1.7\n%%EOF\n" + EICAR),
    ):
        with pytest.raises(FileHasVirus) as told:
            check_upload(Upload(name, content))
        assert told.value.field == "file"
    assert find_test_virus(EICAR[:-1]) == ""


def test_a_scanner_sees_what_would_be_taken(caplog):
    """It gets all the bytes of a good file and none of a bad one; what it finds is refused and named in the log alone."""
    seen = []

    def scanner(content):
        seen.append(content)
        return "Trojan.Test" if b"bad" in content else ""

    assert check_upload(Upload("a.txt", b"good"), scanner).extension == "txt"
    with pytest.raises(FileBadType):
        check_upload(Upload("a.exe", b"bad"), scanner)
    with pytest.raises(FileHasVirus) as told:
        check_upload(Upload("a.txt", b"bad"), scanner)
    assert seen == [b"good", b"bad"]
    assert "Trojan" not in str(told.value)
    assert "Trojan.Test" in caplog.text


def test_a_scanner_that_fails_lets_nothing_through(caplog):
    """Nobody has looked: the file is refused, the reason is in the log, and the sender may try again."""

    def scanner(content):
        raise ConnectionRefusedError("clamd is away")

    with pytest.raises(FileNotUploaded):
        check_upload(Upload("a.txt", b"good"), scanner)
    assert "clamd is away" in caplog.text


def test_scanners_by_name():
    """A function of a module that can be imported; anything else is told."""
    assert scanner_named("birzha.texts.scanning:find_test_virus") is find_test_virus
    for name in (
        "",
        "birzha",
        ":",
        "nowhere.at.all:f",
        "birzha.texts.scanning:nothing",
        "birzha.texts.scanning:logger",
    ):
        with pytest.raises(ValueError, match="scanner"):
            scanner_named(name)
