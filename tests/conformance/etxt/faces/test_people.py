"""users.*: one call of each method, in every face of the wire."""

from decimal import Decimal

from .conftest import START


async def test_a_page_of_performers(faces):
    """users.getList: the second performer of two, with nothing but the documented fields."""
    stage = faces.stage
    await faces.check(
        "users.getList",
        {"count": 1, "from": 1, "rate_out": 1000},
        [
            {
                "id_user": stage.second.id,
                "login": "second",
                "fio": "",
                "description": "",
                "country": "",
                "city": "",
                "online": 0,
                "regdate": START,
                "rate": 10,
            }
        ],
    )


async def test_one_performer_in_detail(faces):
    """users.getUser: a list of one, with works under their numbers, and ids of categories and languages."""
    stage = faces.stage
    await faces.check(
        "users.getUser",
        {"login": "performer"},
        [
            {
                "id_user": stage.performer.id,
                "login": "performer",
                "fio": "Пётр Исполнитель",
                "description": "",
                "country": "",
                "city": "Тверь",
                "online": 1,
                "regdate": START,
                "rate": 500,
                "photo": "",
                "group": "",
                "works": {
                    "1": {"id_type": 1, "minprice": Decimal(20)},
                    "2": {"id_type": 2, "minprice": Decimal(0)},
                },
                "categories": [1911],
                "langs": [1],
                "portfolio": 0,
                "reports": 0,
                "reports_n": 0,
            }
        ],
        who="rival",
    )


async def test_kinds_of_work(faces):
    """users.getWorks: kinds of work by number, with sums."""
    await faces.check(
        "users.getWorks",
        {"id": faces.stage.performer.id},
        {"works": {"1": {"id_type": 1, "minprice": Decimal(20)}, "2": {"id_type": 2, "minprice": Decimal(0)}}},
    )


async def test_money_that_can_be_spent(faces):
    """users.getBalance: what is held for an order is not in it."""
    stage = faces.stage
    await stage.in_work(price="33.33", price_type="2")
    await faces.check("users.getBalance", {}, {"id": stage.customer.id, "balance": Decimal("99965.00"), "date": START})


async def test_a_line_of_the_statement(faces):
    """users.getStats: a payment with its sign, its commission and its folder, found by login and date."""
    stage = faces.stage
    folder = int((await stage.customer.client.post("folders.addFolder", name="Хлеб"))["id_folder"])
    inner = int((await stage.customer.client.post("folders.addFolder", name="Ржаной", id_parent=folder))["id_folder"])
    order = await stage.done(price="33.33", price_type="2", id_folder=inner)
    paid = (await stage.customer.client.get("users.getStats"))[0]
    await faces.check(
        "users.getStats",
        {"login": "erfor", "date_from": START, "date_to": START, "id_folder": folder, "sub": 1},
        [
            {
                "id": int(paid["id"]),
                "date": START,
                "count": Decimal("-35.00"),
                "balance": Decimal("99965.00"),
                "operation": f"Оплата заказа №{order}",
                "id_user_to": stage.performer.id,
                "comission": Decimal("1.67"),
                "id_folder": inner,
            }
        ],
    )
