"""Sales of kworks, offers and connects, stars, checks of texts."""

import sqlalchemy as sa
from alembic import op

INTEGER = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "corpus",
        sa.Column("id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_corpus_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corpus")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "corpus_text",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("wanted", INTEGER, autoincrement=False, nullable=False),
        sa.Column("changed", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.Column("settled", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "kind IN ('result', 'article') AND wanted IN (0, 1)", name=op.f("ck_corpus_text_known_kind")
        ),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_corpus_text")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("corpus_text", schema=None) as batch_op:
        batch_op.create_index(
            "ix_corpus_text_unsettled",
            ["kind", "subject_id"],
            unique=False,
            sqlite_where=sa.text("settled < changed"),
            postgresql_where=sa.text("settled < changed"),
        )

    op.create_table(
        "feature",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("public", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.CheckConstraint("kind IN ('extra', 'premium')", name=op.f("ck_feature_known_kind")),
        sa.CheckConstraint("price >= 0 AND public IN (0, 1)", name=op.f("ck_feature_limits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feature")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "forbidden_phrase",
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("since", INTEGER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("phrase", name=op.f("pk_forbidden_phrase")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "project",
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_project")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "reviewed_order",
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_reviewed_order")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "text_check",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("checked_at", INTEGER, autoincrement=False, nullable=False),
        sa.Column("checker", sa.Text(), nullable=False),
        sa.Column("unq", INTEGER, autoincrement=False, nullable=True),
        sa.Column("unq_shin", INTEGER, autoincrement=False, nullable=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('result', 'article')", name=op.f("ck_text_check_known_kind")),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_text_check")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "connect_charge",
        sa.Column("bid_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("month", INTEGER, autoincrement=False, nullable=False),
        sa.Column("connects", INTEGER, autoincrement=False, nullable=False),
        sa.Column("returned", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("connects > 0 AND returned IN (0, 1)", name=op.f("ck_connect_charge_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_connect_charge_person_id")),
        sa.PrimaryKeyConstraint("bid_id", name=op.f("pk_connect_charge")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("connect_charge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_connect_charge_order_id"), ["order_id"], unique=False)

    op.create_table(
        "connects",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("month", INTEGER, autoincrement=False, nullable=False),
        sa.Column("spent", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_connects_not_negative")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_connects_person_id")),
        sa.PrimaryKeyConstraint("person_id", "month", name=op.f("pk_connects")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "personal_offer",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("seller_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kwork_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("category_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("days", INTEGER, autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("expires", INTEGER, autoincrement=False, nullable=False),
        sa.Column("state", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.Column("decided_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("order_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("seller_id <> customer_id", name=op.f("ck_personal_offer_to_another")),
        sa.CheckConstraint(
            "state BETWEEN 1 AND 4 AND price > 0 AND days > 0", name=op.f("ck_personal_offer_known_state")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_personal_offer_customer_id")),
        sa.ForeignKeyConstraint(["seller_id"], ["person.id"], name=op.f("fk_personal_offer_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_offer")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("personal_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_offer_customer_id_id"), ["customer_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_offer_seller_id_id"), ["seller_id", "id"], unique=False)

    op.create_table(
        "kwork_sale",
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kwork_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("seller_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("days", INTEGER, autoincrement=False, nullable=False),
        sa.Column("revisions", INTEGER, autoincrement=False, nullable=False),
        sa.Column("package", sa.Text(), server_default="", nullable=False),
        sa.Column("features", sa.Text(), server_default="[]", nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "price > 0 AND days > 0 AND revisions >= 0 AND seller_id <> customer_id", name=op.f("ck_kwork_sale_limits")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_kwork_sale_customer_id")),
        sa.ForeignKeyConstraint(["kwork_id"], ["kwork.id"], name=op.f("fk_kwork_sale_kwork_id")),
        sa.ForeignKeyConstraint(["seller_id"], ["person.id"], name=op.f("fk_kwork_sale_seller_id")),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_kwork_sale")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("kwork_sale", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kwork_sale_customer_id_order_id"), ["customer_id", "order_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_kwork_sale_kwork_id_order_id"), ["kwork_id", "order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kwork_sale_seller_id_order_id"), ["seller_id", "order_id"], unique=False)

    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.add_column(sa.Column("price", INTEGER, server_default="0", autoincrement=False, nullable=False))
        batch_op.add_column(sa.Column("days", INTEGER, server_default="0", autoincrement=False, nullable=False))

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.Text(), server_default="system", nullable=False))
        batch_op.add_column(sa.Column("title", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("link", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("private_id", INTEGER, server_default="0", autoincrement=False, nullable=False))
        batch_op.drop_index(batch_op.f("ix_message_person_id_read_at_id"))
        batch_op.create_index(batch_op.f("ix_message_person_id_id"), ["person_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_message_person_id_read_at_private_id_id"),
            ["person_id", "read_at", "private_id", "id"],
            unique=False,
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("star_sum", INTEGER, server_default="0", autoincrement=False, nullable=False))
        batch_op.add_column(sa.Column("star_count", INTEGER, server_default="0", autoincrement=False, nullable=False))

    # Reviews have stars now. What was positive gets five of them, what was negative one; the kind follows from the stars.
    if op.get_bind().dialect.name == "sqlite":
        op.create_table(
            "review_with_stars",
            sa.Column("id", INTEGER, autoincrement=True, nullable=False),
            sa.Column("author_id", INTEGER, autoincrement=False, nullable=False),
            sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
            sa.Column("order_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
            sa.Column("kwork_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
            sa.Column("stars", INTEGER, autoincrement=False, nullable=False),
            sa.Column("date", INTEGER, autoincrement=False, nullable=False),
            sa.Column("text", sa.Text(), nullable=False),
            sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_review_known_stars")),
            sa.CheckConstraint("author_id <> person_id", name=op.f("ck_review_of_another")),
            sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_review_author_id")),
            sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id")),
            sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
            sqlite_autoincrement=True,
            sqlite_strict=True,
        )
        op.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'review_with_stars', seq FROM sqlite_sequence WHERE name = 'review'"
        )
        op.execute(
            "INSERT INTO review_with_stars (id, author_id, person_id, stars, date, text)"
            " SELECT id, author_id, person_id, CASE rate WHEN 1 THEN 5 ELSE 1 END, date, text FROM review"
        )
        op.drop_table("review")
        op.rename_table("review_with_stars", "review")
        op.create_index("ix_review_person_id_id", "review", ["person_id", "id"])
    else:
        for name in ("order_id", "kwork_id"):
            op.add_column("review", sa.Column(name, INTEGER, server_default="0", nullable=False))
        op.add_column("review", sa.Column("stars", INTEGER, server_default="5", nullable=False))
        op.execute("UPDATE review SET stars = 1 WHERE rate = 2")
        op.alter_column("review", "stars", server_default=None)
        op.drop_constraint(op.f("ck_review_known_rate"), "review", type_="check")
        op.drop_column("review", "rate")
        op.create_check_constraint(op.f("ck_review_known_stars"), "review", "stars BETWEEN 1 AND 5")
    op.execute(
        "UPDATE person SET"
        " star_sum = (SELECT coalesce(sum(stars), 0) FROM review WHERE review.person_id = person.id),"
        " star_count = (SELECT count(*) FROM review WHERE review.person_id = person.id)"
    )


def downgrade() -> None:
    """What was sold, offered or said since would be lost."""
    raise RuntimeError("this step cannot be undone: restore a backup")
