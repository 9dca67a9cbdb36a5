"""The rows of offers. An offer on a project itself is a bid of the orders; here is what it cost."""

from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text

# no reference to the order: an order without a row was placed as a plain one, and offers on it cost nothing
project = table("project", number("order_id", key=True))

connects = table(
    "connects",
    number("person_id", references="person.id", key=True),
    number("month", key=True),  # counted from the year 0
    number("spent", default=0),
    CheckConstraint("spent >= 0", name="not_negative"),
)

connect_charge = table(
    "connect_charge",
    number("bid_id", key=True),
    number("order_id"),
    number("person_id", references="person.id"),
    number("month"),
    number("connects"),
    number("returned", default=0),
    CheckConstraint("connects > 0 AND returned IN (0, 1)", name="known"),
    Index(None, "order_id"),
)

personal_offer = table(
    "personal_offer",
    identity(),
    number("seller_id", references="person.id"),
    number("customer_id", references="person.id"),
    number("kwork_id", default=0),
    number("category_id"),
    number("price"),
    number("days"),
    number("created"),
    number("expires"),
    number("state", default=1),
    number("decided_at", default=0),
    number("order_id", default=0),
    text("title"),
    text("text"),
    CheckConstraint("state BETWEEN 1 AND 4 AND price > 0 AND days > 0", name="known_state"),
    CheckConstraint("seller_id <> customer_id", name="to_another"),
    Index(None, "seller_id", "id"),
    Index(None, "customer_id", "id"),
)
