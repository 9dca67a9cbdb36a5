"""Results and articles get real figures, once each, and what is accepted counts from then on."""

import asyncio
import shutil
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from birzha.articles.commands import delete_article, withdraw_article
from birzha.articles.model import UNMEASURED
from birzha.articles.tables import article
from birzha.checks.checker import CannotCheck
from birzha.checks.commands import begin_anew, begin_corpus, keep_finding, settle
from birzha.checks.model import Asked, Finding, Kind
from birzha.checks.queries import changes, corpus_token, next_task, task_of
from birzha.checks.tables import corpus_text
from birzha.orders.commands import set_next_check
from birzha.orders.model import Figures, State, StoredFile
from birzha.sweeps import checking as sweep
from birzha.texts.uploads import Upload, check_upload
from sverka import folding

from .conftest import BRIDGES, CATS, word


class Said:
    """A checker that says what it is told to, and remembers what it was asked."""

    name = "said"

    def __init__(self, unq: int = 100) -> None:
        self.unq = unq
        self.asked: list[Asked] = []
        self.before = lambda: None

    def check(self, asked: Asked) -> Finding:
        self.asked.append(asked)
        self.before()
        return Finding(self.name, unq=self.unq, unq_shin=self.unq)


async def test_a_new_text_is_unique_and_a_copy_of_an_accepted_one_is_not(desk):
    """The first result is 100 % unique; the same words in another order are 0 % once the first was accepted, not before."""
    first = await desk.submit(CATS)
    second = await desk.submit(CATS)
    await desk.settle()
    found = await desk.figures(first)
    assert (found[0], *found[2:]) == (100, None, None)
    assert 0 < found[1] < 5  # a breed that no dictionary has
    assert (await desk.figures(second))[0] == 100
    await desk.accept(first)
    third = await desk.submit(f"{BRIDGES} {CATS}")
    await desk.settle()
    assert 30 < (await desk.figures(third))[0] < 70
    assert (await desk.result(third)).checked


async def test_too_little_uniqueness_sends_a_result_back(desk):
    """An order that asks for 90 % gets the copy sent back with a comment, exactly as with figures that were said."""
    await desk.accept(await desk.submit(CATS))
    copied = await desk.submit(CATS, uniq=90)
    fine = await desk.submit(BRIDGES, uniq=90)
    await desk.settle()
    assert await desk.world.state(copied) is State.IN_WORK
    assert await desk.world.state(fine) is State.ON_CHECK
    assert any("уникальн" in each.lower() for each in await desk.world.messages(desk.world.performer))


async def test_each_kind_of_order_has_its_own_figures(desk):
    """Likeness for rewriting with a source text, keywords for SEO orders, mistakes for all."""
    rewriting = await desk.submit(CATS, work_type=2, text=CATS)
    seo = await desk.submit(CATS, work_type=4, keywords="порода котёнка, сиамская кошка; котёнок")
    wrong = await desk.submit("Превет, карова идёт домой по длинной дороге через поле.", size=40)
    await desk.settle()
    assert (await desk.figures(rewriting))[3] == 100
    assert (await desk.figures(seo))[2] == 33
    assert (await desk.figures(wrong))[1] > 0


async def test_a_said_figure_wins(desk):
    """What the sandbox has said of an order is kept, and nothing is measured after it; the same while a measure is under way."""
    measured = Said(unq=80)
    checking = desk.again(measured)
    order_id = await desk.submit(CATS)
    await desk.world.do(set_next_check, Figures(per_antiplagiat=42), order_id=order_id)
    await desk.settle(checking)
    assert (await desk.figures(order_id))[0] == 42
    assert await desk.checks() == 0
    await desk.settle(checking)
    assert len(measured.asked) == 1


async def test_two_sweeps_at_once_store_one_check(desk):
    """Two exchanges measure the same result at the same time; one stores it, and the result is sent back once."""
    gate = threading.Barrier(2, timeout=10)
    both = [desk.again(Said(unq=10)) for _ in range(2)]
    for each in both:
        each.checker.before = gate.wait
    order_id = await desk.submit(CATS, uniq=50)
    await asyncio.gather(*(each.look() for each in both))
    assert await desk.world.state(order_id) is State.IN_WORK
    assert await desk.checks() == 1
    assert sum("уникальн" in each.lower() for each in await desk.world.messages(desk.world.performer)) == 1


