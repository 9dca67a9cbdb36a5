"""Lines that are written at once, beside objects of the same fields."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birzha.dialects.etxt.lines import Field, line
from birzha.dialects.etxt.style import STYLES

FIELDS = (
    Field("id", "number"),
    Field("title", "text", "text"),
    Field('"full_%d"', "sum", "money"),
    Field("n", "other"),
)
INT64 = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["%d", "{}", '"', "\\", "\x00\x1f\x7f", "\u2028", "😀"]
)


class Found(msgspec.Struct):
    """Something of the market."""

    number: int
    text: str
    sum: int
    other: int


@pytest.mark.parametrize("numbers", STYLES)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.builds(
        Found,
        number=INT64,
        text=TEXTS,
        sum=st.integers(-(2**45), 2**45),
        other=st.integers(0, 1),
    )
)
def test_a_line_is_the_object_with_its_fields(numbers, found):
    """Whatever the numbers, sums and texts, the bytes are those of an object whose fields are written one by one."""
    style = STYLES[numbers]
    wanted = {
        "id": style.number(found.number),
        "title": found.text,
        '"full_%d"': style.money(found.sum),
        "n": style.number(found.other),
    }
    assert bytes(line(style, FIELDS)(found)) == msgspec.json.encode(wanted)
