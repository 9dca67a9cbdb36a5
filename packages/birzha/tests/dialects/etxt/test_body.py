"""Reading bodies within limits."""

import pytest

from birzha.dialects.etxt import body as module
from birzha.dialects.etxt.body import ClientGone, read_body
from birzha.dialects.etxt.failures import Refused
from birzha.texts.uploads import LARGEST_FILE

FORM = b"application/x-www-form-urlencoded; charset=utf-8"
MULTIPART = b'multipart/form-data; boundary="x y"'


def stream(*pieces, ends=True):
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if ends:
        messages.append({"type": "http.request", "body": b"", "more_body": False})
    else:
        messages.append({"type": "http.disconnect"})

    async def receive():
        return messages.pop(0)

    return receive


def part(name, content, file_name=None):
    tail = b'; filename="%b"' % file_name if file_name is not None else b""
    return b'--x y\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n' % (name, tail, content)


END = b"--x y--\r\n"


async def test_a_form_may_come_in_pieces():
    """Where the network cuts a body does not matter."""
    found = await read_body(FORM, stream(b"a=1&b", b"=%D0", b"%B6&c"))
    assert found.pairs == [(b"a", b"1"), (b"b", "ж".encode()), (b"c", b"")]


@pytest.mark.parametrize("cut", range(1, 200, 7))
async def test_multipart_may_come_in_pieces(cut):
    """Fields and files are the same wherever the body is cut."""
    content = part(b"a", b"1") + part(b"file", b"\r\n--x\r\nzz", "бриф.txt".encode()) + part(b"a", b"2") + END
    pieces = [content[start : start + cut] for start in range(0, len(content), cut)]
    found = await read_body(MULTIPART, stream(*pieces))
    assert found.pairs == [(b"a", b"1"), (b"a", b"2")]
    assert found.files["file"].name == "бриф.txt"
    assert found.files["file"].content == b"\r\n--x\r\nzz"


async def test_a_file_field_left_empty_is_no_file():
    """A form without a chosen file sends an empty name and no bytes; a named empty file is a file."""
    assert not (await read_body(MULTIPART, stream(part(b"file", b"", b"") + END))).files
    found = await read_body(MULTIPART, stream(part(b"file", b"", b"a.txt") + END))
    assert found.files["file"].content == b""


async def test_what_is_beyond_the_largest_file_is_not_kept():
    """A file one byte over the limit is kept as that and refused by the market; more than that takes no memory."""
    content = part(b"file", b"a" * (LARGEST_FILE + 5000), b"a.txt") + END
    found = await read_body(MULTIPART, stream(content))
    assert len(found.files["file"].content) == LARGEST_FILE + 1
    with pytest.raises(Refused, match="file_too_big"):
        await read_body(MULTIPART, stream(part(b"file", b"a" * module.LARGEST_MULTIPART, b"a.txt") + END))


async def test_texts_are_limited_in_all():
    """Many fields within their own limits are still one body over the limit."""
    megabyte = b"a" * 1024 * 1024
    with pytest.raises(Refused, match="max_limit") as caught:
        await read_body(MULTIPART, stream(part(b"a", megabyte) + part(b"b", megabyte) + END))
    assert caught.value.status == 413
    with pytest.raises(Refused, match="max_limit"):
        await read_body(FORM, stream(b"a=" + megabyte, megabyte))


async def refusal(kind, *pieces):
    """Code and status with which a body is refused, or ``None``."""
    try:
        await read_body(kind, stream(*pieces))
    except Refused as refused:
        return refused.code, refused.status
    return None


async def test_limits_are_exact():
    """Just as much as the limit is taken, one more byte or part is not: form, fields, parts, files and the whole."""
    fields, pairs, files = module.LARGEST_FIELDS, module.MOST_PAIRS, module.MOST_FILES
    assert await refusal(FORM, b"a=" + b"a" * (fields - 2)) is None
    assert await refusal(FORM, b"a=" + b"a" * (fields - 1)) == ("max_limit", 413)
    half = part(b"a", b"a" * (fields // 2))
    assert await refusal(MULTIPART, half, half, END) is None
    assert await refusal(MULTIPART, half, half, part(b"a", b"a"), END) == ("max_limit", 413)
    assert await refusal(MULTIPART, part(b"a", b"") * pairs + END) is None
    assert await refusal(MULTIPART, part(b"a", b"") * (pairs + 1) + END) == ("max_limit", 400)
    assert await refusal(MULTIPART, part(b"f", b"a", b"a.txt") * files + END) is None
    assert await refusal(MULTIPART, part(b"f", b"a", b"a.txt") * (files + 1) + END) == ("max_limit", 400)
    room = module.LARGEST_MULTIPART - len(part(b"f", b"", b"a.txt") + END)
    assert await refusal(MULTIPART, part(b"f", b"a" * room, b"a.txt") + END) is None
    assert await refusal(MULTIPART, part(b"f", b"a" * (room + 1), b"a.txt") + END) == ("file_too_big", 200)
    assert (fields, files) == (3 * 512 * 1024, 4)


async def test_a_big_file_in_many_pieces_takes_no_more_memory():
    """The bytes beyond the limit are dropped piece by piece as well."""
    head, tail = part(b"file", b"", b"a.txt")[:-2], b"\r\n" + END
    found = await read_body(MULTIPART, stream(head, *[b"a" * 65536] * 170, tail))
    assert len(found.files["file"].content) == LARGEST_FILE + 1


async def test_a_message_without_a_sign_of_more_is_the_last():
    """Servers may leave ``more_body`` out (ASGI)."""
    messages = [{"type": "http.request", "body": b"a=1"}]

    async def receive():
        return messages.pop(0)

    assert (await read_body(FORM, receive)).pairs == [(b"a", b"1")]


@pytest.mark.parametrize(("kind", "piece"), [(FORM, b"a=1"), (MULTIPART, part(b"a", b"1"))])
async def test_a_caller_who_hangs_up_gets_no_answer(kind, piece):
    """A body that never comes whole is not taken for one."""
    with pytest.raises(ClientGone):
        await read_body(kind, stream(piece, ends=False))


async def test_a_body_of_another_kind_is_left_unread():
    """JSON and bodies without a kind count as empty."""
    for kind in (b"application/json", b"", b"text/plain", b";;;", b"\xff"):
        assert not (await read_body(kind, stream(b"a=1"))).pairs
