"""Text files and their encodings."""

from pathlib import Path

import pytest

from sverka.reading import Unreadable, decoded, read

TEXT = "Съешь же ещё этих мягких французских булок"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, found: str) -> None:
    """The encoding is found and said."""
    (tmp_path / "text.txt").write_bytes(TEXT.encode(encoding))
    given = read(tmp_path / "text.txt")
    assert (given.text, given.encoding) == (TEXT, found)


def test_capitals() -> None:
    """A text in capitals reads as itself too."""
    assert decoded("СЪЕШЬ ЖЕ ЕЩЁ ЭТИХ БУЛОК и выпей чаю, дорогой друг".encode("cp1251"), "-").encoding == "cp1251"


@pytest.mark.parametrize("data", [b"\x7fELF\0\0\1", b"\xff\xfea"])
def test_no_text(data: bytes) -> None:
    """What is no text is refused, with what to give instead."""
    with pytest.raises(Unreadable, match=r"file\.bin cannot be read as text.*Give a text file"):
        decoded(data, "file.bin")


def test_half_a_letter() -> None:
    """Half a letter of UTF-8 at the end does not make nonsense refuse to be read."""
    assert decoded("слово".encode()[:-1], "-").text != ""
