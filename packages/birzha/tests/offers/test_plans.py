"""Lists of offers run on indexes: none walks all rows."""

import sqlite3

import pytest

from birzha.offers.tables import offers, personal, spending, wants
from birzha.storage.open import sqlite_path
from birzha.storage.sqlite import as_json

EVERYTHING = {"categories": True, "price_from": True, "price_to": True}
PLANS = {
    "on a project": (offers.OFFERS_ON, "ix_bid_order_id_id"),
    "own": (offers.OFFERS_OF, "ix_bid_person_id_id"),
    "received": (personal.RECEIVED, "ix_personal_offer_customer_id_id"),
    "sent": (personal.MADE, "ix_personal_offer_seller_id_id"),
    "to give back": (spending.RETURNABLE, "ix_connect_charge_order_id"),
    "of the month": (spending.SPENT, "sqlite_autoindex_connects_1"),
    "words": (wants.words_of_wanted(**{**EVERYTHING, "categories": False}), "ix_task_order_open"),
    "wanted": (wants.wanted_projects(**{**EVERYTHING, "categories": False}), "ix_task_order_open"),
    "words in categories": (wants.words_of_wanted(**EVERYTHING), "ix_task_order_open"),
    "count": (wants.count_wanted(**EVERYTHING), "ix_task_order_open"),
}
LISTS = {"ids", "categories", "shut_out"}
SORTED = {"to give back", "words in categories"}


@pytest.mark.parametrize("name", PLANS)
def test_plans(sqlite_url, name):
    """The index that each list is meant for serves it, and gives it in order."""
    statement, index = PLANS[name]
    compiled = statement.compiled("sqlite")
    values = ["[1]" if each in LISTS else as_json(compiled.defaults.get(each, 1)) for each in compiled.names]
    connection = sqlite3.connect(sqlite_path(sqlite_url))
    steps = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", values)]
    connection.close()
    assert any(index in step for step in steps), steps
    tables = ("task_order", "bid", "order_comment", "connect_charge", "personal_offer")
    scans = {f"SCAN {each}" for each in tables}
    assert not [step for step in steps if step in scans], steps
    if name not in SORTED:
        assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step], steps
