"""The shop of the benchmarks: 100,000 articles on sale with words to search for, and fifty drawn descriptions among them."""

import base64
import random
from collections.abc import Iterator
from typing import Any

from birzha.app import Market
from birzha.articles.commands.guarded import title_key
from birzha.articles.model import Article, ArticleChanges, ArticleFilter, ArticleState, Sort, blank_article, merged
from birzha.articles.picture import draw
from birzha.articles.tables.articles import COLUMNS, PUT_PICTURE, PUT_WORD
from birzha.articles.tables.rows import article
from birzha.articles.words import weights
from birzha.storage.statement import put_into
from birzha.storage.transaction import Transaction

ARTICLES = 100_000
AUTHORS = range(2, 10)
KINDS = 2_000
PICTURES = 50
BATCH = 2_000
SEARCHED = "саженцы яблони"
SEARCHES = {
    "by-date": ArticleFilter(text=SEARCHED),
    "by-relevancy": ArticleFilter(text=SEARCHED, sort=Sort.RELEVANCY),
}
SYLLABLES = [consonant + vowel for consonant in "бвгджзклмнпрстфхчш" for vowel in "аеио"]


def vocabulary() -> tuple[list[str], list[float]]:
    """Three thousand words, of which the n-th is n times as rare as the first."""
    chance = random.Random(1)
    words = list({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(3_000)})
    words.sort()
    return words, [1 / (number + 1) for number in range(len(words))]


def kinds(now: int) -> Iterator[Article]:
    """Articles that differ in words, each to be sold by many: three in a hundred about seedlings, half of those of apple trees."""
    chance = random.Random(2)
    words, often = vocabulary()
    for number in range(KINDS):
        title, keywords, description = (" ".join(chance.choices(words, often, k=count)) for count in (4, 3, 9))
        if number % 33 == 0:
            title, description = f"Саженцы {title}", f"{description} саженец" + " яблони" * (number % 2)
        changes = ArticleChanges(
            title=title.capitalize(),
            keywords=keywords,
            description=f"{description}.",
            text="Текст о саде. " * 100,
            category_id=254,
            language_id=1,
            price=10_000 + chance.randrange(100_000),
        )
        yield merged(blank_article(2, now), changes, now)


async def fill_shop(market: Market) -> None:
    put = put_into(article, "id", *COLUMNS)
    now = market.clock.now()
    made = [(each, sorted(weights(each).items())) for each in kinds(now)]
    drawn = [base64.b64encode(draw(each.description)).decode() for each, _ in made[:PICTURES]]

    def row(number: int) -> dict[str, Any]:
        kind, _ = made[number % KINDS]
        known = {name: getattr(kind, name) for name in COLUMNS if name != "title_key"}
        known |= {"author_id": AUTHORS[number % len(AUTHORS)], "state": int(ArticleState.ON_SALE), "unq": number % 101}
        date = now - ARTICLES + number
        return {**known, "id": number + 1, "title_key": title_key(kind.title), "date": date, "published_at": date}

    async def batch(tx: Transaction, start: int) -> None:
        rows = [row(number) for number in range(start, start + BATCH)]
        await tx.run_many(put, rows)
        pictures = [{"article_id": each["id"], "base64": drawn[each["id"] % PICTURES]} for each in rows]
        await tx.run_many(PUT_PICTURE, pictures)
        words = [
            {"owner_id": 0, "stem": stem, "weight": weight, "date": each["date"], "article_id": each["id"]}
            for each in rows
            for stem, weight in made[(each["id"] - 1) % KINDS][1]
        ]
        await tx.run_many(PUT_WORD, words)

    for start in range(0, ARTICLES, BATCH):
        await market.do(batch, start)
