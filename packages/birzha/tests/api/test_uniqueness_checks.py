"""Texts measured on request, against what the exchange has."""

from dataclasses import replace

import pytest

from birzha.checkers.shelf import Shelf, place_of
from birzha.checks.queries import corpus_token
from birzha.sweeps.checking import Checking
from sverka import Entry

OWN = "Кошка спит почти две трети жизни, и хозяева привыкают ходить по дому тише, пока она греется у батареи."
ANOTHERS = "Висячий мост держится на двух канатах, перекинутых через башни и закреплённых в скальном грунте."


@pytest.fixture
def market(sqlite_market, tmp_path):
    """What a corpus tells does not depend on the engine."""
    sqlite_market.settings = replace(sqlite_market.settings, corpus=tmp_path / "corpus")
    return sqlite_market


@pytest.fixture
async def checking(market):
    """What keeps the corpus."""
    found = Checking(market, Shelf(market.settings.corpus))
    yield found
    await found.close()


async def test_a_text_is_measured_before_anybody_hands_it_in(world, caller_of, checking):
    """Figures, places and sources whose orders are not told; one's own texts are left out on request; nothing is kept."""
    performer = await caller_of("performer")
    asked = {"text": f"{OWN} Совсем другие слова о море. {ANOTHERS}"}
    assert (await performer("POST", "/uniqueness-checks", asked)).status == 429
    await checking.look()
    checking.shelf.corpus(checking._token).add_many(
        [Entry("result:1", OWN, str(performer.id)), Entry("article:7", ANOTHERS, "77")]
    )
    found = (await performer("POST", "/uniqueness-checks", asked)).json
    assert (found["unique"], found["words"]) == (13.51, 37)
    assert found["rewrite_unique"] < 20
    assert {(each["kind"], each["id"]) for each in found["sources"]} == {("result", 0), ("article", 7)}
    start, end = found["spans"][0]
    assert asked["text"][start:end] == OWN.rstrip(".")
    others = (await performer("POST", "/uniqueness-checks", {**asked, "without_own": True})).json
    assert [each["id"] for each in others["sources"]] == [7]
    assert len(checking.shelf.corpus(checking._token)) == 2


async def test_what_cannot_be_measured_is_said(world, caller_of, checking, market):
    """Too long, no corpus yet, a damaged one, none at all: each refusal has its words, and the next try may succeed."""
    customer = await caller_of("customer")
    assert (await customer("POST", "/uniqueness-checks", {"text": "а" * 100_001})).status == 422
    await checking.look()
    checking.shelf.corpus(checking._token).add("result:1", OWN)
    place = place_of(market.settings.corpus, await market.ask(corpus_token))
    log = next(place.glob("log-*"))
    whole = log.read_bytes()
    log.write_bytes(whole[:20] + bytes([whole[20] ^ 1]) + whole[21:])
    refused = await customer("POST", "/uniqueness-checks", {"text": OWN})
    assert (refused.status, refused.headers["retry-after"]) == (429, "5")
    log.write_bytes(whole)
    assert (await customer("POST", "/uniqueness-checks", {"text": OWN})).json["unique"] == 0
    market.settings = replace(market.settings, corpus=None)
    assert (await customer("POST", "/uniqueness-checks", {"text": OWN})).status == 404