async def test_the_first_finding_stays(desk):
    """Of two findings of one text the second is not stored, also where nothing was sent back; nor after the customer's verdict."""
    order_id = await desk.submit(CATS)
    task = await desk.world.ask(next_task)
    assert await desk.world.do(keep_finding, task, Finding("first", unq=60))
    assert not await desk.world.do(keep_finding, task, Finding("second", unq=70))
    assert (await desk.figures(order_id))[0] == 60
    accepted = await desk.submit(BRIDGES)
    task = await desk.world.ask(next_task)
    await desk.accept(accepted)
    assert not await desk.world.do(keep_finding, task, Finding("late", unq=70))
    assert await desk.figures(accepted) == (None, None, None, None)


async def test_what_was_done_to_another_corpus_is_not_done_to_this_one(desk):
    """A sweep that filled the folder of a market before its reset settles nothing in the market after it."""
    await desk.accept(await desk.submit(CATS))
    await desk.world.do(begin_corpus)
    due, before = await desk.world.ask(changes), await desk.world.ask(corpus_token)
    await desk.world.do(begin_anew)
    await desk.world.do(begin_corpus)
    assert await desk.world.do(settle, before, due) == 0
    assert await desk.world.ask(changes) == due
    assert await desk.world.do(settle, await desk.world.ask(corpus_token), due) == len(due)


async def test_a_sweep_that_dies_between_measuring_and_storing_changes_nothing(desk, monkeypatch):
    """The text was measured and the sweep ended before it stored anything: no row changed, and the next one stores it once."""

    async def dies(*anything):
        raise asyncio.CancelledError

    order_id = await desk.submit(BRIDGES, uniq=50)
    await desk.world.do(begin_corpus)
    before = await desk.world.everything()
    measured = Said(unq=10)
    with monkeypatch.context() as patch:
        patch.setattr("birzha.sweeps.checking.keep_finding", dies)
        with pytest.raises(asyncio.CancelledError):
            await desk.again(measured).look()
    assert len(measured.asked) == 1
    assert await desk.world.everything() == before
    assert await desk.settle(desk.again(Said(unq=77))) == 1
    assert (await desk.figures(order_id))[0] == 77


async def test_articles_are_measured_before_a_moderator_reads_them(desk):
    """An article on moderation has both figures; one on sale counts as a source, one that was taken back or deleted no more."""
    first = await desk.write()
    await desk.settle()
    assert ((await desk.article(first)).unq, (await desk.article(first)).unq_shin) == (100, 100)
    await desk.approve(first)
    await desk.settle()
    copy = await desk.write()
    await desk.settle()
    assert ((await desk.article(copy)).unq, (await desk.article(copy)).unq_shin) == (0, 0)
    await desk.world.do(withdraw_article, desk.author, first)
    await desk.world.do(delete_article, desk.author, copy)
    await desk.settle()
    assert await desk.checks() == 1
    again = await desk.write()
    await desk.settle()
    assert (await desk.article(again)).unq == 100


async def test_an_article_is_not_its_own_source(desk):
    """One whose old words are still in the corpus is measured against all but itself."""
    article_id = await desk.write()
    await desk.approve(article_id)
    await desk.settle()
    task = await desk.world.ask(task_of, Kind.ARTICLE, article_id)
    assert (await _asked(desk, desk.checking, task.asked)).unq == 100
    assert (await _asked(desk, desk.checking, Asked(CATS))).unq == 0


async def test_a_moderator_need_not_wait_and_the_figures_arrive_all_the_same(desk):
    """An article that was approved while it was measured gets its figures on sale."""
    slow = Said(unq=64)
    checking = desk.again(slow)
    begun, go = threading.Event(), threading.Event()
    slow.before = lambda: (begun.set(), go.wait(10))
    article_id = await desk.write()
    looking = asyncio.create_task(checking.look())
    await asyncio.to_thread(begun.wait, 10)
    await desk.approve(article_id)
    go.set()
    await looking
    assert (await desk.article(article_id)).unq == 64


async def test_a_text_that_changed_meanwhile_is_measured_anew(desk, monkeypatch):
    """Figures of words that are not there any more are thrown away."""
    monkeypatch.setattr("birzha.sweeps.checking.PAUSE", 0.01)
    slow = Said(unq=1)
    checking = desk.again(slow)
    begun, go = threading.Event(), threading.Event()
    slow.before = lambda: (begun.set(), go.wait(10))
    article_id = await desk.write()
    looking = asyncio.create_task(checking.look())
    await asyncio.to_thread(begun.wait, 10)
    await desk.world.execute(_another_text(article_id))
    go.set()
    await looking
    assert (await desk.article(article_id)).unq == UNMEASURED
    slow.before, slow.unq = (lambda: None), 55
    await asyncio.sleep(0.02)
    await desk.settle(checking)
    assert (await desk.article(article_id)).unq == 55
    assert slow.asked[-1].text == BRIDGES


