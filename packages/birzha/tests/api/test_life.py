"""The life of an order through the API, from both sides, on both engines."""

import pytest

TEXT = "слово " * 200
PLACE = {"title": "Статья", "price": 10_000, "size": 1000, "category_id": 1911, "checksize": True, "public": True}
OPINION = "Очень внимательный человек, работа сделана вовремя и без единого замечания."
FORM = {"content-type": "multipart/form-data; boundary=x"}


def form(name: str, content: bytes, comment: str = "", end: bytes = b"\r\n--x--\r\n") -> bytes:
    head = f'--x\r\ncontent-disposition: form-data; name="comment"\r\n\r\n{comment}\r\n--x\r\n'
    head += f'content-disposition: form-data; name="file"; filename="{name}"\r\ncontent-type: text/plain\r\n\r\n'
    return head.encode() + content + end


@pytest.fixture
async def customer(caller_of):
    return await caller_of("customer")


@pytest.fixture
async def performer(caller_of):
    return await caller_of("performer")


async def in_work(customer, performer, **changes) -> int:
    order_id = (await customer("POST", "/orders", {**PLACE, **changes})).json["id"]
    bid = await performer("POST", f"/orders/{order_id}/bids", {"text": "Возьмусь"})
    await customer("POST", f"/bids/{bid.json['id']}/accept", {})
    return order_id


async def test_the_whole_life_of_an_order(customer, performer):
    """Placed, seen, bid on, accepted, refused as too short, submitted, sent back, submitted again, accepted and paid."""
    order_id = (await customer("POST", "/orders", PLACE)).json["id"]
    seen = await performer("GET", "/available-orders?category_id=1911")
    assert [each["id"] for each in seen.json["items"]] == [order_id]
    assert seen.json["items"][0]["own"] is None
    bid = await performer("POST", f"/orders/{order_id}/bids", {"text": "Возьмусь"})
    assert (bid.status, bid.json["state"]) == (201, "live")
    again = await performer("POST", f"/orders/{order_id}/bids", {})
    assert (again.status, again.code) == (409, "wrong_state")
    assert [each["text"] for each in (await customer("GET", "/bids")).json["items"]] == ["Возьмусь"]

    accepted = await customer("POST", f"/bids/{bid.json['id']}/accept", {"comment": "Жду к пятнице"})
    assert accepted.json == {"order_id": order_id, "person_id": performer.id}
    assert (await customer("GET", "/balance")).json["held"] == 10_500
    mine = (await performer("GET", "/me/work?status=2")).json["items"]
    assert [each["state"] for each in mine] == ["in_work"]
    assert mine[0]["description"].endswith("Жду к пятнице")

    short = await performer("POST", f"/orders/{order_id}/results", {"text": "т" * 899})
    assert (short.status, short.code, short.json["field"]) == (422, "invalid", "text")
    first = await performer("POST", f"/orders/{order_id}/results", {"text": "т" * 900, "comment": "Готово"})
    assert first.status == 201
    assert (await customer("POST", "/orders/send-back", {"ids": [order_id]})).status == 422
    back = await customer("POST", "/orders/send-back", {"ids": [order_id], "text": "Больше примеров"})
    assert back.json == {"ids": [order_id]}
    second = await performer("POST", f"/orders/{order_id}/results", {"text": TEXT})
    results = (await customer("GET", f"/orders/{order_id}/results")).json["items"]
    assert [(each["id"], each["state"]) for each in results] == [
        (second.json["id"], "on_check"),
        (first.json["id"], "rejected"),
    ]
    assert (await performer("GET", f"/orders/{order_id}/results")).json["items"] == results
    for reader in (customer, performer):
        assert (await reader("GET", f"/results/{second.json['id']}/text")).json == {"text": TEXT}

    assert (await customer("POST", "/orders/accept", {"ids": [order_id], "text": "Спасибо"})).json == {
        "ids": [order_id]
    }
    assert (await customer("GET", f"/orders/{order_id}")).json["state"] == "done"
    assert (await performer("GET", "/balance")).json["available"] == 9_000
    line = (await performer("GET", "/statement")).json["items"][0]
    assert (line["amount"], line["commission"], line["counterparty_id"]) == (9_000, 1_000, customer.id)
    assert "Спасибо" in [
        each["text"] for each in (await performer("GET", f"/orders/{order_id}/comments")).json["items"]
    ]

    review = await customer("POST", f"/people/{performer.id}/reviews", {"text": OPINION})
    assert review.status == 201
    soon = await customer("POST", f"/people/{performer.id}/reviews", {"text": OPINION})
    assert (soon.status, soon.code, soon.headers["retry-after"]) == (429, "too_soon", "86400")
    person = (await customer("GET", f"/people/{performer.id}")).json
    assert (person["reports"], person["reviews"], person["rating"]) == (1, 1, 5.0)


