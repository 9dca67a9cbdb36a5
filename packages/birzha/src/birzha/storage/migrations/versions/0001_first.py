"""The first schema: people, money, orders and what belongs to them."""

import sqlalchemy as sa
from alembic import op

from birzha.storage.append_only import protect

INTEGER = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "category",
        sa.Column("id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("parent_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("keyword", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("id > 0 AND parent_id <> id", name=op.f("ck_category_tree")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "dropped_file",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", INTEGER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dropped_file")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "forced_check",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("per_antiplagiat", INTEGER, autoincrement=False, nullable=True),
        sa.Column("per_mistakes", INTEGER, autoincrement=False, nullable=True),
        sa.Column("per_keywords", INTEGER, autoincrement=False, nullable=True),
        sa.Column("per_diff", INTEGER, autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forced_check")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "freeze",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("since", INTEGER, autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freeze")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "language",
        sa.Column("id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("id > 0", name=op.f("ck_language_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "login_attempt",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", INTEGER, autoincrement=False, nullable=False),
        sa.Column("tries", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_attempt")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_attempt_since"), ["since"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("login_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("password_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", INTEGER, autoincrement=False, nullable=False),
        sa.Column("fio", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("photo", sa.Text(), server_default="", nullable=False),
        sa.Column("group_name", sa.Text(), server_default="", nullable=False),
        sa.Column("rate", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("reports", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("reports_n", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("portfolio", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("stars", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("attestations", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("diploma", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("blocked", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("reviews_blocked", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("last_seen", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("reports >= 0 AND reports_n >= 0", name=op.f("ck_person_reviews_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login_key", name=op.f("uq_person_login_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_rate"), ["rate"], unique=False)

    op.create_table(
        "api_key",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("sealed_password", sa.Text(), nullable=False),
        sa.Column("enabled", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.Column("changed", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_key_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("token", name=op.f("uq_api_key_token")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "folder",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("parent_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("parent_id < id", name=op.f("ck_folder_tree")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_folder_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("folder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_folder_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "hold",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("fee", INTEGER, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("closed", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("state IN ('open', 'captured', 'released')", name=op.f("ck_hold_known_state")),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_hold_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_customer_id_state"), ["customer_id", "state"], unique=False)
        batch_op.create_index(
            "uq_hold_open_order",
            ["order_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "ignored",
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_ignored_owner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ignored_person_id")),
        sa.PrimaryKeyConstraint("owner_id", "person_id", name=op.f("pk_ignored")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "list_entry",
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("group_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("kind IN ('white', 'black')", name=op.f("ck_list_entry_known_kind")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_list_entry_owner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_list_entry_person_id")),
        sa.PrimaryKeyConstraint("owner_id", "person_id", name=op.f("pk_list_entry")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("list_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_entry_person_id_kind"), ["person_id", "kind"], unique=False)

    op.create_table(
        "list_group",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("parent_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_list_group_tree")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_list_group_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_group")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("list_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_group_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_message_person_id_read_at_id"), ["person_id", "read_at", "id"], unique=False
        )

    op.create_table(
        "password_reset",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("expires", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_password_reset_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_password_reset")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_reset_person_id"), ["person_id"], unique=False)

    op.create_table(
        "payout",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("performer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("amount", INTEGER, autoincrement=False, nullable=False),
        sa.Column("commission", INTEGER, autoincrement=False, nullable=False),
        sa.Column("due", INTEGER, autoincrement=False, nullable=False),
        sa.Column("paid", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_payout_customer_id")),
        sa.ForeignKeyConstraint(["performer_id"], ["person.id"], name=op.f("fk_payout_performer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout")),
        sa.UniqueConstraint("key", name=op.f("uq_payout_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("payout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payout_paid_due"), ["paid", "due"], unique=False)

    op.create_table(
        "person_category",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("category_id", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_person_category_category_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_category_person_id")),
        sa.PrimaryKeyConstraint("person_id", "category_id", name=op.f("pk_person_category")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "person_language",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("language_id", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["language_id"], ["language.id"], name=op.f("fk_person_language_language_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_language_person_id")),
        sa.PrimaryKeyConstraint("person_id", "language_id", name=op.f("pk_person_language")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "rating_fail",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("amount", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date_back", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_rating_fail_customer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rating_fail_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_fail")),
        sa.UniqueConstraint("token", name=op.f("uq_rating_fail_token")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("rating_fail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_fail_customer_id_id"), ["customer_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rating_fail_order_id_person_id"), ["order_id", "person_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("author_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rate", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("author_id <> person_id", name=op.f("ck_review_of_another")),
        sa.CheckConstraint("rate IN (1, 2)", name=op.f("ck_review_known_rate")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_review_author_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_person_id_id"), ["person_id", "id"], unique=False)

    op.create_table(
        "review_pause",
        sa.Column("author_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("last", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_review_pause_author_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_pause_person_id")),
        sa.PrimaryKeyConstraint("author_id", "person_id", name=op.f("pk_review_pause")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("expires", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "task_order",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("performer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("folder_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("category_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("end_date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("work_type", INTEGER, autoincrement=False, nullable=False),
        sa.Column("subtype", INTEGER, autoincrement=False, nullable=False),
        sa.Column("level", INTEGER, autoincrement=False, nullable=False),
        sa.Column("deadline", INTEGER, autoincrement=False, nullable=False),
        sa.Column("status", INTEGER, autoincrement=False, nullable=False),
        sa.Column("public", INTEGER, autoincrement=False, nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("price_type", INTEGER, autoincrement=False, nullable=False),
        sa.Column("full_price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("whitespaces", INTEGER, autoincrement=False, nullable=False),
        sa.Column("checksize", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quick", INTEGER, autoincrement=False, nullable=False),
        sa.Column("uniq", INTEGER, autoincrement=False, nullable=True),
        sa.Column("target", INTEGER, autoincrement=False, nullable=False),
        sa.Column("target_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("language_from", INTEGER, autoincrement=False, nullable=False),
        sa.Column("language_to", INTEGER, autoincrement=False, nullable=False),
        sa.Column("multitask", INTEGER, autoincrement=False, nullable=False),
        sa.Column("multicount", INTEGER, autoincrement=False, nullable=False),
        sa.Column("multione", INTEGER, autoincrement=False, nullable=False),
        sa.Column("parent_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("auto_work", INTEGER, autoincrement=False, nullable=False),
        sa.Column("auto_rate", INTEGER, autoincrement=False, nullable=False),
        sa.Column("auto_reports", INTEGER, autoincrement=False, nullable=False),
        sa.Column("auto_reports_n", INTEGER, autoincrement=False, nullable=True),
        sa.Column("auto_level", INTEGER, autoincrement=False, nullable=False),
        sa.Column("only_stars", INTEGER, autoincrement=False, nullable=False),
        sa.Column("attestation", INTEGER, autoincrement=False, nullable=False),
        sa.Column("diplom", INTEGER, autoincrement=False, nullable=False),
        sa.Column("robot", INTEGER, autoincrement=False, nullable=False),
        sa.Column("locate", INTEGER, autoincrement=False, nullable=False),
        sa.Column("client_comment", sa.Text(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("bid_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("published_at", INTEGER, autoincrement=False, nullable=False),
        sa.Column("unassigned_at", INTEGER, autoincrement=False, nullable=False),
        sa.Column("failed_at", INTEGER, autoincrement=False, nullable=False),
        sa.Column("archived_at", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("(status = 1) = (performer_id = 0)", name=op.f("ck_task_order_performer_unless_waiting")),
        sa.CheckConstraint(
            "price >= 0 AND full_price >= 0 AND size >= 1 AND multicount >= 0", name=op.f("ck_task_order_not_negative")
        ),
        sa.CheckConstraint("status BETWEEN 1 AND 5 AND public IN (0, 1)", name=op.f("ck_task_order_known_status")),
        sa.CheckConstraint(
            "work_type BETWEEN 1 AND 4 AND price_type IN (1, 2) AND target BETWEEN 1 AND 3",
            name=op.f("ck_task_order_known_kind"),
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_task_order_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_order")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("task_order", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_order_customer",
            ["customer_id", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at = 0"),
            postgresql_where=sa.text("archived_at = 0"),
        )
        batch_op.create_index(
            "ix_task_order_customer_folder",
            ["customer_id", "folder_id", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at = 0"),
            postgresql_where=sa.text("archived_at = 0"),
        )
        batch_op.create_index(
            "ix_task_order_customer_performer",
            ["customer_id", "performer_id", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at = 0"),
            postgresql_where=sa.text("archived_at = 0"),
        )
        batch_op.create_index(
            "ix_task_order_customer_status",
            ["customer_id", "status", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at = 0"),
            postgresql_where=sa.text("archived_at = 0"),
        )
        batch_op.create_index(
            "ix_task_order_customer_target",
            ["customer_id", "target", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at = 0"),
            postgresql_where=sa.text("archived_at = 0"),
        )
        batch_op.create_index(
            "ix_task_order_failed",
            ["failed_at"],
            unique=False,
            sqlite_where=sa.text("failed_at > 0"),
            postgresql_where=sa.text("failed_at > 0"),
        )
        batch_op.create_index(
            "ix_task_order_file",
            ["file_key"],
            unique=False,
            sqlite_where=sa.text("file_key <> ''"),
            postgresql_where=sa.text("file_key <> ''"),
        )
        batch_op.create_index(
            "ix_task_order_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("status = 1 AND public = 1"),
            postgresql_where=sa.text("status = 1 AND public = 1"),
        )
        batch_op.create_index(
            "ix_task_order_open_category",
            ["category_id", "id"],
            unique=False,
            sqlite_where=sa.text("status = 1 AND public = 1"),
            postgresql_where=sa.text("status = 1 AND public = 1"),
        )
        batch_op.create_index(
            "ix_task_order_open_deadline",
            ["deadline"],
            unique=False,
            sqlite_where=sa.text("status = 1 AND public = 1"),
            postgresql_where=sa.text("status = 1 AND public = 1"),
        )
        batch_op.create_index(
            "ix_task_order_open_type",
            ["work_type", "id"],
            unique=False,
            sqlite_where=sa.text("status = 1 AND public = 1"),
            postgresql_where=sa.text("status = 1 AND public = 1"),
        )
        batch_op.create_index(
            "ix_task_order_parent",
            ["parent_id", "performer_id"],
            unique=False,
            sqlite_where=sa.text("parent_id > 0"),
            postgresql_where=sa.text("parent_id > 0"),
        )
        batch_op.create_index(
            "ix_task_order_performer",
            ["performer_id", "id"],
            unique=False,
            sqlite_where=sa.text("performer_id > 0"),
            postgresql_where=sa.text("performer_id > 0"),
        )
        batch_op.create_index(
            "ix_task_order_working_deadline",
            ["deadline"],
            unique=False,
            sqlite_where=sa.text("status = 2"),
            postgresql_where=sa.text("status = 2"),
        )

    op.create_table(
        "ticket",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("performer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("moderator_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("decided", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("state IN ('open', 'approved', 'rejected')", name=op.f("ck_ticket_known_state")),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_ticket_customer_id")),
        sa.ForeignKeyConstraint(["performer_id"], ["person.id"], name=op.f("fk_ticket_performer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("token", name=op.f("uq_ticket_token")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_customer_id_id"), ["customer_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_ticket_open",
            ["order_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "wallet",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("available", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("held", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("pending", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("payout", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("promo", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("links", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "available >= 0 AND held >= 0 AND pending >= 0 AND payout >= 0 AND promo >= 0",
            name=op.f("ck_wallet_never_negative"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wallet_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_wallet")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("amount", INTEGER, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("closed", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("state IN ('open', 'paid', 'rejected')", name=op.f("ck_withdrawal_known_state")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_withdrawal_positive")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_withdrawal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("withdrawal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_withdrawal_person_id_id"), ["person_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_withdrawal_state_id"), ["state", "id"], unique=False)

    op.create_table(
        "work",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("id_type", INTEGER, autoincrement=False, nullable=False),
        sa.Column("min_price", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("level", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("id_type BETWEEN 1 AND 4", name=op.f("ck_work_known_type")),
        sa.CheckConstraint("min_price >= 0 AND level BETWEEN 0 AND 3", name=op.f("ck_work_limits")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_work_person_id")),
        sa.PrimaryKeyConstraint("person_id", "id_type", name=op.f("pk_work")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "bid",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("comment_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("state", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.CheckConstraint("state BETWEEN 1 AND 4", name=op.f("ck_bid_known_state")),
        sa.ForeignKeyConstraint(["order_id"], ["task_order.id"], name=op.f("fk_bid_order_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bid_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.create_index(
            "ix_bid_live_customer",
            ["customer_id", "id"],
            unique=False,
            sqlite_where=sa.text("state = 1"),
            postgresql_where=sa.text("state = 1"),
        )
        batch_op.create_index(batch_op.f("ix_bid_order_id_id"), ["order_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bid_person_id_id"), ["person_id", "id"], unique=False)
        batch_op.create_index(
            "uq_bid_live",
            ["order_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state = 1"),
            postgresql_where=sa.text("state = 1"),
        )

    op.create_table(
        "order_comment",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("hidden", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("bid_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["task_order.id"], name=op.f("fk_order_comment_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_comment")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("order_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_comment_order_id_id"), ["order_id", "id"], unique=False)

    op.create_table(
        "result",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date_reset", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("status", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("checked", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("characters", INTEGER, autoincrement=False, nullable=False),
        sa.Column("excess_paid", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("status BETWEEN 0 AND 2", name=op.f("ck_result_known_status")),
        sa.ForeignKeyConstraint(["order_id"], ["task_order.id"], name=op.f("fk_result_order_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_result_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_order_id_id"), ["order_id", "id"], unique=False)
        batch_op.create_index(
            "ix_result_unchecked",
            ["id"],
            unique=False,
            sqlite_where=sa.text("status = 0 AND checked = 0"),
            postgresql_where=sa.text("status = 0 AND checked = 0"),
        )

    op.create_table(
        "transfer",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("chain_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("link", INTEGER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chain_id"], ["wallet.person_id"], name=op.f("fk_transfer_chain_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("chain_id", "link", name=op.f("uq_transfer_chain_id_link")),
        sa.UniqueConstraint("key", name=op.f("uq_transfer_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "entry",
        sa.Column("transfer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("amount", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_entry_moves_something")),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_entry_transfer_id")),
        sa.PrimaryKeyConstraint("transfer_id", "owner_id", "bucket", name=op.f("pk_entry")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_owner_id_bucket"), ["owner_id", "bucket"], unique=False)

    op.create_table(
        "result_part",
        sa.Column("result_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("per_keywords", INTEGER, autoincrement=False, nullable=True),
        sa.Column("per_mistakes", INTEGER, autoincrement=False, nullable=True),
        sa.Column("per_antiplagiat", INTEGER, autoincrement=False, nullable=True),
        sa.Column("per_diff", INTEGER, autoincrement=False, nullable=True),
        sa.Column("auto_check_date", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("kind IN ('file', 'text')", name=op.f("ck_result_part_known_kind")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_part_result_id")),
        sa.PrimaryKeyConstraint("result_id", "kind", name=op.f("pk_result_part")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("result_part", schema=None) as batch_op:
        batch_op.create_index(
            "ix_result_part_key",
            ["key"],
            unique=False,
            sqlite_where=sa.text("key <> ''"),
            postgresql_where=sa.text("key <> ''"),
        )

    op.create_table(
        "statement",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("promo", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("amount", INTEGER, autoincrement=False, nullable=False),
        sa.Column("balance", INTEGER, autoincrement=False, nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("counterparty_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("commission", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("folder_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("transfer_id", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_statement_person_id")),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_statement_transfer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_person_id_promo_id"), ["person_id", "promo", "id"], unique=False)
    for statement in protect(op.get_context().dialect.name, ("transfer", "entry", "statement")):
        op.execute(statement)


def downgrade() -> None:
    """Nothing comes before the first schema."""
    raise RuntimeError("the first schema cannot be undone: restore a backup, or begin with an empty database")
