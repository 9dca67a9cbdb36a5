"""The demo tells the truth: a step that differs ends it with the reason."""

import re

import pytest

from birzha.cli.main import main
from birzha.cli.story import script
from birzha.sandbox import seed


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


def test_a_kopeck_too_much_ends_the_story(monkeypatch, capsys):
    """When the exchange begins with other sums than the seed says, the first step says so."""
    real = seed.deposit

    async def generous(tx, person_id, amount, **kw):
        await real(tx, person_id, amount + 1, **kw)

    monkeypatch.setattr(seed, "deposit", generous)
    assert main(["demo", "--lang", "ru"]) == 1
    assert "Шаг 1 пошёл не так: счёт заказчика" in capsys.readouterr().err