async def test_a_file_goes_up_and_comes_down(customer, performer, caller_of):
    """A result with a file: counted, listed, downloaded by both sides and by nobody else, always as an attachment."""
    order_id = await in_work(customer, performer)
    content = TEXT.encode("cp1251")
    sent = await performer(
        "POST", f"/orders/{order_id}/results", body=form("работа.txt", content, "В файле"), headers=FORM
    )
    assert sent.status == 201
    result = (await customer("GET", f"/orders/{order_id}/results")).json["items"][0]
    assert (result["comment"], result["characters"]) == ("В файле", 1000)
    assert [(each["kind"], each["name"], each["size"]) for each in result["parts"]] == [
        ("file", "работа.txt", len(content))
    ]
    path = f"/orders/{order_id}/results/{sent.json['id']}/file"
    for reader in (customer, performer):
        reply = await reader("GET", path)
        assert (reply.status, reply.content) == (200, content)
        assert reply.headers["content-type"] == "application/octet-stream"
        assert reply.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D1%80")
        assert reply.headers["x-content-type-options"] == "nosniff"
    for name in ("rival", "stranger"):
        assert (await (await caller_of(name))("GET", path)).status == 404
    assert (await customer("GET", f"/orders/{order_id}/results/{sent.json['id'] + 1}/file")).status == 404
    assert (await customer("GET", f"/results/{sent.json['id']}/text")).status == 404


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

BAD_FILES = {
    "empty": ("a.txt", b"", 422, "file_empty"),
    "virus": ("a.txt", EICAR, 422, "file_has_virus"),
    "unknown kind": ("a.exe", b"MZ", 415, "file_bad_type"),
    "not what it says": ("a.pdf", b"text", 415, "file_bad_type"),
    "too big": ("a.txt", b"a" * (10 * 1024 * 1024 + 1), 413, "file_too_big"),
    "over every limit": ("a.txt", b"a" * (12 * 1024 * 1024), 413, "body_too_large"),
}


@pytest.mark.parametrize("case", BAD_FILES)
async def test_bad_files(customer, performer, world, case):
    """Each is refused with its code; nothing is kept, and the order is as it was."""
    name, content, status, code = BAD_FILES[case]
    order_id = await in_work(customer, performer)
    reply = await performer("POST", f"/orders/{order_id}/results", body=form(name, content), headers=FORM)
    assert (reply.status, reply.code) == (status, code)
    assert (await performer("GET", f"/orders/{order_id}")).json["state"] == "in_work"
    assert kept_files(world) == []


BAD_FORMS = {
    "broken off in the file": (form("a.txt", b"text", end=b""), 422, "file_not_uploaded"),
    "broken off before it": (b'--x\r\ncontent-disposition: form-data; name="text"\r\n\r\nsl', 400, "bad_request"),
    "no parts": (b"", 400, "bad_request"),
    "rubbish": (b"\x00\xff" * 500, 400, "bad_request"),
    "another boundary": (b"--y\r\n\r\n--y--", 400, "bad_request"),
    "two files": (form("a.txt", b"text", end=b"\r\n") + form("b.txt", b"text"), 422, "invalid"),
    "a nameless part": (b"--x\r\n\r\ntext\r\n--x--\r\n", 422, "invalid"),
    "bad UTF-8": (b'--x\r\ncontent-disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n', 400, "bad_request"),
    "a NUL": (b'--x\r\ncontent-disposition: form-data; name="text"\r\n\r\na\x00\r\n--x--\r\n', 422, "invalid"),
    "an unknown field": (b'--x\r\ncontent-disposition: form-data; name="price"\r\n\r\n1\r\n--x--\r\n', 422, "invalid"),
    "a hundred parts": (
        b"".join(b'--x\r\ncontent-disposition: form-data; name="a%d"\r\n\r\n\r\n' % n for n in range(100)),
        400,
        "bad_request",
    ),
}


@pytest.mark.parametrize("case", BAD_FORMS)
async def test_bad_forms(customer, performer, world, case):
    """A form that is broken, ill-encoded or not as declared is refused with a 4xx and changes nothing."""
    body, status, code = BAD_FORMS[case]
    order_id = await in_work(customer, performer)
    reply = await performer("POST", f"/orders/{order_id}/results", body=body, headers=FORM)
    assert (reply.status, reply.code) == (status, code)
    assert (await performer("GET", f"/orders/{order_id}")).json["state"] == "in_work"
    assert kept_files(world) == []


