"""The lists and sweeps run on indexes: no statement walks all orders, and none sorts them."""

import sqlite3

import pytest

from birzha.orders.tables import lists, notes, refusals, results
from birzha.orders.tables import orders as statements
from birzha.storage.open import sqlite_path
from birzha.storage.sqlite import as_json
from birzha.storage.statement import Statement

OFF = dict.fromkeys(("one", "performer", "folder", "status", "published", "undecided", "target"), False)
ARCHIVE = dict.fromkeys(("newest_first", "one", "performer", "folder"), False)
ANYBODY = {"one": False, "category": False, "work_type": False, "offers": False}

LISTS = {"ids", "shut_out", "white_owners", "white_groups"}
"""Parameters that take several ids."""

PLANS = {
    "all of a customer": (lists.own_orders(**OFF), "ix_task_order_customer"),
    "by id": (lists.own_orders(**{**OFF, "one": True}), "PRIMARY KEY"),
    "by performer": (lists.own_orders(**{**OFF, "performer": True}), "ix_task_order_customer_performer"),
    "by folder": (lists.own_orders(**{**OFF, "folder": True}), "ix_task_order_customer_folder"),
    "by status": (lists.own_orders(**{**OFF, "status": True}), "ix_task_order_customer_status"),
    "waiting": (lists.own_orders(**{**OFF, "status": True, "published": True}), "ix_task_order_customer_status"),
    "undecided": (lists.own_orders(**{**OFF, "undecided": True}), "ix_task_order_customer_status"),
    "by target": (lists.own_orders(**{**OFF, "target": True}), "ix_task_order_customer_target"),
    "of a performer": (lists.performer_orders(status=False), "ix_task_order_performer"),
    "available": (lists.available_orders(**ANYBODY), "ix_task_order_open"),
    "available by category": (lists.available_orders(**{**ANYBODY, "category": True}), "ix_task_order_open_category"),
    "available by type": (lists.available_orders(**{**ANYBODY, "work_type": True}), "ix_task_order_open_type"),
    "overdue": (statements.DUE_OVERDUE, "ix_task_order_working_deadline"),
    "expired": (statements.DUE_EXPIRY, "ix_task_order_open_deadline"),
    "purged": (statements.DUE_PURGE, "ix_task_order_failed"),
    "to the archive": (statements.DUE_ARCHIVE, "ix_task_order_done"),
    "next to the archive": (statements.NEXT_ARCHIVE, "ix_task_order_done"),
    "archive": (lists.archived_orders(**ARCHIVE), "ix_task_order_archive"),
    "archive, newest first": (lists.archived_orders(**{**ARCHIVE, "newest_first": True}), "ix_task_order_archive"),
    "archive by folder": (lists.archived_orders(**{**ARCHIVE, "folder": True}), "ix_task_order_archive_folder"),
    "next overdue": (statements.NEXT_OVERDUE, "ix_task_order_working_deadline"),
    "next expiry": (statements.NEXT_EXPIRY, "ix_task_order_open_deadline"),
    "next purge": (statements.NEXT_PURGE, "ix_task_order_failed"),
    "a child": (statements.HAS_CHILD, "ix_task_order_parent"),
    "a file in use": (statements.FILE_IN_USE, "ix_task_order_file"),
    "live bids": (notes.LIVE_BIDS, "ix_bid_live_customer"),
    "a bidder's": (notes.LIVE_BID_OF, "uq_bid_live"),
    "own bids": (notes.MY_LIVE_BIDS, "bid"),
    "discussion": (notes.DISCUSSION, "ix_order_comment_order_id"),
    "newest result": (results.NEWEST_RESULT, "ix_result_order_id"),
    "checkable": (results.CHECKABLE, "ix_result_unchecked"),
    "refusals": (refusals.own_fails(order=False, performer=False, back=None), "ix_rating_fail_customer_id"),
}


def plan(connection: sqlite3.Connection, statement: Statement) -> list[str]:
    compiled = statement.compiled("sqlite")
    values = ["[1]" if name in LISTS else as_json(compiled.defaults.get(name, 1)) for name in compiled.names]
    return [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", values)]


@pytest.mark.parametrize("name", PLANS)
def test_plans(sqlite_url, name):
    """The index that each list is meant for serves it, in its order."""
    statement, index = PLANS[name]
    connection = sqlite3.connect(sqlite_path(sqlite_url))
    steps = plan(connection, statement)
    connection.close()
    assert any(index in step for step in steps), steps
    walked = ("SCAN task_order", "SCAN bid", "SCAN order_comment", "SCAN result_part", "SCAN rating_fail")
    assert not [step for step in steps if step in walked], steps
    assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step], steps
