"""What leaves the client, byte by byte."""

from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl, urlsplit

from etxt_api.encoding import encode
from etxt_api.operations import OPERATIONS
from etxt_api.preparation import LONGEST_URL, Access, prepare

ACCESS = Access("https://www.etxt.ru/api/json/", "0123456789abcdef0123456789abcdef", "secret", "test/1")
HEAD = "https://www.etxt.ru/api/json/?method={}&token=0123456789abcdef0123456789abcdef&sign={}"


def request(name, /, *, by_get=False, **values):
    """A request of a declared operation."""
    return prepare(ACCESS, name, encode(OPERATIONS[name], values), by_get=by_get)


def test_a_call_without_parameters():
    """POST, three parameters in the URL, an empty form."""
    found = request("users.getBalance")
    assert found.method == "POST"
    assert found.url == HEAD.format("users.getBalance", "f8867ea1f843e49221d00cebe0a3d6a0")
    assert found.body == b""
    assert found.headers == (
        ("User-Agent", "test/1"),
        ("Accept", "application/json, */*;q=0.5"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    )


def test_parameters_travel_in_the_body_and_are_not_signed():
    """The signature is that of the bare call, whatever the form holds; arrays are ``id[]``."""
    found = request("tasks.paidTask", id=[11, 12], text="Спасибо & до встречи")
    bare = request("tasks.paidTask", id=1)
    assert found.url == bare.url
    assert found.body == (
        b"text=%D0%A1%D0%BF%D0%B0%D1%81%D0%B8%D0%B1%D0%BE+%26+%D0%B4%D0%BE+"
        b"%D0%B2%D1%81%D1%82%D1%80%D0%B5%D1%87%D0%B8&id%5B%5D=11&id%5B%5D=12"
    )


def test_reading_by_get():
    """Everything is in the URL and signed, decoded."""
    found = request("tasks.listTasks", by_get=True, **{"from": 100, "status": 3, "only_id": 1})
    query = dict(parse_qsl(urlsplit(found.url).query))
    assert (found.method, found.body) == ("GET", b"")
    assert query["sign"] == "f3f7235386d260d3ff5e3d0e2fbc300c"
    assert query["from"] == "100"
    cyrillic = request("folders.addFolder", by_get=True, name="Новая папка")
    assert "sign=c58e586b7e616fffb440fe0f54b5e59a" in cyrillic.url
    assert "name=%D0%9D%D0%BE%D0%B2%D0%B0%D1%8F+" in cyrillic.url


def test_get_gives_way_to_post():
    """An array, a file, or a URL of more than 2048 characters goes by POST."""
    assert request("tasks.getResults", by_get=True, id=[1]).method == "POST"
    assert request("tasks.saveTask", by_get=True, file=b"x").method == "POST"
    room = LONGEST_URL - len(request("users.getUser", by_get=True, login="").url)
    assert request("users.getUser", by_get=True, login="x" * room).method == "GET"
    assert request("users.getUser", by_get=True, login="x" * (room + 1)).method == "POST"


def test_a_file_makes_the_form_multipart():
    """Fields and file arrive as a standard parser reads them."""
    found = request("tasks.saveTask", title="Заказ", price=50, file=('a"b\r\n.txt', b"\x00\xff--\r\n"))
    kind = found.header("content-type")
    assert kind.startswith("multipart/form-data; boundary=")
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + found.body)
    parts = {part.get_param("name", header="content-disposition"): part for part in message.iter_parts()}
    assert parts["title"].get_payload(decode=True).decode() == "Заказ"
    assert parts["price"].get_payload(decode=True) == b"50"
    assert parts["file"].get_payload(decode=True) == b"\x00\xff--\r\n"
    assert parts["file"].get_param("filename", header="content-disposition") == "a%22b%0D%0A.txt"
    assert found.url.count("&") == 2


def test_access_does_not_show_its_secrets():
    """Neither the token nor the password is in the text of an object that may be logged."""
    assert "secret" not in repr(ACCESS)
    assert ACCESS.token not in repr(ACCESS)