async def test_a_refused_command_leaves_no_file(customer, performer, world):
    """The file is in the store before the command decides, and out of it when the command refuses."""
    order_id = await in_work(customer, performer)
    reply = await performer("POST", f"/orders/{order_id}/results", body=form("a.txt", b"too short"), headers=FORM)
    assert (reply.status, reply.code) == (422, "invalid")
    assert kept_files(world) == []


async def test_an_order_with_an_attachment(customer, performer, caller_of):
    """The form takes the order's fields as text; the file is had by its customer and by whoever may take the order."""
    fields = "".join(
        f'--x\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {**PLACE, "public": "1", "checksize": "true"}.items()
    )
    file = '--x\r\ncontent-disposition: form-data; name="file"; filename="задание.txt"\r\n\r\nТЗ\r\n--x--\r\n'
    made = await customer("POST", "/orders", body=(fields + file).encode(), headers=FORM)
    assert made.status == 201
    order_id = made.json["id"]
    order = (await customer("GET", f"/orders/{order_id}")).json
    assert (order["file_name"], order["checksize"], order["own"]["public"]) == ("задание.txt", True, True)
    assert (await customer("GET", f"/orders/{order_id}/attachment")).content == "ТЗ".encode()
    assert (await performer("GET", f"/available-orders/{order_id}/attachment")).content == "ТЗ".encode()
    assert (await performer("GET", f"/orders/{order_id}/attachment")).status == 404
    assert (await (await caller_of("stranger"))("GET", f"/orders/{order_id}/attachment")).status == 404


async def test_an_individual_order_is_confirmed_or_declined(customer, performer, caller_of):
    """Only the addressee sees it; declining sends it back to the drafts, confirming puts it in work."""
    rival = await caller_of("rival")
    offer = {**PLACE, "target": 3, "target_id": performer.id}
    first = (await customer("POST", "/orders", offer)).json["id"]
    second = (await customer("POST", "/orders", offer)).json["id"]
    assert (await rival("GET", "/available-orders")).json["items"] == []
    assert [each["id"] for each in (await performer("GET", "/available-orders?offers=1")).json["items"]] == [
        second,
        first,
    ]
    assert (await rival("POST", f"/orders/{first}/confirm")).status == 404
    assert (await performer("POST", f"/orders/{first}/decline")).status == 204
    assert (await customer("GET", f"/orders/{first}")).json["state"] == "draft"
    assert (await performer("POST", f"/orders/{second}/confirm")).json == {
        "order_id": second,
        "person_id": performer.id,
    }
    assert (await customer("GET", f"/orders/{second}")).json["state"] == "in_work"


async def test_bids_are_changed_and_taken_back(customer, performer, caller_of):
    """An edit keeps the bid, a withdrawal makes a comment of it; another's bid cannot be touched."""
    order_id = (await customer("POST", "/orders", PLACE)).json["id"]
    bid_id = (await performer("POST", f"/orders/{order_id}/bids", {"text": "Возьмусь"})).json["id"]
    rival = await caller_of("rival")
    assert (await rival("PATCH", f"/bids/{bid_id}", {"text": "Нет"})).status == 404
    assert (await performer("PATCH", f"/bids/{bid_id}", {"text": "Возьмусь сегодня"})).json["state"] == "live"
    assert [each["text"] for each in (await performer("GET", "/me/bids")).json["items"]] == ["Возьмусь сегодня"]
    assert (await performer("DELETE", f"/bids/{bid_id}")).json["state"] == "void"
    notes = (await customer("GET", f"/notes?order_id={order_id}")).json["items"]
    assert [(each["bid_id"], each["text"]) for each in notes] == [(0, "Возьмусь сегодня")]
    late = await customer("POST", f"/bids/{bid_id}/accept", {})
    assert (late.status, late.code) == (409, "wrong_state")


async def test_money_that_is_not_there(caller_of, performer, world):
    """Accepting a bid without money is 402 and changes nothing."""
    poor = await caller_of("stranger")
    everything = (await poor("GET", "/balance")).json["available"]
    await poor("POST", "/withdrawals", {"amount": everything})
    order_id = (await poor("POST", "/orders", PLACE)).json["id"]
    bid_id = (await performer("POST", f"/orders/{order_id}/bids", {})).json["id"]
    reply = await poor("POST", f"/bids/{bid_id}/accept", {})
    assert (reply.status, reply.code) == (402, "not_enough_money")
    assert (await poor("GET", f"/orders/{order_id}")).json["state"] == "waiting"
    topped = await poor("POST", "/top-ups", {"amount": 20_000})
    assert topped.json["available"] == 20_000
    assert (await poor("POST", f"/bids/{bid_id}/accept", {})).status == 200


