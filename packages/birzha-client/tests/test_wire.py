"""Plain requests and answers."""

import pytest

from birzha_client.wire import WireResponse


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("text/html; charset=windows-1251", "text/html", "windows-1251"),
        ('Text/Plain; a=b; Charset="UTF-8"', "text/plain", "utf-8"),
        ("application/json", "application/json", None),
        ("", "", None),
    ],
)
def test_the_type_of_an_answer(content_type, media_type, charset):
    """Media type and charset are read whatever their case and quotes."""
    response = WireResponse(200, (("CONTENT-TYPE", content_type),))
    assert (response.media_type, response.charset) == (media_type, charset)


def test_headers_have_no_case():
    """The first header of a name counts."""
    response = WireResponse(200, (("Retry-After", "1"), ("retry-after", "2")))
    assert response.header("RETRY-AFTER") == "1"
    assert response.header("date") is None
