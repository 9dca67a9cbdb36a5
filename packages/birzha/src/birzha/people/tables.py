"""The rows of people."""

from birzha.storage.schema import CheckConstraint, Index, UniqueConstraint, identity, number, table, text

person = table(
    "person",
    identity(),
    text("login"),
    text("login_key"),  # case-folded, so that Ivan and ivan are one name
    text("email", default=""),
    text("password_hash", default=""),
    number("roles"),
    text("fio", default=""),
    text("description", default=""),
    text("country", default=""),
    text("city", default=""),
    text("photo", default=""),
    text("group_name", default=""),
    number("rate", default=0),
    number("reports", default=0),
    number("reports_n", default=0),
    number("portfolio", default=0),
    number("stars", default=0),
    number("attestations", default=0),
    number("diploma", default=0),
    number("blocked", default=0),
    number("reviews_blocked", default=0),
    number("created"),
    number("last_seen", default=0),
    UniqueConstraint("login_key"),
    CheckConstraint("reports >= 0 AND reports_n >= 0", name="reviews_counted"),
    Index(None, "rate"),
    Index(None, "email"),
)

work = table(
    "work",
    number("person_id", references="person.id", key=True),
    number("id_type", key=True),
    number("min_price", default=0),  # kopecks per 1000 characters; 0: any
    number("level", default=0),
    CheckConstraint("id_type BETWEEN 1 AND 4", name="known_type"),
    CheckConstraint("min_price >= 0 AND level BETWEEN 0 AND 3", name="limits"),
)

api_key = table(
    "api_key",
    number("person_id", references="person.id", key=True),
    text("token"),
    text("sealed_password"),  # encrypted: the signature needs the password itself, so a hash would not do
    number("enabled", default=1),
    number("changed"),
    UniqueConstraint("token"),
)

session = table(
    "session",
    text("token_hash", key=True),
    number("person_id", references="person.id"),
    number("created"),
    number("expires"),
    Index(None, "person_id"),
)

password_reset = table(
    "password_reset",
    text("token_hash", key=True),
    number("person_id", references="person.id"),
    number("expires"),
)

ignored = table(
    "ignored",
    number("owner_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    number("created"),
)