def _another_text(article_id):
    return update(article).where(article.c.id == article_id).values(text=BRIDGES)


async def test_a_service_that_fails_leaves_the_text_unchecked_and_is_asked_again_later(desk, caplog, monkeypatch):
    """A failure is told in the log, changes no row, holds up no other text and is tried again after its delay."""
    seconds = 1000.0
    monkeypatch.setattr(sweep, "monotonic", lambda: seconds)

    class Failing(Said):
        def check(self, asked):
            if asked.text == CATS and not self.asked:
                self.asked.append(asked)
                raise CannotCheck("the service is away", 5)
            return super().check(asked)

    checking = desk.again(Failing(unq=70))
    failed, fine = await desk.submit(CATS), await desk.submit(BRIDGES)
    assert await checking.look() == 0
    await desk.settle(checking)
    assert (await desk.figures(fine))[0] == 70
    assert (await desk.figures(failed))[0] is None
    assert "the service is away" in caplog.text
    seconds += 4
    await desk.settle(checking)
    assert (await desk.figures(failed))[0] is None
    seconds += 2
    await desk.settle(checking)
    assert (await desk.figures(failed))[0] == 70


def stored(desk, name, content, text=""):
    """A file as a performer hands it in."""
    checked = check_upload(Upload(name, content))
    return StoredFile(desk.world.market.files.put(content), name, len(content), checked.content_type, text)


async def test_files_are_read_and_others_stay_unchecked(desk):
    """A .txt and a .docx result are measured by their words; 10 MB of text, old Word and a broken .docx keep no figures."""
    plain = CATS.encode("cp1251")
    read = await desk.submit("", stored(desk, "a.txt", plain, CATS))
    await desk.settle()
    await desk.accept(read)
    await desk.settle()
    document = await desk.submit("", stored(desk, "b.docx", word(CATS, "Ещё одно предложение о погоде в горах.")))
    broken = stored(desk, "c.docx", word(CATS))
    whole = desk.world.market.files.get(broken.key)
    cut = await desk.submit("", replace(broken, key=desk.world.market.files.put(whole[:-200])))
    old = await desk.submit("", replace(stored(desk, "d.txt", plain), content_type="application/msword"))
    big = await desk.submit("", replace(stored(desk, "big.txt", plain), size=10 * 1024 * 1024))
    await desk.settle()
    assert (await desk.figures(read))[0] == 100
    assert 0 < (await desk.figures(document))[0] < 20
    unknown = (None, None, None, None)
    assert await desk.figures(cut) == await desk.figures(old) == await desk.figures(big) == unknown


async def test_of_a_text_and_a_file_the_longer_is_measured(desk):
    """A few words beside a document, or a small document beside the text: neither hides the other."""
    await desk.accept(await desk.submit(CATS))
    await desk.settle()
    beside = await desk.submit("Готово, принимайте.", stored(desk, "a.docx", word(CATS)))
    small = await desk.submit(CATS, stored(desk, "b.docx", word("Готово.")))
    await desk.settle()
    assert (await desk.figures(beside))[0] == (await desk.figures(small))[0] == 0


async def test_a_corpus_built_anew_from_the_rows_gives_the_same_answers(desk):
    """The folder is derived data: lost, damaged or begun anew, it is the same again."""
    await desk.accept(await desk.submit(CATS))
    await desk.settle()
    await desk.approve(await desk.write(BRIDGES))
    await desk.settle()
    asked = Asked(f"{CATS} Совсем новое предложение о погоде в горах и тумане над рекой. {BRIDGES}")
    before = await _asked(desk, desk.checking, asked)
    await desk.world.do(begin_anew)
    await desk.settle()
    assert await _asked(desk, desk.checking, asked) == before
    await desk.checking._aside(desk.checking.shelf.close)
    shutil.rmtree(desk.folder)
    fresh = desk.again()
    copied = await desk.submit(CATS)
    await desk.settle(fresh)
    assert (await desk.figures(copied))[0] == 100  # an empty folder under a known name holds nothing
    await desk.world.do(begin_anew)
    await desk.settle(fresh)
    assert await _asked(desk, fresh, asked) == before


