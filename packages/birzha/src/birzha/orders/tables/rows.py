"""The rows of orders and of what hangs on them.

Lists of one customer run newest first by id; every column that tasks.listTasks filters by has its own index that ends in the id.
Partial indexes keep archived orders, and orders that nobody waits for, out of the way.
"""

from typing import Any

from sqlalchemy import Column
from sqlalchemy import text as sql

from birzha.storage.schema import (
    CheckConstraint,
    Index,
    UniqueConstraint,
    identity,
    number,
    table,
    text,
)


def _index(name: str, where: str, *columns: Column[Any], unique: bool = False) -> None:
    Index(name, *columns, unique=unique, sqlite_where=sql(where), postgresql_where=sql(where))


task_order = table(
    "task_order",
    identity(),
    number("customer_id", references="person.id"),
    number("performer_id"),
    number("folder_id"),
    number("category_id"),
    number("created"),
    number("date"),
    number("end_date"),
    text("title"),
    text("description"),
    number("work_type"),
    number("subtype"),
    number("level"),
    number("deadline"),
    number("status"),
    number("public"),
    number("price"),
    number("price_type"),
    number("full_price"),
    number("size"),
    number("whitespaces"),
    number("checksize"),
    text("text"),
    number("quick"),
    number("uniq", null=True),
    number("target"),
    number("target_id"),
    text("keywords"),
    number("language_from"),
    number("language_to"),
    number("multitask"),
    number("multicount"),
    number("multione"),
    number("parent_id"),
    number("auto_work"),
    number("auto_rate"),
    number("auto_reports"),
    number("auto_reports_n", null=True),
    number("auto_level"),
    number("only_stars"),
    number("attestation"),
    number("diplom"),
    number("robot"),
    number("locate"),
    text("client_comment"),
    text("file_key"),
    text("file_name"),
    number("file_size"),
    text("file_type"),
    number("bid_id"),
    number("published_at"),
    number("unassigned_at"),
    number("failed_at"),
    number("archived_at"),
    CheckConstraint("status BETWEEN 1 AND 5 AND public IN (0, 1)", name="known_status"),
    CheckConstraint("work_type BETWEEN 1 AND 4 AND price_type IN (1, 2) AND target BETWEEN 1 AND 3", name="known_kind"),
    CheckConstraint("price >= 0 AND full_price >= 0 AND size >= 1 AND multicount >= 0", name="not_negative"),
    CheckConstraint("(status = 1) = (performer_id = 0)", name="performer_unless_waiting"),
)

_ORDER = task_order.c
_LISTED = "archived_at = 0"
_OPEN = "status = 1 AND public = 1"
_ARCHIVED = "archived_at > 0"
_index("ix_task_order_customer", _LISTED, _ORDER.customer_id, _ORDER.id)
_index("ix_task_order_customer_status", _LISTED, _ORDER.customer_id, _ORDER.status, _ORDER.id)
_index("ix_task_order_customer_folder", _LISTED, _ORDER.customer_id, _ORDER.folder_id, _ORDER.id)
_index("ix_task_order_customer_performer", _LISTED, _ORDER.customer_id, _ORDER.performer_id, _ORDER.id)
_index("ix_task_order_customer_target", _LISTED, _ORDER.customer_id, _ORDER.target, _ORDER.id)
_index("ix_task_order_open", _OPEN, _ORDER.id)
_index("ix_task_order_open_category", _OPEN, _ORDER.category_id, _ORDER.id)
_index("ix_task_order_open_type", _OPEN, _ORDER.work_type, _ORDER.id)
_index("ix_task_order_open_deadline", _OPEN, _ORDER.deadline)
_index("ix_task_order_working_deadline", "status = 2", _ORDER.deadline)
_index("ix_task_order_failed", "failed_at > 0", _ORDER.failed_at)
_index("ix_task_order_done", "status = 4 AND archived_at = 0", _ORDER.end_date)
_index("ix_task_order_archive", _ARCHIVED, _ORDER.customer_id, _ORDER.archived_at, _ORDER.id)
_index("ix_task_order_archive_folder", _ARCHIVED, _ORDER.customer_id, _ORDER.folder_id, _ORDER.archived_at, _ORDER.id)
_index("ix_task_order_performer", "performer_id > 0", _ORDER.performer_id, _ORDER.id)
_index("ix_task_order_parent", "parent_id > 0", _ORDER.parent_id, _ORDER.performer_id)
_index("ix_task_order_file", "file_key <> ''", _ORDER.file_key)

bid = table(
    "bid",
    identity(),
    number("order_id", references="task_order.id"),
    number("customer_id"),  # the order's: for the list of all live bids on somebody's orders
    number("person_id", references="person.id"),
    number("comment_id"),
    number("date"),
    number("state", default=1),
    number("price", default=0),
    number("days", default=0),
    CheckConstraint("state BETWEEN 1 AND 4", name="known_state"),
    Index(None, "person_id", "id"),
    Index(None, "order_id", "id"),
)
_LIVE = "state = 1"
_index("uq_bid_live", _LIVE, bid.c.order_id, bid.c.person_id, unique=True)
_index("ix_bid_live_customer", _LIVE, bid.c.customer_id, bid.c.id)

order_comment = table(
    "order_comment",
    identity(),
    number("order_id", references="task_order.id"),
    number("person_id"),  # no reference: 0 is the exchange itself
    text("text"),
    number("date"),
    number("hidden", default=0),
    number("bid_id", default=0),  # the live bid that it is; 0 once the bid is dead
    Index(None, "order_id", "id"),
)

result = table(
    "result",
    identity(),
    number("order_id", references="task_order.id"),
    number("person_id", references="person.id"),
    text("comment"),
    number("date"),
    number("date_reset", default=0),
    number("status", default=0),
    number("checked", default=0),
    number("characters"),
    number("excess_paid", default=0),
    CheckConstraint("status BETWEEN 0 AND 2", name="known_status"),
    Index(None, "order_id", "id"),
)
_index("ix_result_unchecked", "status = 0 AND checked = 0", result.c.id)

result_part = table(
    "result_part",
    number("result_id", references="result.id", key=True),
    text("kind", key=True),
    text("name", default=""),
    text("content_type"),
    number("size"),
    text("key", default=""),
    text("content", default=""),
    number("per_keywords", null=True),
    number("per_mistakes", null=True),
    number("per_antiplagiat", null=True),
    number("per_diff", null=True),
    number("auto_check_date", default=0),
    CheckConstraint("kind IN ('file', 'text')", name="known_kind"),
)
_index("ix_result_part_key", "key <> ''", result_part.c.key)

# no reference to the order: a refusal outlives it, and can be given back no more
rating_fail = table(
    "rating_fail",
    identity(),
    number("order_id"),
    number("person_id", references="person.id"),
    number("customer_id", references="person.id"),
    text("title"),
    number("date"),
    number("amount"),
    number("date_back", default=0),
    text("token"),
    UniqueConstraint("token"),
    Index(None, "customer_id", "id"),
    Index(None, "order_id", "person_id"),
)

forced_check = table(
    "forced_check",
    identity(),
    number("order_id", default=0),  # 0: the next result of any order
    number("per_antiplagiat", null=True),
    number("per_mistakes", null=True),
    number("per_keywords", null=True),
    number("per_diff", null=True),
)

# a file is deleted outside of transactions, so what to delete is remembered inside of them
dropped_file = table("dropped_file", identity(), text("key"), number("since"))
