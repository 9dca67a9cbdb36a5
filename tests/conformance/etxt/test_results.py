"""tasks.*: results, their checks and files, judging and paying, as a customer's program sees them."""

import pytest

from birzha.errors import Invalid
from birzha.orders.commands import set_next_check
from birzha.orders.model import Figures

START = 1_700_000_000  # 15.11.2023 01:13:20 in Moscow


def fields(record, documented, *absent):
    """The record has exactly the documented fields, but those that the documentation lets be absent."""
    assert set(record) == set(documented["fields"]) - set(absent)
    return record


async def listed(stage, order, **filters):
    [found] = await stage.customer.client.get("tasks.listTasks", id=order, **filters)
    return found


async def test_results_are_accepted(styled, documented):
    """A result is listed with its parts, accepted, and the order is done; strangers' ids are passed over."""
    client, n = styled.customer.client, styled.n
    order = await styled.on_check()
    [result] = await client.get("tasks.getResults", id=order)
    part_fields = {
        "per_keywords",
        "per_mistakes",
        "per_antiplagiat",
        "per_diff",
        "auto_check_date",
        "name",
        "size",
        "path",
    }
    assert set(result) == set(documented["tasks.getResults"]["fields"]) - part_fields
    assert (result["status"], result["check"], result["date_reset"], result["date"]) == (n(0), n(0), n(0), n(START))
    assert set(result["files"]) == {"text"}
    assert set(result["files"]["text"]) == {"name", "size", "path", "auto_check_date"}

    answer = await client.post("tasks.paidTask", id=[order, 999], text="Отлично.")
    assert fields(answer, documented["tasks.paidTask"]) == {"status": n(1), "ids": [n(order)]}
    found = await listed(styled, order)
    assert (found["status"], found["end_date"]) == (n(4), n(START))
    [result] = await client.get("tasks.getResults", id=order)
    assert result["status"] == n(2)
    assert "Отлично." in [each["text"] for each in await client.get("tasks.viewNotes", id=order)]
    assert await client.post("tasks.paidTask", id=order) == {"error": "no_access"}


async def test_results_go_back_for_rework(styled, documented):
    """CancelTask needs a reason for one order and sends it back to work."""
    client, n = styled.customer.client, styled.n
    order = await styled.on_check()
    assert await client.post("tasks.cancelTask", id=order) == {"error": "no_params"}
    answer = await client.post("tasks.cancelTask", id=order, text="Мало примеров.")
    assert fields(answer, documented["tasks.cancelTask"]) == {"status": n(1), "ids": [n(order)]}
    assert (await listed(styled, order))["status"] == n(2)
    [result] = await client.get("tasks.getResults", id=order)
    assert (result["status"], result["date_reset"]) == (n(1), n(START))

    others = [await styled.on_check(), await styled.on_check()]
    answer = await client.post("tasks.cancelTask", id=others)
    assert sorted(answer["ids"], key=int) == [n(each) for each in others]


async def test_a_result_s_text_can_be_downloaded_for_a_day(stage):
    """The path of a text result gives UTF-8 with its charset, ends after a day, and cannot be forged."""
    client, order = stage.customer.client, await stage.in_work()
    await stage.submit("performer", order, "Ёлка «в снегу» " * 10)
    [result] = await client.get("tasks.getResults", id=order)
    path = result["files"]["text"]["path"]
    assert path.startswith("http://exchange.test/")
    reply = await client.download(path)
    assert reply.body.decode() == "Ёлка «в снегу» " * 10
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.headers["content-disposition"].startswith("attachment")
    assert int(result["files"]["text"]["size"]) == len(reply.body)

    stage.market.clock.set(START + 86399)
    assert (await client.download(path)).status == 200
    stage.market.clock.set(START + 86400)
    assert (await client.download(path)).status == 410
    stage.market.clock.set(START)
    for forged in (path.replace("1700086400", "1800000000"), path.replace("/result_text/", "/result_file/")):
        assert (await client.download(forged)).status == 404
    assert (await client.download(path[: path.rindex("/")] + "/other-name.txt")).status == 200


async def test_a_text_may_be_windows_1251(stage_with):
    """With ``text_files=windows-1251`` a text comes as the real service sends it; what does not fit becomes an entity."""
    async with stage_with(text_files="windows-1251") as stage:
        order = await stage.in_work()
        await stage.submit("performer", order, "Ёлка ☃ " * 20)
        [result] = await stage.customer.client.get("tasks.getResults", id=order)
        reply = await stage.customer.client.download(result["files"]["text"]["path"])
        assert reply.headers["content-type"] == "text/plain; charset=windows-1251"
        assert reply.body.decode("cp1251") == "Ёлка &#9731; " * 20


