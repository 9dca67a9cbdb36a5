"""categories.*, options.*, folders.*, messages.* and users.*: fields, types and behaviour of each method."""

from birzha.messages.commands import tell

BALANCE_AFTER = "99895.00"


def fields(record, documented, *absent):
    """The record has exactly the documented fields, but those that the documentation lets be absent."""
    assert set(record) == set(documented["fields"]) - set(absent)
    return record


async def test_categories(styled, documented):
    """Every category, sorted by name, with the documented fields."""
    found = await styled.customer.client.get("categories.listCategories")
    for each in found:
        fields(each, documented["categories.listCategories"])
    n = styled.n
    assert found == [
        {"id_category": n(294), "id_parent": n(1911), "name": "Медицина", "keyword": "medicine"},
        {"id_category": n(1911), "id_parent": n(0), "name": "Не определена", "keyword": "other"},
    ]


async def test_languages(styled):
    """A map of id to name, whose keys are strings in either style."""
    assert await styled.performer.client.get("options.getLangs") == {"1": "Русский", "2": "Английский"}


async def test_folders(styled, documented):
    """Folders come as a walk of the tree by name or by date, with depth and a mark on the last sibling."""
    client, n = styled.customer.client, styled.n
    assert await client.get("folders.listFolders") == {"error": "no_object"}
    zoo = fields(await client.post("folders.addFolder", name="Зоопарк"), documented["folders.addFolder"])["id_folder"]
    first = (await client.post("folders.addFolder", name="Архив"))["id_folder"]
    inner = (await client.post("folders.addFolder", name="Бобры", id_parent=zoo))["id_folder"]
    assert all(type(each) is type(n(1)) for each in (zoo, first, inner))

    found = await client.get("folders.listFolders")
    assert [fields(each, documented["folders.listFolders"]) for each in found] == [
        {"id_category": first, "id_parent": n(0), "name": "Архив", "depth": n(0), "last": n(0)},
        {"id_category": zoo, "id_parent": n(0), "name": "Зоопарк", "depth": n(0), "last": n(1)},
        {"id_category": inner, "id_parent": zoo, "name": "Бобры", "depth": n(1), "last": n(1)},
    ]
    by_date = await client.get("folders.listFolders", sort="date")
    assert [each["name"] for each in by_date] == ["Зоопарк", "Бобры", "Архив"]
    assert await styled.rival.client.get("folders.listFolders") == {"error": "no_object"}


async def test_moving_to_a_folder(styled, documented):
    """Own orders move; strangers' and unknown ones are passed over; kinds that are not there yet are not found."""
    client, n = styled.customer.client, styled.n
    folder = (await client.post("folders.addFolder", name="a"))["id_folder"]
    orders = [await styled.draft(), await styled.draft()]
    answer = await client.post("folders.moveToFolder", id_folder=folder, type="task", ids=[*orders, 999])
    assert fields(answer, documented["folders.moveToFolder"]) == {"count": n(2)}
    assert {each["id_folder"] for each in await client.get("tasks.listTasks")} == {folder}
    assert len(await client.get("tasks.listTasks", id_folder=folder)) == 2
    assert await client.post("folders.moveToFolder", id_folder=0, type="task", ids=orders[0]) == {"count": n(1)}
    for kind in ("article", "article_archive", "correction", "bhv_task", "archive"):
        answer = await client.post("folders.moveToFolder", id_folder=folder, type=kind, ids=orders)
        assert answer == {"error": "no_object"}


