"""A short sample of the simulated year: everything that was due happened, once, at its own moment, and the ledger adds up."""

import asyncio
import importlib.util
import sys
from pathlib import Path

import pytest

from birzha.install import install
from birzha.sweeps import run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def year():
    """The program behind ``make year``."""
    spec = importlib.util.spec_from_file_location("simulated_year", ROOT / "benchmarks/year.py")
    module = sys.modules["simulated_year"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["simulated_year"]


def simulated(year, folder, **scale):
    """What comes of a simulation."""
    install(f"sqlite:///{folder / 'year.sqlite3'}")
    return asyncio.run(year.simulate(folder, **scale))


def test_everything_happens_as_it_was_planned(year, tmp_path):
    """300 orders in 45 days: of each thing that time does, as many as were planned; each at its moment; the books balance."""
    outcome = simulated(year, tmp_path, people=20, orders=300, articles=20, days=45)
    assert outcome.happened == outcome.planned
    assert all(outcome.planned[sweep.name] > 0 for sweep in run.SWEEPS), outcome.planned
    assert outcome.problems == []


def test_the_simulation_can_fail(year, tmp_path, monkeypatch):
    """A sweep that comes an hour late, and one that does not come, are told."""
    late = [
        run.Sweep(each.name, each.run, _an_hour_later(each.due)) if each.name == "archived" else each
        for each in run.SWEEPS
        if each.name != "expired"
    ]
    monkeypatch.setattr(run, "SWEEPS", tuple(late))
    outcome = simulated(year, tmp_path, people=20, orders=100, articles=0, days=45)
    assert outcome.planned["expired"] > outcome.happened["expired"] == 0
    assert any("в архиве не в свой момент" in problem for problem in outcome.problems)


def _an_hour_later(due):
    async def later(tx):
        moment = await due(tx)
        return None if moment is None else moment + 3600

    return later