async def test_results_may_be_grouped(stage_with):
    """With ``results_style=by_task`` results stand under the id of their order."""
    async with stage_with(results_style="by_task") as stage:
        orders = [await stage.on_check(), await stage.on_check()]
        found = await stage.customer.client.get("tasks.getResults", id=",".join(orders[:1]))
        assert list(found) == orders[:1]
        found = await stage.customer.client.post("tasks.getResults", id=orders)
        assert {order: [each["id_task"] for each in found[order]] for order in orders} == {
            order: [order] for order in orders
        }


async def test_extra_payment(styled, documented):
    """A sum up to three times the price is paid at once, with the exchange's share from the performer."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work(price="100", price_type="2")
    answer = await client.post("tasks.extraPaid", id=order, count="300")
    assert fields(answer, documented["tasks.extraPaid"], "count") == {"status": n(1)}
    assert (await client.get("users.getBalance"))["balance"] == styled.money("99595.00")
    assert (await styled.performer.client.get("users.getBalance"))["balance"] == styled.money("270.00")
    assert await client.post("tasks.extraPaid", id=order, count="300.01") == {"error": "max_limit"}


async def test_extra_payment_for_length(styled, documented):
    """autopay=get tells what the characters beyond the size cost, pay pays it once."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work(price="100", size="100", whitespaces="1")
    await styled.submit("performer", order, "а" * 150)
    answer = await client.get("tasks.extraPaid", id=order, autopay="get")
    assert fields(answer, documented["tasks.extraPaid"]) == {"status": n(1), "count": styled.money("5.00")}
    before = (await client.get("users.getBalance"))["balance"]
    assert await client.post("tasks.extraPaid", id=order, autopay="pay") == {"status": n(1)}
    assert float(before) - float((await client.get("users.getBalance"))["balance"]) == pytest.approx(5)
    assert await client.post("tasks.extraPaid", id=order, autopay="pay") == {"status": n(0)}


async def check_next(stage, **figures):
    """Say what the next check of a result will find."""
    await stage.market.do(set_next_check, Figures(**figures))


async def test_a_checked_result_has_its_figures(styled):
    """What the check found stands with the part; keywords belong to SEO orders, likeness to rewriting with a source."""
    n, client = styled.n, styled.customer.client
    found = {"per_antiplagiat": 97, "per_mistakes": 2, "per_keywords": 80, "per_diff": 30}
    kinds = (
        ({"id_type": 1}, {"per_antiplagiat", "per_mistakes"}),
        ({"id_type": 4, "keywords": "чтение"}, {"per_antiplagiat", "per_mistakes", "per_keywords"}),
        ({"id_type": 2, "text": "Исходник"}, {"per_antiplagiat", "per_mistakes", "per_diff"}),
    )
    for kind, figures in kinds:
        await check_next(styled, **found)
        order = await styled.on_check(**kind)
        [result] = await client.get("tasks.getResults", id=order)
        part = result["files"]["text"]
        assert result["check"] == n(1)
        assert {name: part[name] for name in part if name.startswith("per_")} == {
            name: n(found[name]) for name in figures
        }
        assert part["auto_check_date"] == n(START)


async def test_a_result_that_is_not_unique_goes_back_by_itself(stage):
    """Below the order's uniqueness a result is rejected by the system; at it, it is not."""
    order = await stage.in_work(uniq=90)
    await check_next(stage, per_antiplagiat=89)
    await stage.submit("performer", order)
    [result] = await stage.customer.client.get("tasks.getResults", id=order)
    assert (result["status"], result["check"], result["date_reset"]) == ("1", "1", str(START))
    assert (await listed(stage, order))["status"] == "2"
    await check_next(stage, per_antiplagiat=90)
    await stage.submit("performer", order)
    assert (await listed(stage, order))["status"] == "3"


async def test_too_short_a_text_is_not_taken(stage):
    """An order with checksize refuses under 90 percent of the size and takes 90 percent."""
    order = await stage.in_work(size="1000", checksize="1", whitespaces="1")
    with pytest.raises(Invalid):
        await stage.submit("performer", order, "а" * 899)
    await stage.submit("performer", order, "а" * 900)
    assert (await listed(stage, order))["status"] == "3"