async def test_system_messages(styled, documented):
    """Unread messages are listed, marked and deleted; what is read or another's is not touched."""
    client, n, market = styled.customer.client, styled.n, styled.market
    assert await client.get("messages.getList") == {"error": "no_object"}
    for text in ("один", "два", "три"):
        await market.do(tell, styled.customer.id, text)
    await market.do(tell, styled.rival.id, "чужое")
    others = (await styled.rival.client.get("messages.getList"))[0]["id"]
    found = await client.get("messages.getList")
    by_text = {each["text"]: each["id"] for each in found}
    ids = [by_text["один"], by_text["два"]]
    assert set(by_text) == {"один", "два", "три"}
    assert all(type(each) is type(n(1)) for each in ids)
    assert all(each["date"] == n(1_700_000_000) for each in found)
    assert fields(found[0], documented["messages.getList"])
    assert await client.get("messages.getList", **{"from": 1_700_000_001}) == {"error": "no_object"}

    answer = await client.post("messages.setRead", ids=[ids[0], others])
    assert fields(answer, documented["messages.setRead"]) == {"ids": [ids[0]]}
    assert await client.post("messages.setRead", ids=ids[0]) == {"error": "no_object"}
    answer = await client.post("messages.setDelete", ids=[ids[1], ids[0]])
    assert fields(answer, documented["messages.setDelete"]) == {"ids": [ids[1]]}
    assert [each["text"] for each in await client.get("messages.getList")] == ["три"]


async def test_messages_are_html(stage):
    """A message may carry markup, as documented; what people wrote in a title is none of it."""
    order = await stage.waiting(title="<script>alert(1)</script> & «к»")
    await stage.bid("performer", order)
    [message] = await stage.customer.client.get("messages.getList")
    assert "«&lt;script&gt;alert(1)&lt;/script&gt; &amp; «к»»" in message["text"]


async def test_balance(styled, documented):
    """Available money in roubles: what is on hold is not in it."""
    client, n = styled.customer.client, styled.n
    answer = fields(await client.get("users.getBalance"), documented["users.getBalance"])
    expected = {"id": n(styled.customer.id), "balance": styled.money("100000.00"), "date": n(1_700_000_000)}
    assert answer == expected
    await styled.in_work(price="100", price_type="2")
    assert (await client.get("users.getBalance"))["balance"] == styled.money(BALANCE_AFTER)
    assert (await styled.rival.client.get("users.getBalance"))["balance"] == styled.money("0.00")


async def test_performers(styled, documented):
    """Performers only, by rating and presence, page by page until no_object."""
    client, n = styled.customer.client, styled.n
    found = await client.get("users.getList")
    assert [each["login"] for each in found] == ["performer", "second"]
    assert fields(found[0], documented["users.getList"]) == {
        "id_user": n(styled.performer.id),
        "login": "performer",
        "fio": "Пётр Исполнитель",
        "description": "",
        "country": "",
        "city": "Тверь",
        "online": n(1),
        "regdate": n(1_700_000_000),
        "rate": n(500),
    }
    assert [each["login"] for each in await client.get("users.getList", rate_from=11)] == ["performer"]
    assert [each["login"] for each in await client.get("users.getList", rate_out=10)] == ["second"]
    assert [each["login"] for each in await client.get("users.getList", online=0)] == ["second"]
    assert [each["login"] for each in await client.get("users.getList", count=1, **{"from": 1})] == ["second"]
    assert [each["login"] for each in await client.get("users.getList", count=0)] == ["performer"]
    assert len(await client.get("users.getList", count=1000)) == 2
    assert await client.get("users.getList", **{"from": 2}) == {"error": "no_object"}


async def test_one_user(styled, documented):
    """A list with the one user; what concerns performers is there for performers alone; an id goes before a login."""
    client, n = styled.customer.client, styled.n
    [found] = await client.get("users.getUser", id=styled.performer.id, login="second")
    fields(found, documented["users.getUser"])
    assert found["login"] == "performer"
    assert found["works"] == {
        "1": {"id_type": n(1), "minprice": styled.money("20.00")},
        "2": {"id_type": n(2), "minprice": styled.money("0.00")},
    }
    assert (found["categories"], found["langs"], found["portfolio"]) == ([n(1911)], [n(1)], n(0))
    assert (found["photo"], found["group"], found["reports"], found["reports_n"]) == ("", "", n(0), n(0))

    [found] = await client.get("users.getUser", login="CUSTOMER")
    fields(found, documented["users.getUser"], "works", "categories", "langs", "portfolio")


