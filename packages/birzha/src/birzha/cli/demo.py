"""``birzha demo``: a fresh exchange, an order, an article and a kwork living on it over real HTTP, and every step checked."""

import tempfile
import zipfile
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
from rich.console import Console

from birzha.app import Market
from birzha.cli.exits import Code, Stop
from birzha.cli.language import Language, Speech
from birzha.cli.story import texts
from birzha.cli.story.callers import Caller, Person, Refusal
from birzha.cli.story.gig import Gig
from birzha.cli.story.sale import Sale
from birzha.cli.story.script import Story
from birzha.cli.story.stage import Stage, prepare, running_stage
from birzha.cli.story.telling import Differs, Purse, Teller
from birzha.running import run_loop
from birzha.sandbox.seed import read_seed
from etxt_api import EtxtClient, EtxtError
from kwork_api import KworkClient, KworkError

ARTICLE = Path(__file__).parent / "story" / "article.txt"
"""The article that comes with the program."""

SHORTEST = 3000
LONGEST = 40_000
"""Limits of the article, characters."""

CUSTOMER, PERFORMER, FORGETFUL, MODERATOR = "anna", "vera", "gleb", "marta"
"""Who plays."""


def play(text: Path | None, lang: Language | None) -> None:
    """Play the story and print it.

    Args:
        text: the user's own article.
        lang: the language of the story; the command line's own when not given.

    Raises:
        Stop: the text is not fit for the story, or a step differs from what it should be (code 1).
    """
    if lang is not None:
        Speech.language = lang
    article = read_article(text or ARTICLE)
    title = texts.BREAD_TITLE if text is None else texts.OWN_TITLE
    teller = Teller("")
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="birzha-demo-") as folder:
        try:
            last = run_loop(_perform(prepare(Path(folder)), article, title, teller))
        except Differs as error:
            teller.show(console)
            reason = texts.DIFFERS.said(step=len(teller.rows) + 1, what=error.what, got=error.got, wanted=error.wanted)
            raise Stop(reason, code=Code.FAILED) from None
        except (EtxtError, KworkError, Refusal, httpx2.HTTPError, zipfile.BadZipFile, LookupError) as error:
            teller.show(console)
            raise Stop(texts.BROKE.said(step=len(teller.rows) + 1, reason=error), code=Code.FAILED) from None
    teller.show(console)
    console.print(last, style="bold green", soft_wrap=True)


def read_article(path: Path) -> str:
    """The article in a file.

    Raises:
        Stop: it is no UTF-8, too short or too long.
    """
    try:
        article = path.read_text(encoding="utf-8").strip().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Stop(texts.TEXT_NOT_UTF8.said(path=path), code=Code.USAGE) from None
    if len(article) < SHORTEST:
        raise Stop(texts.TEXT_TOO_SHORT.said(path=path, size=len(article), least=SHORTEST), code=Code.USAGE)
    if len(article) > LONGEST:
        raise Stop(texts.TEXT_TOO_LONG.said(path=path, size=len(article), most=LONGEST), code=Code.USAGE)
    return article


async def _perform(market: Market, article: str, title: str, teller: Teller) -> str:
    async with running_stage(market) as stage, AsyncExitStack() as stack:
        teller.title = texts.TITLE.said(url=stage.url)
        customer = await stack.enter_async_context(_client(stage))
        entered = [
            await stack.enter_async_context(_person(stage, login))
            for login in (PERFORMER, FORGETFUL, MODERATOR, CUSTOMER)
        ]
        for each in entered:
            await each.enter(stage.account(each.login).password or "")
        vera, gleb, moderator, web = entered
        sandbox = await stack.enter_async_context(Caller(f"{stage.url}/_sandbox"))
        story = Story(customer, CUSTOMER, _name(CUSTOMER), vera, gleb, sandbox, title, article, teller, purse=_seeded())
        await story.play()
        await Sale(story, moderator, web).play()
        buyer, seller = [await stack.enter_async_context(await _kwork(stage, login)) for login in (CUSTOMER, PERFORMER)]
        await Gig(story, moderator, web, buyer, seller).play()
        return await story.audit()


def _client(stage: Stage) -> EtxtClient:
    account = stage.account(CUSTOMER)
    return EtxtClient(
        account.etxt_token or "",
        account.etxt_api_pass or "",
        base_url=f"{stage.url}/etxt/api/json/",
        strict=True,
    )


async def _kwork(stage: Stage, login: str) -> KworkClient:
    password = stage.account(login).password or ""
    return await KworkClient.login(login, password, base_url=f"{stage.url}/kwork", strict=True)


def _person(stage: Stage, login: str) -> Person:
    return Person(f"{stage.url}/api/v1", login, _name(login))


def _name(login: str) -> str:
    """What the story calls somebody: the first name, or the login where the story is not in Russian."""
    fio = next(each.fio for each in read_seed().people if each.login == login)
    return fio.partition(" ")[0] if Speech.language == "ru" else login.title()


def _seeded() -> Purse:
    """What the seed gives the customer, who has bought nothing yet; the exchange must begin with the very same."""
    balance = next(each.balance for each in read_seed().people if each.login == CUSTOMER)
    return Purse(customer=round(balance * 100), held=0, performer=0, fee=0)
