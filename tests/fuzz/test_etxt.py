"""Malformed and hostile requests to eTXT's API: never a 5xx, never a traceback, and the ledger stays right.

``make test`` sends 500 of them to each engine, ``make fuzz`` (``BIRZHA_REQUESTS=20000``) as many as it says. The seed is fixed
(``BIRZHA_SEED``), so that a failure comes again; its message has the request.
"""

import hashlib
import json
import logging
import os
import random
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote_from_bytes

from birzha.articles.commands import approve_article, archive_articles, offer_article, save_article
from birzha.articles.model import ArticleChanges, ArticleFilter
from birzha.articles.queries import articles
from birzha.errors import MarketError
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.orders.commands import accept_bid, mark_overdue, place_bid, submit_result
from birzha.orders.queries import available_orders, live_bids, performer_orders
from birzha.people.commands import add_api_key, add_person
from birzha.people.model import Role
from birzha.people.queries import actor_by_id
from birzha.people.vault import Vault
from birzha.reference.commands import put_category, put_language
from birzha.server import build

REQUESTS = int(os.environ.get("BIRZHA_REQUESTS", "500"))
SEED = int(os.environ.get("BIRZHA_SEED", "20261121"))
DOCUMENTED = json.loads(
    (Path(__file__).parents[2] / "packages/etxt-api/tests/documented.json").read_text(encoding="utf-8")
)
PASSWORD = "fuzz-password"
PEOPLE = {b"c" * 32: Role.CUSTOMER, b"p" * 32: Role.PERFORMER, b"b" * 32: Role.CUSTOMER | Role.PERFORMER}
PATHS = [b"/etxt/api/json/"] * 40 + [b"/etxt/api/json", b"/files/attachment/1/9999999999/00", b"/files/%00/..%2f"]

NUMBERS = [b"0", b"1", b"2", b"3", b"5", b"10", b"100", b"101", b"-1", b"1.5", b"99.99", b"1e9", b"NaN", b"0x1", b"+1"]
EDGES = [
    str(sign * 2**power + step).encode() for power in (31, 32, 53, 63, 64) for sign in (1, -1) for step in (-1, 0, 1)
]
TEXTS = [
    b"",
    b"a",
    "Статья о чтении".encode(),
    b"\x00",
    b"a\x00b",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80",
    b"\xc0\xaf",
    b"' OR 1=1 --",
    b"%s%n{0}$where",
    b"<script>alert(1)</script>",
    b"\r\nX: y",
    "\u202e\ufdfa".encode(),
    b"9" * 400,
    b"ivan@example.org",
    b"25.11.2023",
    b"32.13.0000",
    b"23:59",
    b"99:99",
    b"task",
    b"pay",
    b"get",
    b"whiteList",
]


def same(names, values):
    """The values under each of the names."""
    return dict.fromkeys(names, values)