async def test_works(styled, documented):
    """Kinds of work under their own numbers; a customer has none."""
    client, n = styled.customer.client, styled.n
    answer = await client.get("users.getWorks", id=styled.performer.id)
    assert fields(answer, documented["users.getWorks"])["works"]["1"] == {
        "id_type": n(1),
        "minprice": styled.money("20.00"),
    }
    assert await client.get("users.getWorks", id=styled.customer.id) == {"error": "no_object"}


async def test_statement(styled, documented):
    """Payments with commission, counterparty and folder, newest first, filtered by date, login and folder."""
    client, n, money = styled.customer.client, styled.n, styled.money
    folder = (await client.post("folders.addFolder", name="a"))["id_folder"]
    inner = (await client.post("folders.addFolder", name="b", id_parent=folder))["id_folder"]
    await styled.done(price="100", price_type="2", id_folder=inner)
    paid, top_up = await client.get("users.getStats")
    assert fields(paid, documented["users.getStats"])["operation"]
    assert {name: paid[name] for name in ("count", "balance", "comission", "id_user_to", "id_folder", "date")} == {
        "count": money("-105.00"),
        "balance": money(BALANCE_AFTER),
        "comission": money("5.00"),
        "id_user_to": n(styled.performer.id),
        "id_folder": inner,
        "date": n(1_700_000_000),
    }
    assert (top_up["count"], top_up["balance"]) == (money("100000.00"), money("100000.00"))

    async def ids(**filters):
        found = await client.get("users.getStats", **filters)
        return found if isinstance(found, dict) else [each["id"] for each in found]

    nothing = {"error": "no_object"}
    assert await ids(count=1) == [paid["id"]]
    assert await ids(**{"from": 1}) == [top_up["id"]]
    assert await ids(login="PERF") == [paid["id"]]
    assert await ids(login="%") == nothing
    assert await ids(id_folder=inner) == [paid["id"]]
    assert await ids(id_folder=folder) == nothing
    assert await ids(id_folder=folder, sub=1) == [paid["id"]]
    assert await ids(date_from=1_700_000_001) == nothing
    assert await ids(date_to=1_699_999_999) == nothing
    assert await ids(promo=1) == nothing

    [earned] = await styled.performer.client.get("users.getStats")
    assert (earned["count"], earned["comission"]) == (money("90.00"), money("10.00"))


async def test_rating_fails(styled, documented):
    """A failed order takes rating, is listed, and the customer gives it back once."""
    client, n, market = styled.customer.client, styled.n, styled.market
    assert await client.get("rating.listTasksFails") == {"error": "no_object"}
    order = await styled.in_work()
    await overdue(styled)
    assert "error" not in await client.post("tasks.failTask", id=order)
    now = market.clock.now()
    [found] = await client.get("rating.listTasksFails")
    assert fields(found, documented["rating.listTasksFails"]) == {
        "id_task": n(order),
        "id_user": n(styled.performer.id),
        "date": n(now),
        "date_back": n(0),
        "back": n(0),
        "title": "О чтении",
    }
    who = {"id_task": order, "id_user": styled.performer.id}
    assert len(await client.get("rating.listTasksFails", back=2, **who)) == 1
    assert await client.get("rating.listTasksFails", back=1) == {"error": "no_object"}
    [user] = await client.get("users.getUser", login="performer")
    assert user["rate"] == n(475)
    answer = await client.post("rating.ratingUserBack", **who)
    assert fields(answer, documented["rating.ratingUserBack"]) == {
        "id_task": n(order),
        "id_user": n(styled.performer.id),
        "rate_back": n(25),
    }
    assert await client.post("rating.ratingUserBack", **who) == {"error": "no_access"}
    [found] = await client.get("rating.listTasksFails", back=1)
    assert (found["back"], found["date_back"]) == (n(1), n(now))
    [user] = await client.get("users.getUser", login="performer")
    assert user["rate"] == n(500)


async def overdue(stage):
    """Let every deadline pass."""
    from birzha.orders.commands import mark_overdue

    stage.market.clock.set(stage.market.clock.now() + 100 * 86400)
    await stage.market.do(mark_overdue)
