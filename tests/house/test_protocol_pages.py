"""The pages on the two wire protocols name what the code has: codes, switches, limits, routes that only share a name."""

from pathlib import Path

import pytest

from birzha.dialects.etxt import body, endpoint, failures, php
from birzha.dialects.etxt.switches import POSITIONS
from birzha.dialects.kwork import body as kwork_body
from birzha.dialects.kwork import failures as kwork_failures
from birzha.dialects.kwork.methods import catalog, projects, user
from birzha.texts.uploads import LARGEST_FILE
from etxt_api.operations import OPERATIONS
from kwork_api.live import OTHER_THINGS
from kwork_api.operations import OPERATIONS as KWORK

DOCS = Path(__file__).parents[2] / "docs"
MIB = 1024 * 1024


def page(language, name):
    """A page with the numbers of either language written alike: 10,000 and 10 000 are 10000, 1,5 is 1.5."""
    text = (DOCS / language / "protocols" / f"{name}.md").read_text(encoding="utf-8")
    for thousands in (",000", " 000", "\u00a0000"):
        text = text.replace(thousands, "000")
    return (
        text.replace("1,5 МиБ", "1.5 MiB").replace("11,5 МиБ", "11.5 MiB").replace("МиБ", "MiB").replace("КиБ", "KiB")
    )


@pytest.fixture(params=["en", "ru"])
def etxt(request):
    return page(request.param, "etxt")


@pytest.fixture(params=["en", "ru"])
def kwork(request):
    return page(request.param, "kwork")


def test_every_code_of_etxt_is_told(etxt):
    """A code that a program may get from the exchange stands on the page, and so do both plain texts."""
    told = {*failures.CODES.values(), *failures.AUTH_CODES.values(), *failures.AUTH_CODES, "unavailable", "internal"}
    assert not [each for each in told if each not in etxt]


def test_every_switch_belongs_to_a_statement(etxt):
    """Where the wire is uncertain there is a switch, and the page says which."""
    assert not [f"{name}={values[1]}" for name, values in POSITIONS.items() if name not in etxt]


def test_the_limits_of_etxt_are_those_of_the_code(etxt):
    """Lengths come from the declarations of the client, sizes from the endpoint; the page has the same numbers."""
    task = {each.name: each.longest for each in OPERATIONS["tasks.saveTask"].parameters}
    review = next(each for each in OPERATIONS["users.setReport"].parameters if each.name == "text")
    compared = next(each for each in OPERATIONS["diff.compareText"].parameters if each.name == "text")
    numbers = [f"{task['title']}, {task['description']}, {task['text']} "]
    numbers += [f"{review.shortest}–{review.longest} ", f"{compared.shortest}–{compared.longest} "]
    numbers += [
        f"{endpoint.LONGEST_URL} ",
        f"{body.LARGEST_FIELDS / MIB} MiB, {php.MOST_PAIRS}, {body.LARGEST_MULTIPART / MIB} MiB",
    ]
    numbers += [f"{LARGEST_FILE // MIB} MiB"]
    assert not [each for each in numbers if each not in etxt]


def test_kworks_codes_and_sizes_are_told(kwork):
    """The codes of refusals, the size of a body and of pages."""
    told = {*kwork_failures.CODES.values(), f"{kwork_body.LARGEST_BODY // 1024} KiB"}
    assert not [each for each in told if each not in kwork]
    sizes = [str(module.PER_PAGE) for module in (catalog, projects, user)]
    line = next(each for each in kwork.splitlines() if f"| {sizes[0]} " in each)
    assert all(f" {each} " in line for each in sizes)


def test_every_route_that_only_shares_its_name_is_told(kwork):
    """Where the mobile service answers another thing, the page says so."""
    assert not [name for name in OTHER_THINGS if f"`{KWORK[name].path}`" not in kwork]
