"""Plain texts and their encodings."""

import pytest

from sverka.files.encodings import decoded
from sverka.files.refusals import Refused, Why

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
def test_encodings(encoding: str, found: str) -> None:
    """The encoding is found and said."""
    assert decoded(TEXT.encode(encoding)) == (TEXT, found)


def test_capitals() -> None:
    """A text in capitals reads as itself too."""
    assert decoded("СЪЕШЬ ЖЕ ЕЩЁ ЭТИХ БУЛОК и выпей чаю, дорогой друг".encode("cp1251")).encoding == "cp1251"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
@pytest.mark.parametrize(
    "text",
    ["ПРОДАЁТСЯ ДОМ С УЧАСТКОМ У РЕКИ", "ВНИМАНИЕ! РАБОТАЕМ БЕЗ ВЫХОДНЫХ С ДЕВЯТИ УТРА", TEXT.lower(), "Да", "нет"],
)
def test_one_case(text: str, encoding: str) -> None:
    """A text in capitals alone, which the other encoding has as small letters, is no nonsense; nor is a word."""
    assert decoded(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x7fELF\0\0\1", Why.BINARY),
        (bytes(range(1, 256)) * 20, Why.BINARY),
        (b"\xff\xfea", Why.ENCODING),
        ("слово".encode()[:-1], Why.HALF),
        ("слово".encode()[1:], Why.HALF),
        (f"{TEXT} ".encode() * 100 + b"\xd0 " + TEXT.encode(), Why.HALF),
    ],
)
def test_no_text(data: bytes, why: Why) -> None:
    """Programs, and texts with half a letter, are refused and never read as nonsense."""
    with pytest.raises(Refused) as refused:
        decoded(data)
    assert refused.value.why is why