async def test_contact_data_is_refused(customer, performer):
    """A public text with an address in it is refused with its own code and the field."""
    order_id = (await customer("POST", "/orders", PLACE)).json["id"]
    reply = await performer("POST", f"/orders/{order_id}/bids", {"text": "Пишите: ivan@example.com"})
    assert (reply.status, reply.code, reply.json["field"]) == (422, "contacts_found", "text")


async def test_a_moderator_takes_a_performer_off(customer, performer, caller_of):
    """A ticket is opened once, seen by moderators, decided once; the order is a draft and the money is back."""
    order_id = await in_work(customer, performer)
    await performer("POST", f"/orders/{order_id}/results", {"text": TEXT})
    ticket = (await customer("POST", f"/orders/{order_id}/tickets", {"text": "Не то"})).json
    assert (await customer("POST", f"/orders/{order_id}/tickets", {"text": "Не то"})).status == 409
    moderator = await caller_of("moderator")
    waiting = (await moderator("GET", "/tickets?state=open")).json["items"]
    assert [each["id"] for each in waiting] == [ticket["id"]]
    decided = await moderator("POST", f"/tickets/{ticket['id']}/decide", {"approve": True, "comment": "Согласен"})
    assert decided.json["state"] == "approved"
    assert (await moderator("POST", f"/tickets/{ticket['id']}/decide", {"approve": False})).status == 409
    assert (await customer("GET", f"/orders/{order_id}")).json["state"] == "draft"
    assert (await customer("GET", "/balance")).json["held"] == 0
    fails = (await customer("GET", f"/rating-fails?person_id={performer.id}")).json["items"]
    assert [(each["order_id"], each["amount"], each["date_back"]) for each in fails] == [(order_id, 25, 0)]
    back = await customer("POST", f"/orders/{order_id}/performers/{performer.id}/rating")
    assert back.json == {"points": 25}
    assert (await customer("POST", f"/orders/{order_id}/performers/{performer.id}/rating")).status == 409


async def test_pages_follow_one_another(customer):
    """Five orders in pages of two: each once, newest first, and the last page says that it is the last."""
    made = [(await customer("POST", "/orders", PLACE)).json["id"] for _ in range(5)]
    found, cursor, pages = [], 0, 0
    while cursor is not None:
        page = (await customer("GET", f"/orders?limit=2&cursor={cursor}")).json
        found += [each["id"] for each in page["items"]]
        cursor, pages = page["next"], pages + 1
    assert found == made[::-1]
    assert pages == 3


async def test_withdrawals_are_paid_or_rejected_once(customer, caller_of):
    """A request leaves the balance at once; rejecting gives the money back; a closed one cannot be decided again."""
    admin = await caller_of("admin")
    before = (await customer("GET", "/balance")).json["available"]
    ids = [(await customer("POST", "/withdrawals", {"amount": 1000})).json["id"] for _ in range(3)]
    assert (await customer("GET", "/balance")).json["available"] == before - 3000
    pages = [(await admin("GET", f"/admin/withdrawals?limit=2&cursor={cursor}")).json for cursor in (0, ids[1])]
    assert [[each["id"] for each in page["items"]] for page in pages] == [[ids[2], ids[1]], [ids[0]]]
    assert [page["next"] for page in pages] == [ids[1], None]
    assert (await admin("POST", f"/admin/withdrawals/{ids[0]}/pay")).json["state"] == "paid"
    assert (await admin("POST", f"/admin/withdrawals/{ids[0]}/reject", {"reason": "нет"})).status == 409
    assert (await admin("POST", f"/admin/withdrawals/{ids[1]}/reject", {"reason": "нет"})).json["reason"] == "нет"
    assert (await customer("GET", "/balance")).json["available"] == before - 2000


async def test_one_payment_tops_up_once(caller_of, customer):
    """An administrator's top-up with the same cause is refused the second time."""
    admin = await caller_of("admin")
    payment = {"amount": 5000, "cause": "bank-42"}
    assert (await admin("POST", f"/admin/people/{customer.id}/top-ups", payment)).status == 204
    again = await admin("POST", f"/admin/people/{customer.id}/top-ups", payment)
    assert (again.status, again.code) == (409, "wrong_state")


def kept_files(world) -> list:
    folder = world.market.settings.files
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
