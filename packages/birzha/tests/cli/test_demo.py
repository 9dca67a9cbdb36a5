"""The demo tells the truth: a step that differs ends it with the reason."""

import re
from dataclasses import replace

import pytest

from birzha.articles.zipping import Zip
from birzha.cli.main import main
from birzha.cli.story import gig, sale, sale_texts, script, stage
from birzha.dialects.kwork import views
from birzha.orders.model import State
from birzha.reviews import commands, model
from birzha.sandbox import seed
from birzha.settings import Rules


@pytest.mark.parametrize(
    ("name", "value", "step"),
    [
        ("PENALTY", 24, 13),
        ("UNIQ", 60, 6),
        ("SECOND_FOUND", 80, 7),
        ("OVERDUE", 2, 10),
    ],
)
def test_a_step_that_differs_ends_the_story(monkeypatch, capsys, name, value, step):
    """With one expectation changed: exit code 1, the step and the reason, and the rows that went well before it."""
    monkeypatch.setattr(script, name, value)
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert f"Step {step} " in told.err
    assert len(re.findall(r"│ +\d+ │", told.out)) == step - 1


async def nothing(act):
    """An act that is left out."""


@pytest.fixture
def second_act(monkeypatch):
    """The story without its other acts: step 1 is its beginning."""
    monkeypatch.setattr(script.Story, "play", script.Story.open)
    monkeypatch.setattr(gig.Gig, "play", nothing)


@pytest.fixture
def third_act(monkeypatch):
    """As above."""
    monkeypatch.setattr(script.Story, "play", script.Story.open)
    monkeypatch.setattr(sale.Sale, "play", nothing)


@pytest.mark.usefixtures("second_act")
@pytest.mark.parametrize(
    ("name", "value", "step", "what"),
    [
        ("DISCOUNT", 91, 2, "failed"),
        ("UNIQ", 96.5, 3, "failed"),
        ("FEE", 6, 4, "the article's price and discount"),
        ("WIDTH", 601, 4, "the description's picture"),
        ("COMMISSION", 11, 5, "the ledger"),
    ],
)
def test_the_second_act_is_checked_as_well(monkeypatch, capsys, name, value, step, what):
    """With one expectation of the sale changed: exit code 1, the step, and what is off."""
    monkeypatch.setattr(sale, name, value)
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert f"Step {step} " in told.err
    assert what in told.err


@pytest.mark.usefixtures("third_act")
@pytest.mark.parametrize(
    ("name", "value", "step", "what"),
    [
        ("FEE", 6, 4, "the ledger"),
        ("COMMISSION", 11, 6, "the ledger"),
        ("KINDS", {3: (1, 0), 5: (1, 0)}, 7, "the reviews in eTXT"),
        ("KINDS", {3: (0, 0), 5: (0, 0)}, 8, "the reviews in eTXT"),
        ("LATER", "PT61M", 8, "failed"),
    ],
)
def test_the_third_act_is_checked_as_well(monkeypatch, capsys, name, value, step, what):
    """With one expectation of the kwork's life changed: exit code 1, the step, and what is off."""
    monkeypatch.setattr(gig, name, value)
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert f"Step {step} " in told.err
    assert what in told.err


async def uncounted(tx, kwork_id, stars, sign=1):
    """A review that the kwork does not hear of."""


@pytest.mark.usefixtures("third_act")
@pytest.mark.parametrize(
    ("place", "name", "value", "step", "what"),
    [
        (commands, "review_kwork", uncounted, 7, "the kwork's rating and reviews"),
        (model, "FEWEST_GOOD", 3, 7, "the reviews in eTXT"),
        (views, "STATUSES", {**views.STATUSES, State.DONE: "in_progress"}, 6, "the project in Kwork"),
        (views, "STATUSES", {**views.STATUSES, State.WAITING: "draft"}, 9, "the project in Kwork"),
        (views, "KOPECKS", 1000, 3, "the kwork's price, days and extras"),
    ],
)
def test_an_exchange_that_reviews_and_shows_wrongly_ends_the_story(monkeypatch, capsys, place, name, value, step, what):
    """A rating that does not move, three stars that are called good, a status or a sum that Kwork's side shows wrongly."""
    monkeypatch.setattr(place, name, value)
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert f"Step {step} " in told.err
    assert what in told.err


@pytest.mark.usefixtures("second_act")
def test_another_text_in_the_zip_ends_the_story(monkeypatch, capsys):
    """When the downloaded text is not the author's, the step that opens the ZIP says so."""
    real = Zip.add
    monkeypatch.setattr(Zip, "add", lambda self, title, text, *more: real(self, title, text + b"!", *more))
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert "Step 6 went wrong: the article's text is another text" in told.err
    assert sale_texts.ARTICLE_TITLE.split()[0] in told.out


@pytest.mark.parametrize(("fees", "step"), [({"customer_fee": 501}, 4), ({"performer_fee": 1001}, 8)])
def test_an_exchange_that_takes_too_much_ends_the_story(monkeypatch, capsys, fees, step):
    """A fee that is off by a hundredth of a percent is seen in the sums of that very step."""
    real = stage.sandbox_settings
    monkeypatch.setattr(stage, "sandbox_settings", lambda folder: replace(real(folder), rules=Rules(**fees)))
    assert main(["demo", "--lang", "en"]) == 1
    assert f"Step {step} went wrong: the ledger" in capsys.readouterr().err


def test_a_kopeck_too_much_ends_the_story(monkeypatch, capsys):
    """When the exchange begins with other sums than the seed says, the first step says so."""
    real = seed.deposit

    async def generous(tx, person_id, amount, **kw):
        await real(tx, person_id, amount + 1, **kw)

    monkeypatch.setattr(seed, "deposit", generous)
    assert main(["demo", "--lang", "ru"]) == 1
    assert "Шаг 1 пошёл не так: счёт заказчика" in capsys.readouterr().err