IDS = [str(number) for number in range(1, 16)]
GOOD = {
    "id": IDS,
    "price": ["1", "10.50"],
    "size": ["9", "1000"],
    "id_category": ["1911"],
    "title": ["О чтении"],
    "text": ["Как дела?", "Статья. " * 9],
    "name": ["Папка"],
    "login": ["fuzzc", "fuzzp"],
    "count": ["1", "2"],
    "source": ["Статья. " * 9],
    "order": ["asc", "desc"],
    "text_type": ["title", "keywords"],
    "id_group": ["0", "1", "2"],
    "id_language": ["0", "1"],
    "deadline": ["20.11.2023", "01.12.2023"],
    "timeline": ["12:00"],
    "autopay": ["get", "pay"],
    "sort": ["date", "name", "price", "relevancy"],
    "from": ["0", "1"],
    "status": ["1", "2", "3", "4", "5"],
    "keywords": ["чтение"],
    "description": ["Пишите просто."],
    "multicount": ["2"],
    "id_type": ["1", "2", "4"],
    "target_task": ["1", "2"],
    "comment": ["Жду."],
    "public": ["1", "1", "0"],
    **same(("multitask", "auto_work", "quick", "copy", "whitespaces", "checksize"), ["0", "1"]),
    **same(("hide", "note", "only_id", "online", "sub", "promo", "back", "diplom", "multione"), ["0", "1"]),
    **same(("filter", "basket", "subcat", "unread"), ["0", "1"]),
    **same(("price_from", "size_from", "uniq_from", "min_rate", "date_from"), ["0", "1"]),
    **same(("price_to", "size_to", "date_to"), ["100000", "1900000000"]),
    **same(("id_folder", "id_parent"), ["0", "1", "2"]),
    **same(("id_user", "id_target"), ["1", "2", "3"]),
}
"""Values that a good call may have; ids otherwise."""
LISTS = ["whiteList", "blackList", "delete"]
GOOD_FOR = {
    "folders.moveToFolder": {"type": ["task", "archive", "article", "article_archive", "correction"]},
    "correction.import": {"type": ["task", "a_task", "article", "a_article"], "object_type": ["file"]},
    **same([name for name in DOCUMENTED if name.startswith("users.")], {"id": ["1", "2", "3"], "type": LISTS}),
}
"""Values for one method alone."""
NEEDED = {
    "id",
    "ids",
    "title",
    "price",
    "size",
    "id_category",
    "text",
    "name",
    "count",
    "type",
    "deadline",
    "id_task",
    "id_user",
}
NEEDED |= {"source", "id_object", "public"}


