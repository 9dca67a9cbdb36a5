"""The demo tells the truth: a step that differs ends it with the reason."""

import re
from dataclasses import replace

import pytest

from birzha.articles.zipping import Zip
from birzha.cli.main import main
from birzha.cli.story import sale, sale_texts, script, stage
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


@pytest.mark.parametrize(
    ("name", "value", "step", "what"),
    [
        ("DISCOUNT", 91, 15, "failed"),
        ("UNIQ", 96.5, 16, "failed"),
        ("FEE", 6, 17, "the article's price and discount"),
        ("WIDTH", 601, 17, "the description's picture"),
        ("COMMISSION", 11, 18, "the ledger"),
    ],
)
def test_the_second_act_is_checked_as_well(monkeypatch, capsys, name, value, step, what):
    """With one expectation of the sale changed: exit code 1, the step, and what is off."""
    monkeypatch.setattr(sale, name, value)
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert f"Step {step} " in told.err
    assert what in told.err


def test_another_text_in_the_zip_ends_the_story(monkeypatch, capsys):
    """When the downloaded text is not the author's, the step that opens the ZIP says so."""
    real = Zip.add
    monkeypatch.setattr(Zip, "add", lambda self, title, text, *more: real(self, title, text + b"!", *more))
    assert main(["demo", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert "Step 19 went wrong: the article's text is another text" in told.err
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
