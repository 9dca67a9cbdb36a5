"""Articles, corrections, private messages, notes about people, and the archive of orders."""

import sqlalchemy as sa
from alembic import op

INTEGER = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "exchange_rate",
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("rate", INTEGER, autoincrement=False, nullable=False),
        sa.Column("since", INTEGER, autoincrement=False, nullable=False),
        sa.CheckConstraint("rate > 0", name=op.f("ck_exchange_rate_positive")),
        sa.PrimaryKeyConstraint("currency", name=op.f("pk_exchange_rate")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "article",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("author_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("owner_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("state", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.Column("id_type", INTEGER, autoincrement=False, nullable=False),
        sa.Column("id_subtype", INTEGER, autoincrement=False, nullable=False),
        sa.Column("category_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("language_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("discount", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("discount_until", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("asking", INTEGER, autoincrement=False, nullable=False),
        sa.Column("paid", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("images", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("unq", INTEGER, server_default="-1", autoincrement=False, nullable=False),
        sa.Column("unq_shin", INTEGER, server_default="-1", autoincrement=False, nullable=False),
        sa.Column("moder_check", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("moder_orph", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("moder_punc", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("moder_style", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("published_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("date_buy", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("folder_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("archived_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.LargeBinary(), nullable=False),
        sa.Column("keywords", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("(state IN (5, 6)) = (owner_id > 0)", name=op.f("ck_article_owner_once_sold")),
        sa.CheckConstraint("owner_id <> author_id", name=op.f("ck_article_not_from_oneself")),
        sa.CheckConstraint(
            "price > 0 AND asking > 0 AND discount BETWEEN 0 AND 90", name=op.f("ck_article_costs_something")
        ),
        sa.CheckConstraint("state BETWEEN 1 AND 6", name=op.f("ck_article_known_state")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_article_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index("ix_article_author", ["author_id", "id"], unique=False)
        batch_op.create_index(
            "ix_article_discount",
            ["discount_until"],
            unique=False,
            sqlite_where=sa.text("discount > 0 AND owner_id = 0"),
            postgresql_where=sa.text("discount > 0 AND owner_id = 0"),
        )
        batch_op.create_index(
            "ix_article_moderation",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 2"),
            postgresql_where=sa.text("state = 2"),
        )
        batch_op.create_index(
            "ix_article_owner",
            ["owner_id", "id"],
            unique=False,
            sqlite_where=sa.text("owner_id > 0"),
            postgresql_where=sa.text("owner_id > 0"),
        )
        batch_op.create_index(
            "ix_article_sale_asking",
            ["asking", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_category_id",
            ["category_id", "date", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_date",
            ["date", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_id_subtype",
            ["id_subtype", "date", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_language_id",
            ["language_id", "date", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_size",
            ["size", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_title_key",
            ["title_key", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )
        batch_op.create_index(
            "ix_article_sale_unq",
            ["unq", "id"],
            unique=False,
            sqlite_where=sa.text("state = 3"),
            postgresql_where=sa.text("state = 3"),
        )

    op.create_table(
        "article_bundle",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("article_ids", sa.Text(), nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_article_bundle_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_bundle")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("article_bundle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_bundle_created"), ["created"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("customer_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("corrector_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("folder_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("file_key", sa.Text(), server_default="", nullable=False),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("file_size", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("deadline", INTEGER, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), server_default="new", nullable=False),
        sa.Column("corrected", sa.Text(), server_default="", nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("taken_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("returned_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("(state = 'new') = (corrector_id = 0)", name=op.f("ck_correction_corrector_unless_new")),
        sa.CheckConstraint(
            "source IN ('text', 'task', 'a_task', 'article', 'a_article')", name=op.f("ck_correction_known_source")
        ),
        sa.CheckConstraint("state IN ('new', 'in_work', 'done')", name=op.f("ck_correction_known_state")),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_correction_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(
            "ix_correction_corrector",
            ["corrector_id", "id"],
            unique=False,
            sqlite_where=sa.text("corrector_id > 0"),
            postgresql_where=sa.text("corrector_id > 0"),
        )
        batch_op.create_index(
            batch_op.f("ix_correction_customer_id_folder_id_id"), ["customer_id", "folder_id", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_correction_customer_id_id"), ["customer_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_correction_customer_id_state_id"), ["customer_id", "state", "id"], unique=False
        )
        batch_op.create_index(
            "ix_correction_file",
            ["file_key"],
            unique=False,
            sqlite_where=sa.text("file_key <> ''"),
            postgresql_where=sa.text("file_key <> ''"),
        )
        batch_op.create_index(
            "ix_correction_new",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        )

    op.create_table(
        "kwork",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("seller_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("state", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.Column("shown", INTEGER, server_default="1", autoincrement=False, nullable=False),
        sa.Column("category_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("days", INTEGER, autoincrement=False, nullable=False),
        sa.Column("revisions", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("images", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("sales", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("reviews", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("stars", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("rating", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("recommended", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("created", INTEGER, autoincrement=False, nullable=False),
        sa.Column("published_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.Column("updated", INTEGER, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("full_description", sa.Text(), server_default="", nullable=False),
        sa.Column("requirements", sa.Text(), server_default="", nullable=False),
        sa.Column("faq", sa.Text(), server_default="[]", nullable=False),
        sa.Column("packages", sa.Text(), server_default="[]", nullable=False),
        sa.Column("videos", sa.Text(), server_default="[]", nullable=False),
        sa.CheckConstraint("price > 0 AND days > 0 AND revisions >= 0", name=op.f("ck_kwork_limits")),
        sa.CheckConstraint(
            "sales >= 0 AND reviews >= 0 AND stars BETWEEN reviews AND 5 * reviews", name=op.f("ck_kwork_counted")
        ),
        sa.CheckConstraint("state BETWEEN 1 AND 6 AND shown IN (0, 1)", name=op.f("ck_kwork_known_state")),
        sa.ForeignKeyConstraint(["seller_id"], ["person.id"], name=op.f("fk_kwork_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kwork")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("kwork", schema=None) as batch_op:
        batch_op.create_index(
            "ix_kwork_category_price",
            ["category_id", "price", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_category_published_at",
            ["category_id", "published_at", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_category_rating",
            ["category_id", "rating", "reviews", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_category_recommended",
            ["category_id", "recommended", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_category_reviews",
            ["category_id", "reviews", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_listed_price",
            ["price", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_listed_published_at",
            ["published_at", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_listed_rating",
            ["rating", "reviews", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_listed_recommended",
            ["recommended", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_listed_reviews",
            ["reviews", "id", "state", "shown"],
            unique=False,
            sqlite_where=sa.text("state = 3 AND shown = 1"),
            postgresql_where=sa.text("state = 3 AND shown = 1"),
        )
        batch_op.create_index(
            "ix_kwork_moderation",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 2"),
            postgresql_where=sa.text("state = 2"),
        )
        batch_op.create_index(
            "ix_kwork_seller",
            ["seller_id", "id", "state"],
            unique=False,
            sqlite_where=sa.text("state < 6"),
            postgresql_where=sa.text("state < 6"),
        )

    op.create_table(
        "person_settings",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("settings", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_settings_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_settings")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "private_dialog",
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("last_id", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_private_dialog_owner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_private_dialog_person_id")),
        sa.PrimaryKeyConstraint("owner_id", "person_id", name=op.f("pk_private_dialog")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("private_dialog", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_private_dialog_owner_id_last_id"), ["owner_id", "last_id"], unique=False)

    op.create_table(
        "private_message",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("author_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("recipient_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("low_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("high_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("read_at", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_private_message_to_another")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_private_message_author_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["person.id"], name=op.f("fk_private_message_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_message")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("private_message", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_private_message_low_id_high_id_date_id"), ["low_id", "high_id", "date", "id"], unique=False
        )
        batch_op.create_index(
            "ix_private_message_unread",
            ["recipient_id", "author_id", "date", "id"],
            unique=False,
            sqlite_where=sa.text("read_at = 0"),
            postgresql_where=sa.text("read_at = 0"),
        )

    op.create_table(
        "private_pause",
        sa.Column("author_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("last", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_private_pause_author_id")),
        sa.PrimaryKeyConstraint("author_id", name=op.f("pk_private_pause")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "user_note",
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_user_note_owner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_user_note_person_id")),
        sa.PrimaryKeyConstraint("owner_id", "person_id", name=op.f("pk_user_note")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "article_image",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("article_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("width", INTEGER, autoincrement=False, nullable=False),
        sa.Column("height", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_image_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_image")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("article_image", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_image_article_id_id"), ["article_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_image_key"), ["key"], unique=False)

    op.create_table(
        "article_picture",
        sa.Column("article_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("base64", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_picture_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_picture")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "article_word",
        sa.Column("owner_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("date", INTEGER, autoincrement=False, nullable=False),
        sa.Column("article_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("weight", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_word_article_id")),
        sa.PrimaryKeyConstraint("owner_id", "stem", "date", "article_id", "weight", name=op.f("pk_article_word")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("article_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_word_article_id"), ["article_id"], unique=False)
        batch_op.create_index(
            "ix_article_word_weight", ["owner_id", "stem", "weight", "date", "article_id"], unique=False
        )

    op.create_table(
        "basket",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("article_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("added", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_basket_article_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_basket_person_id")),
        sa.PrimaryKeyConstraint("person_id", "article_id", name=op.f("pk_basket")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("basket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_basket_article_id"), ["article_id"], unique=False)

    op.create_table(
        "kwork_favourite",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kwork_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("added", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["kwork_id"], ["kwork.id"], name=op.f("fk_kwork_favourite_kwork_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kwork_favourite_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kwork_id", name=op.f("pk_kwork_favourite")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("kwork_favourite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kwork_favourite_kwork_id"), ["kwork_id"], unique=False)

    op.create_table(
        "kwork_feature",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("kwork_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price", INTEGER, autoincrement=False, nullable=False),
        sa.Column("days", INTEGER, server_default="0", autoincrement=False, nullable=False),
        sa.CheckConstraint("price > 0 AND days >= 0", name=op.f("ck_kwork_feature_limits")),
        sa.ForeignKeyConstraint(["kwork_id"], ["kwork.id"], name=op.f("fk_kwork_feature_kwork_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kwork_feature")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("kwork_feature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kwork_feature_kwork_id_id"), ["kwork_id", "id"], unique=False)

    op.create_table(
        "kwork_image",
        sa.Column("id", INTEGER, autoincrement=True, nullable=False),
        sa.Column("kwork_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", INTEGER, autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("width", INTEGER, autoincrement=False, nullable=False),
        sa.Column("height", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["kwork_id"], ["kwork.id"], name=op.f("fk_kwork_image_kwork_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kwork_image")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("kwork_image", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kwork_image_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_kwork_image_kwork_id_id"), ["kwork_id", "id"], unique=False)

    op.create_table(
        "kwork_view",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("kwork_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("viewed_at", INTEGER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["kwork_id"], ["kwork.id"], name=op.f("fk_kwork_view_kwork_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kwork_view_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kwork_id", name=op.f("pk_kwork_view")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("kwork_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kwork_view_kwork_id"), ["kwork_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_kwork_view_person_id_viewed_at_kwork_id"),
            ["person_id", "viewed_at", "kwork_id"],
            unique=False,
        )

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fetched", INTEGER, server_default="0", autoincrement=False, nullable=False))
        batch_op.create_index(
            "ix_message_new",
            ["person_id", "id"],
            unique=False,
            sqlite_where=sa.text("fetched = 0"),
            postgresql_where=sa.text("fetched = 0"),
        )

    with op.batch_alter_table("payout", schema=None) as batch_op:
        batch_op.add_column(sa.Column("article_id", INTEGER, server_default="0", autoincrement=False, nullable=False))

    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audience", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("task_order", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_order_archive",
            ["customer_id", "archived_at", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at > 0"),
            postgresql_where=sa.text("archived_at > 0"),
        )
        batch_op.create_index(
            "ix_task_order_archive_folder",
            ["customer_id", "folder_id", "archived_at", "id"],
            unique=False,
            sqlite_where=sa.text("archived_at > 0"),
            postgresql_where=sa.text("archived_at > 0"),
        )
        batch_op.create_index(
            "ix_task_order_done",
            ["end_date"],
            unique=False,
            sqlite_where=sa.text("status = 4 AND archived_at = 0"),
            postgresql_where=sa.text("status = 4 AND archived_at = 0"),
        )


def downgrade() -> None:
    """What was bought, corrected or written since would be lost."""
    raise RuntimeError("this step cannot be undone: restore a backup")