class Fuzz:
    """Draws requests."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self):
        draw = self.random
        kind = draw.random()
        if kind < 0.35:
            return draw.choice(NUMBERS)
        if kind < 0.6:
            return draw.choice(EDGES)
        if kind < 0.9:
            return draw.choice(TEXTS)
        if kind < 0.97:
            return draw.randbytes(draw.randrange(40))
        return draw.choice([b"a", "ж".encode(), b"\xf0\x9f\x98\x80"]) * draw.choice(
            [128, 129, 513, 2049, 10_001, 50_000]
        )

    def name(self, method):
        draw = self.random
        known = DOCUMENTED.get(method, {}).get("parameters", [])
        name = draw.choice(known).encode() if known and draw.random() < 0.85 else draw.choice([*TEXTS, b"id", b"file"])
        return name + draw.choice([b""] * 6 + [b"[]", b"[0]", b"[a]", b"[0][1]", b"[", b"]", b"[]"])

    def pairs(self, method):
        """The parameters of a good call, of which some are spoilt, dropped or joined by others."""
        draw = self.random
        if draw.random() < 0.01:
            return [(b"id[]", b"%d" % number) for number in range(draw.choice([1001, 1500, 10_000]))]
        known = DOCUMENTED.get(method, {}).get("parameters", [])
        needed = NEEDED - {"id", "text"} if method in {"tasks.saveTask", "bwgroups.saveGroup"} else NEEDED
        good = {**GOOD, **GOOD_FOR.get(method, {})}
        found = {name: good.get(name, IDS) for name in known if name in needed or draw.random() < 0.15}
        pairs = [(name.encode(), draw.choice(values).encode()) for name, values in found.items()]
        for _ in range(draw.choice([0, 0, 0, 1, 1, 2, 5])):
            if pairs and draw.random() < 0.7:
                place = draw.randrange(len(pairs))
                name = pairs[place][0] if draw.random() < 0.8 else self.name(method)
                pairs[place : place + 1] = [(name, self.value())] * (draw.random() < 0.9)
            else:
                pairs.append((self.name(method), self.value()))
        return pairs

    def encoded(self, pairs):
        draw = self.random

        def one(text):
            return text if draw.random() < 0.01 else quote_from_bytes(text).encode()

        return b"&".join(one(name) + b"=" + one(value) for name, value in pairs)

    def signed(self, method, pairs):
        """A query with the mandatory three, signed rightly for the most part."""
        draw = self.random
        token = draw.choice([b"c" * 32] * 60 + [*PEOPLE] * 12 + [b"x" * 32, b"", b"\x00", b"\xff"])
        in_url = [(b"method", method.encode()), (b"token", token), *pairs]
        if draw.random() < 0.05:
            draw.shuffle(in_url)
            in_url = in_url[: draw.randrange(len(in_url) + 1)]
        last = {name: value for name, value in in_url if not name.endswith(b"[]")}
        lists = [pair for pair in in_url if pair[0].endswith(b"[]")]
        text = b"".join(
            name + b"=" + value for name, value in sorted([*last.items(), *lists], key=lambda each: each[0])
        )
        inner = hashlib.md5(f"{PASSWORD}api-pass".encode()).hexdigest().encode()
        sign = hashlib.md5(text + inner).hexdigest().encode()
        if draw.random() < 0.05:
            sign = draw.choice([b"", b"0" * 32, sign.upper(), sign + b"0", b"\xff" * 16])
        query = b"&".join(
            quote_from_bytes(name).encode() + b"=" + quote_from_bytes(value).encode() for name, value in in_url
        )
        return query + b"&sign=" + quote_from_bytes(sign).encode()

    def multipart(self, pairs):
        draw = self.random
        boundary = draw.choice([b"x", b"----b", b"a" * 70, b'"q"'])
        body = b""
        for name, value in pairs:
            body += b'--%b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (boundary, name, value)
        if draw.random() < 0.5:
            file_name = draw.choice([b"a.txt", b"a.exe", b"", b"\xff.pdf", b"..\\..\\a.txt", b"a\x00.txt", b"a" * 500])
            head = b'--%b\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\n' % (boundary, file_name)
            body += head + draw.choice([b"", b"text", b"%PDF-", draw.randbytes(3000)]) + b"\r\n"
        return boundary, self.spoilt(body + b"--%b--\r\n" % boundary)

    def spoilt(self, body):
        """The body, now and then with bytes cut off, dropped in, changed or swapped."""
        draw = self.random
        if draw.random() < 0.75 or not body:
            return body
        place, length = draw.randrange(len(body)), draw.randrange(1, 20)
        return draw.choice(
            [
                body[:place],
                body[place:],
                body[:place] + draw.randbytes(length) + body[place:],
                body[:place] + body[place + length :],
                body.replace(b"\r\n", b"\n"),
                body * 2,
                draw.randbytes(length * 30),
            ]
        )

    def request(self):
        """Method, path, query, headers and pieces of the body."""
        draw = self.random
        method = draw.choice([*DOCUMENTED] * 5 + ["tasks.saveTask"] * 40 + ["", "x.y", "tasks.listTasks\x00"])
        pairs = self.pairs(method)
        path = draw.choice(PATHS)
        headers = [(b"host", draw.choice([b"exchange.test"] * 5 + [b"", b"a b", b"\xff", b"[::1]:80", b"x" * 3000]))]
        if draw.random() < 0.3:
            return "GET", path, self.signed(method, pairs), headers, []
        verb = draw.choice(["POST"] * 96 + ["PUT", "HEAD", "DELETE", "OPTIONS"])
        in_url = pairs[:1] if draw.random() < 0.1 else []
        query = self.signed(method, in_url)
        if draw.random() < 0.45:
            body, kind = self.spoilt(self.encoded(pairs)), b"application/x-www-form-urlencoded"
        else:
            boundary, body = self.multipart(pairs)
            kind = b"multipart/form-data; boundary=" + boundary
        if draw.random() < 0.1:
            kind = draw.choice(
                [
                    b"",
                    b"application/json",
                    b"multipart/form-data",
                    b"\xff",
                    b"multipart/form-data; boundary=" + b"z" * 999,
                ]
            )
        headers.append((b"content-type", kind))
        if draw.random() < 0.05:
            headers.append((b"content-length", draw.choice([b"-1", b"x", b"99999999999999999999", b"0"])))
        return verb, path, query, headers, self.pieces(body)

    def pieces(self, body):
        draw = self.random
        if draw.random() < 0.7:
            return [body]
        cuts = sorted(draw.randrange(len(body) + 1) for _ in range(draw.randrange(4)))
        return [body[start:end] for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True)]


async def send(app, request, *, hangs_up):
    """Give one request to the application; gives status and body, or ``None`` where it answered nothing."""
    verb, path, query, headers, pieces = request
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": verb,
        "scheme": "http",
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages.append(
        {"type": "http.disconnect"} if hangs_up else {"type": "http.request", "body": b"", "more_body": False}
    )
    answer = []

    async def receive():
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def take(message):
        answer.append(message)

    await app(scope, receive, take)
    if not answer:
        return None
    return answer[0]["status"], b"".join(message.get("body", b"") for message in answer[1:])


async def peopled(market):
    """People whose tokens the requests carry, with orders and bids to hit."""
    vault = Vault(market.settings.secret_key)
    await market.do(put_category, 1911, name="Разное")
    for token, roles in PEOPLE.items():
        person = await market.do(add_person, login=f"fuzz{token[:1].decode()}", roles=roles, rate=20_000)
        await market.do(add_api_key, person, vault.seal(PASSWORD), token=token.decode())
        await market.do(deposit, person, 1_000_000_000)
    await market.do(put_language, 1, name="Русский")
    moderator = await market.do(add_person, login="moderator", roles=Role.MODERATOR)
    return await market.ask(actor_by_id, 2), await market.ask(actor_by_id, moderator)


async def work_on_everything(market, performer, moderator):
    """Bids, results and articles, so that the methods that judge, buy and read them have some to find."""
    for order in await market.ask(available_orders, performer):
        with suppress(MarketError):  # it has bid on that one already
            await market.do(place_bid, performer, order.id, "Возьмусь.")
    customer = await market.ask(actor_by_id, 1)
    for bid in (await market.ask(live_bids, customer))[::2]:
        with suppress(MarketError):  # the one before it was on the same order
            await market.do(accept_bid, customer, bid.id)
    for order in await market.ask(performer_orders, performer, status=2):
        await market.do(submit_result, performer, order.id, "Текст. " * 900)
    about = {"title": "О чтении", "keywords": "чтение", "category_id": 1911, "language_id": 1, "price": 1000}
    article = await market.do(save_article, performer, ArticleChanges(text="Текст. " * 100, **about))
    await market.do(offer_article, performer, article)
    await market.do(approve_article, moderator, article, orph=1, punc=1, style=0)
    bought = await market.ask(articles, customer, ArticleFilter(bought=True, count=20))
    if len(bought) > 1:
        await market.do(archive_articles, customer, [bought[-1].id])


async def test_nothing_breaks_it(market, caplog):
    """No request, however odd, gets a 5xx, raises out of the application or logs an error; the money still adds up."""
    caplog.set_level(logging.WARNING)
    performer, moderator = await peopled(market)
    app = build(market)
    fuzz = Fuzz(SEED)
    statuses = {}
    codes = set()
    for number in range(REQUESTS):
        if number % 50 == 0:
            await work_on_everything(market, performer, moderator)
            market.clock.set(market.clock.now() + 600)
            await market.do(mark_overdue)
        request = fuzz.request()
        hangs_up = fuzz.random.random() < 0.02
        found = await send(app, request, hangs_up=hangs_up)
        if found is None:
            assert hangs_up, request
            continue
        status, body = found
        assert status < 500, (number, status, body[:300], request)
        assert b"Traceback" not in body, (number, request)
        statuses[status] = statuses.get(status, 0) + 1
        if body.startswith(b"{"):
            codes.add(json.loads(body).get("error"))
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert {"no_params", "no_object", "no_access", "file_not_uploaded", None} <= codes
    assert statuses[200] > REQUESTS / 2
    assert not (await market.ask(audit)).problems