async def _asked(desk, checking, asked):
    await checking.look()
    return await checking._aside(lambda: checking.checker.check(asked))


def flipped(desk, _):
    log = next(desk.folder.glob("market-*/log-*"))
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    log.write_bytes(data)


def of_a_former_version(_, monkeypatch):
    monkeypatch.setattr("sverka.folding.VERSION", folding.VERSION + 1)


@pytest.mark.parametrize("spoilt", [flipped, of_a_former_version])
async def test_a_corpus_that_cannot_be_read_is_built_anew_by_itself(desk, caplog, monkeypatch, spoilt):
    """A flipped byte in the log, or words of a former version, is no figure and no end: it begins anew and has every text again."""
    await desk.accept(await desk.submit(CATS))
    await desk.settle()
    await desk.checking._aside(desk.checking.shelf.close)
    spoilt(desk, monkeypatch)
    fresh = desk.again()
    copied = await desk.submit(CATS)
    await desk.settle(fresh)
    while await desk.world.ask(changes):
        await fresh.look()
    again = await desk.submit(CATS)
    await desk.settle(fresh)
    assert (await desk.figures(again))[0] == 0
    assert (await desk.figures(copied))[0] is not None


async def test_a_second_process_reads_what_the_first_one_writes(desk, caplog):
    """Where another process writes to the corpus, checks go on and nothing is added by this one; it says so once."""
    await desk.accept(await desk.submit(CATS))
    await desk.settle()
    second = desk.again()
    copied = await desk.submit(CATS)
    assert await second.look() == 1
    assert (await desk.figures(copied))[0] == 0
    assert not second.shelf.writes
    assert caplog.text.count("this one reads it") == 1
    await desk.accept(await desk.submit(BRIDGES))
    await second.look()
    assert await desk.world.ask(changes)
    await desk.settle()
    assert not await desk.world.ask(changes)


async def test_what_the_operator_added_counts_and_outlives_a_new_corpus(desk, tmp_path):
    """A folder of texts that was remembered is in every corpus that this exchange begins."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "cats.txt").write_text(CATS)
    (own / "nested").mkdir()
    (own / "nested" / "bridges.docx").write_bytes(word(BRIDGES))
    desk.checking.shelf.remember(own)
    order_id = await desk.submit(f"{CATS} {BRIDGES}")
    await desk.settle()
    assert (await desk.figures(order_id))[0] == 0
    await desk.world.do(begin_anew)
    order_id = await desk.submit(BRIDGES)
    await desk.settle()
    assert (await desk.figures(order_id))[0] == 0


async def test_rows_remember_what_lies_in_the_corpus(desk):
    """A text joins once: when it is settled nothing is written again, and one that was taken back leaves no row."""
    article_id = await desk.write()
    await desk.approve(article_id)
    await desk.settle()
    rows = await desk.world.rows(select(corpus_text))
    assert [(row["kind"], row["wanted"], row["settled"] == row["changed"]) for row in rows] == [("article", 1, True)]
    assert await desk.checking.look() == 0
    await desk.world.do(withdraw_article, desk.author, article_id)
    await desk.settle()
    assert await desk.world.rows(select(corpus_text)) == []


async def test_a_result_as_long_as_any_has_figures(desk):
    """What the exchange takes as a result it measures, to the last character, and finds again once it was accepted."""
    words = [f"слово{each}" for each in range(400_000 // 10)]
    text = " ".join(words)[:400_000]
    first = await desk.submit(text)
    await desk.settle()
    assert (await desk.figures(first))[0] == 100
    await desk.accept(first)
    second = await desk.submit(text)
    await desk.settle()
    assert (await desk.figures(second))[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        "кот " * 100_000,
        "а" * 400_000,
        "".join(chr(0x430 + each % 32) + "\u0301" * 40 for each in range(9_000)),
        "\u202e\u0627\u0644" * 100_000,
        "HАOCEP " * 50_000,
        "\x01\x02\x7f\ufffe" * 100_000,
    ],
    ids=["one-word", "one-letter", "marks", "rtl", "look-alikes", "control"],
)
async def test_the_longest_texts_are_checked_in_time(desk, text):
    """400,000 characters of anything are checked within seconds, or stay unchecked."""
    order_id = await desk.submit(text, work_type=2, text=text[:40_000])
    async with asyncio.timeout(20):
        await desk.settle()
    assert await desk.checking.look() == 0
    assert (await desk.figures(order_id))[0] in {None, 100}
