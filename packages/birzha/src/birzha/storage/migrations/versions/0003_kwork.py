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
        "reviewed_order",
        sa.Column("order_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_reviewed_order")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.add_column(sa.Column("price", INTEGER, server_default="0", autoincrement=False, nullable=False))
        batch_op.add_column(sa.Column("days", INTEGER, server_default="0", autoincrement=False, nullable=False))

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
