"""A populated market whose texts are checked, and texts to check."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from birzha.articles.commands import approve_article, offer_article, save_article
from birzha.articles.model import Article, ArticleChanges
from birzha.articles.tables.articles import ARTICLE
from birzha.checkers.shelf import Shelf
from birzha.checks.checker import Checker
from birzha.checks.tables import text_check
from birzha.orders.commands import accept_results, submit_result
from birzha.orders.model import Result, StoredFile
from birzha.orders.queries import results
from birzha.people.commands import change_rate
from birzha.people.queries import actor_by_id
from birzha.storage.transaction import Transaction
from birzha.sweeps.checking import Checking

CATS = (
    "Кошка спит почти две трети жизни, и хозяева привыкают ходить по дому тише, пока она греется у батареи. "
    "Утром зверёк требует завтрак громче будильника, а вечером носится по коридору так, словно за ним гонится стая. "
    "Породы различаются характером: сиамская ходит следом и разговаривает, британская терпит ласку ровно минуту, "
    "мейн-кун встречает гостей у двери и проверяет их сумки. Выбирая котёнка, смотрите не на окрас, а на то, "
    "как он ведёт себя с человеком."
)
BRIDGES = (
    "Висячий мост держится на двух канатах, перекинутых через башни и закреплённых в скальном грунте. Инженеры "
    "считают нагрузку от ветра отдельно для каждого пролёта, потому что раскачка разрушает сооружение быстрее веса "
    "грузовиков. Весной бригада осматривает заклёпки, меняет изношенные прокладки и красит опоры свинцовым суриком."
)


def word(*lines: str) -> bytes:
    """A document of Word with these paragraphs, written by hand."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in lines)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships><Relationship Type="{office}" Target="word/document.xml"/></Relationships>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", relations)
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


async def _article(tx: Transaction, article_id: int) -> Article | None:
    return await tx.first(ARTICLE, article_id=article_id)


@dataclass
class Desk:
    """A market, its corpus, and ways to hand in texts."""

    world: Any
    author: Any
    folder: Path
    checking: Checking
    again: Callable[..., Checking]

    async def settle(self, checking: Checking | None = None) -> int:
        """Check until nothing waits; gives how many things were done."""
        done = 0
        while more := await (checking or self.checking).look():
            done += more
        return done

    async def submit(self, words: str, file: StoredFile | None = None, **order: Any) -> int:
        """A new order with this result under check; gives the order's id."""
        order_id = await self.world.assign(await self.world.place(**{"size": 100, **order}))
        await self.world.do(submit_result, self.world.performer, order_id, words, file)
        return order_id

    async def accept(self, order_id: int) -> None:
        """The customer takes it."""
        await self.world.do(accept_results, self.world.customer, [order_id])

    async def result(self, order_id: int) -> Result:
        """The newest result of an order."""
        return (await self.world.ask(results, self.world.customer, [order_id]))[0]

    async def figures(self, order_id: int) -> tuple[Any, ...]:
        """What is known of its first part: uniqueness, mistakes, keywords, likeness."""
        part = (await self.result(order_id)).parts[0]
        return part.per_antiplagiat, part.per_mistakes, part.per_keywords, part.per_diff

    async def write(self, text: str = CATS, by: Any = None) -> int:
        """An article on moderation."""
        author = by or self.author
        values = {"title": "Кошки", "description": "О кошках", "category_id": 1911, "language_id": 1, "price": 10_000}
        article_id = await self.world.do(save_article, author, ArticleChanges(**values, text=text))
        await self.world.do(offer_article, author, article_id)
        return article_id

    async def approve(self, article_id: int) -> None:
        """A moderator puts it on sale."""
        await self.world.do(approve_article, self.world.moderator, article_id, orph=1, punc=1, style=1)

    async def article(self, article_id: int) -> Article:
        """An article as it stands in the rows."""
        found = await self.world.ask(_article, article_id)
        assert found is not None
        return found

    async def checks(self) -> int:
        """How many checks are stored."""
        return len(await self.world.rows(select(text_check.c.subject_id)))


@pytest.fixture
async def desk(world: Any, tmp_path: Path):
    """A market whose texts are checked when a test says so."""
    await world.do(change_rate, world.performer.id, 10)
    made: list[Checking] = []

    def again(checker: Checker | None = None, folder: Path = tmp_path / "corpus") -> Checking:
        made.append(Checking(world.market, Shelf(folder), checker))
        return made[-1]

    yield Desk(world, await world.ask(actor_by_id, world.performer.id), tmp_path / "corpus", again(), again)
    for each in made:
        await each.close()
