"""The second act: an article is written, read by a moderator, found, bought at a discount, downloaded and put away."""

import base64
import io
import struct
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from birzha.cli.amounts import roubles
from birzha.cli.story import sale_texts as texts
from birzha.cli.story.callers import Caller, Person
from birzha.cli.story.script import COOKING, Story, kopecks, percent
from birzha.cli.story.telling import expect
from etxt_api import NoObjectError
from etxt_api.models.articles import Article

PRICE = Decimal(400)
"""Roubles that the author asks."""

DISCOUNT = 25
FEE = 5
COMMISSION = 10
"""Percent: the author's discount, the customer's fee, and what the exchange keeps of the author's."""

UNIQ = 97
"""Uniqueness of the article, percent; the sandbox is told."""

RUSSIAN = 1
RECIPE = 5
"""Numbers of a language and of a kind of article (documentation of articles.getList)."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
WIDTH = 600
"""Of a description's picture, pixels."""


@dataclass(slots=True)
class Sale:
    """A customer buys through eTXT's API; author, moderator, and what that API has no words for, use ours.

    Args:
        story: the first act: its people, its purse and its teller go on.
        moderator: reads the article.
        web: the customer where only the pages would do.
    """

    story: Story
    moderator: Person
    web: Caller

    async def play(self) -> None:
        """Play it to the end.

        Raises:
            Differs: a step is not what it should be.
            Refusal: the exchange refused what it should not.
            EtxtError: as above.
        """
        article = await self.write()
        await self.approve(article)
        await self.find(article)
        await self.buy(article)
        await self.download(article)
        await self.archive(article)

    async def write(self) -> int:
        """The author writes an article, gives a discount and offers it; customers do not see it yet."""
        author = self.story.vera
        made = await author.post(
            "/me/articles",
            title=texts.ARTICLE_TITLE,
            description=texts.ARTICLE_ABOUT,
            keywords=texts.ARTICLE_KEYWORDS,
            text=texts.ARTICLE,
            price=kopecks(PRICE),
            category_id=COOKING,
            language_id=RUSSIAN,
            id_subtype=RECIPE,
        )
        article: int = made["id"]
        last_day = datetime.fromisoformat(self.story.moment) + timedelta(days=2)
        await author.put(f"/me/articles/{article}/discount", percent=DISCOUNT, until=int(last_day.timestamp()))
        await author.post(f"/me/articles/{article}/offer")
        expect(texts.WHAT_FOUND, await self._search(), [])
        await self.story.tell(
            texts.WRITTEN.said(
                author=author.name, title=texts.ARTICLE_TITLE, price=roubles(kopecks(PRICE)), discount=DISCOUNT
            )
        )
        return article

    async def approve(self, article: int) -> None:
        """A moderator reads it; now it is on sale."""
        waiting = (await self.moderator.get("/moderation/articles"))["items"]
        expect(texts.WHAT_QUEUE, article in [each["id"] for each in waiting], wanted=True)
        await self.story.sandbox.post("/article-figures", article_id=article, unq=UNIQ, unq_shin=UNIQ)
        await self.moderator.post(f"/moderation/articles/{article}/approve", orph=True, punc=True, style=False)
        await self.story.tell(texts.APPROVED.said(moderator=self.moderator.name, uniq=UNIQ))

    async def find(self, article: int) -> None:
        """The customer searches by another form of the word, and sees a picture where the description would be."""
        found = await self._search()
        expect(texts.WHAT_FOUND, [each.id for each in found], [article])
        seen = found[0]
        expect(texts.WHAT_PRICE, (kopecks(seen.full_price), seen.discount), (self._full, DISCOUNT))
        expect(texts.WHAT_MARKS, (seen.moder_orph, seen.moder_punc, seen.moder_style), (True, True, False))
        expect(texts.WHAT_UNIQ, seen.unq, UNIQ)
        picture = base64.b64decode(seen.description)
        expect(texts.WHAT_PICTURE, (picture[:8], *struct.unpack(">L", picture[16:20])), (SIGNATURE, WIDTH))
        await self.story.tell(
            texts.FOUND.said(
                customer=self.story.name, words=texts.SEARCHED, full=roubles(self._full), size=len(picture)
            )
        )

    async def buy(self, article: int) -> None:
        """The customer buys it; author and exchange get their shares at once."""
        await self.story.customer.articles.buy(article)
        purse, earned = self.story.purse, self._price - percent(self._price, COMMISSION)
        purse.customer -= self._full
        purse.performer += earned
        purse.fee += self._full - earned
        row = (await self.story.customer.users.get_stats(count=1))[0]
        expect(texts.WHAT_STATEMENT, (kopecks(row.count), kopecks(row.balance)), (-self._full, purse.customer))
        expect(texts.WHAT_FOUND, await self._search(), [])
        await self.story.tell(
            texts.BOUGHT.said(
                customer=self.story.name,
                author=self.story.vera.name,
                full=roubles(self._full),
                earned=roubles(earned),
                fee=roubles(self._full - earned),
            )
        )

    async def download(self, article: int) -> None:
        """The ZIP behind the link opens, and the text in it is the author's."""
        made = await self.story.customer.articles.download(article)
        content = await self.story.customer.download(made.path)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            expect(texts.WHAT_NAMES, names, [f"001_{texts.ARTICLE_TITLE}/{texts.ARTICLE_TITLE}.txt"])
            text = archive.read(names[0]).decode()
        same = texts.THE_SAME if text == texts.ARTICLE else texts.ANOTHER
        expect(texts.WHAT_TEXT, str(same), str(texts.THE_SAME))
        await self.story.tell(
            texts.DOWNLOADED.said(customer=self.story.name, size=len(content), name=names[0].partition("/")[2])
        )

    async def archive(self, article: int) -> None:
        """In the archive it can still be read, and it is no longer among what was bought."""
        await self.web.post("/me/bought-articles/archive", ids=[article])
        customer = self.story.customer
        kept = await customer.articles_archive.get_list(order="desc")
        expect(texts.WHAT_ARCHIVE, [(each.id, kopecks(each.full_price)) for each in kept], [(article, self._full)])
        expect(texts.WHAT_BOUGHT, [each.id async for each in customer.articles.iter_get_list(filter=True)], [])
        [read] = await customer.articles_archive.get_text(article)
        same = texts.THE_SAME if read.text == texts.ARTICLE else texts.ANOTHER
        expect(texts.WHAT_TEXT, str(same), str(texts.THE_SAME))
        await self.story.tell(texts.ARCHIVED.said(customer=self.story.name))

    @property
    def _price(self) -> int:
        """What the author asks with the discount, kopecks."""
        return kopecks(PRICE) - percent(kopecks(PRICE), DISCOUNT)

    @property
    def _full(self) -> int:
        """What the customer pays, kopecks."""
        return self._price + percent(self._price, FEE)

    async def _search(self) -> list[Article]:
        try:
            return await self.story.customer.articles.get_list(text=texts.SEARCHED, sort="relevancy")
        except NoObjectError:
            return []
