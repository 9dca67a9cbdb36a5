"""The figures of tasks.getResults and articles.getList where the exchange measures texts itself, as raw bytes."""

from contextlib import asynccontextmanager

import pytest

from birzha.articles.commands import approve_article, offer_article
from birzha.checkers.shelf import Shelf
from birzha.people.model import Role
from birzha.sweeps.checking import Checking

from . import stall

TEXT = (
    "Закваску кормят мукой и водой каждое утро, пока она не начнёт подниматься вдвое за шесть часов. Потом замешивают "
    "опару, оставляют её на ночь под полотенцем и только к обеду ставят хлеб в раскалённую печь на чугунную плиту."
)


@asynccontextmanager
async def checked(stage, folder):
    """Checks as a running exchange does them; each call of what this gives goes on until nothing waits."""
    checking = Checking(stage.market, Shelf(folder))

    async def settle():
        while await checking.look():
            pass

    try:
        yield settle
    finally:
        await checking.close()


async def test_results_have_the_figures_of_their_kind_of_order(styled, tmp_path):
    """A first text is 100 % unique; accepted, it is the source of its copy, which goes back where the order asks for more."""
    client, n = styled.customer.client, styled.n
    async with checked(styled, tmp_path / "corpus") as settle:
        first = await styled.in_work(size=100, id_type=2, text=TEXT)
        await styled.submit("performer", first, TEXT)
        await settle()
        [result] = await client.get("tasks.getResults", id=first)
        part = result["files"]["text"]
        assert result["check"] == n(1)
        assert (part["per_antiplagiat"], part["per_diff"]) == (n(100), n(100))
        assert part["per_mistakes"] == n(0)
        assert "per_keywords" not in part
        await client.post("tasks.paidTask", id=first)
        copied = await styled.in_work(size=100, uniq=80)
        await styled.submit("performer", copied, TEXT)
        await settle()
        [result] = await client.get("tasks.getResults", id=copied)
        assert (result["check"], result["status"]) == (n(1), n(1))
        assert result["files"]["text"]["per_antiplagiat"] == n(0)
        [order] = await client.get("tasks.listTasks", id=copied)
        assert order["status"] == n(2)


@pytest.mark.parametrize(("text", "figure"), [("Совсем другие слова о дальней дороге. " * 3, 100), (TEXT, 0)])
async def test_articles_have_both_figures_when_they_are_listed(styled, tmp_path, text, figure):
    """Unq and unq_shin of articles.getList, of a new text and of one that is sold here already."""
    async with checked(styled, tmp_path / "corpus") as settle:
        await _on_sale(styled, TEXT, settle)
        article = await _on_sale(styled, text, settle)
        found = await styled.customer.client.get("articles.getList")
        told = {each["id"]: (each["unq"], each["unq_shin"]) for each in found}
        assert told[styled.n(article)] == (styled.n(figure), styled.n(figure))


async def _on_sale(stage, text, settle):
    article = await stall.draft(stage, text=text)
    author = await stage.actor("performer")
    await stage.market.do(offer_article, author, article)
    await settle()
    moderator = await stage.add(f"moderator{article}", Role.MODERATOR)
    acting = await stage.actor(moderator.login)
    await stage.market.do(approve_article, acting, article, orph=1, punc=1, style=1)
    await settle()
    return article
