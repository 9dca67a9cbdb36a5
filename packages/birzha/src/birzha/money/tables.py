"""The rows of money. Transfers and entries are append-only: triggers in the database refuse changes to them."""

from functools import cache

from sqlalchemy import bindparam, func, select, update

from birzha.money.model import PERSONAL, Hold, StatementRow, Wallet, Withdrawal
from birzha.people.tables import person
from birzha.storage.schema import CheckConstraint, Index, UniqueConstraint, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_into, insert_or_skip, put_into, select_into

wallet = table(
    "wallet",
    number("person_id", references="person.id", key=True),
    number("available", default=0),
    number("held", default=0),
    number("pending", default=0),
    number("payout", default=0),
    number("promo", default=0),
    number("links", default=0),
    CheckConstraint(
        "available >= 0 AND held >= 0 AND pending >= 0 AND payout >= 0 AND promo >= 0", name="never_negative"
    ),
)

transfer = table(
    "transfer",
    identity(),
    text("key"),  # made from the business fact, so that one fact is one posting
    text("kind"),
    number("order_id", default=0),
    number("created"),
    number("chain_id", references="wallet.person_id"),
    number("link"),
    text("hash"),
    UniqueConstraint("key"),
    UniqueConstraint("chain_id", "link"),
)

entry = table(
    "entry",
    number("transfer_id", references="transfer.id", key=True),
    number("owner_id", key=True),
    text("bucket", key=True),
    number("amount"),
    CheckConstraint("amount <> 0", name="moves_something"),
    Index(None, "owner_id", "bucket"),
)

hold = table(
    "hold",
    identity(),
    number("order_id"),
    number("customer_id", references="person.id"),
    number("price"),
    number("fee"),
    text("state", default="open"),
    number("created"),
    number("closed", default=0),
    CheckConstraint("state IN ('open', 'captured', 'released')", name="known_state"),
    Index(None, "customer_id", "state"),
)
# an order's money is set aside at most once at any moment
Index(
    "uq_hold_open_order",
    hold.c.order_id,
    unique=True,
    sqlite_where=hold.c.state == "open",
    postgresql_where=hold.c.state == "open",
)

statement = table(
    "statement",
    identity(),
    number("person_id", references="person.id"),
    number("promo", default=0),
    number("date"),
    number("amount"),
    number("balance"),
    text("operation"),
    number("counterparty_id", default=0),
    number("commission", default=0),
    number("folder_id", default=0),
    number("transfer_id", references="transfer.id"),
    Index(None, "person_id", "promo", "id"),
)

payout = table(
    "payout",
    identity(),
    number("order_id"),
    number("article_id", default=0),  # for an article, where order_id is 0
    number("performer_id", references="person.id"),
    number("customer_id", references="person.id"),
    number("amount"),
    number("commission"),
    number("due"),
    number("paid", default=0),
    text("key"),
    UniqueConstraint("key"),
    Index(None, "paid", "due"),
)

withdrawal = table(
    "withdrawal",
    identity(),
    number("person_id", references="person.id"),
    number("amount"),
    text("state", default="open"),
    text("reason", default=""),
    number("created"),
    number("closed", default=0),
    CheckConstraint("amount > 0", name="positive"),
    CheckConstraint("state IN ('open', 'paid', 'rejected')", name="known_state"),
    Index(None, "state", "id"),
    Index(None, "person_id", "id"),
)

freeze = table("freeze", identity(), number("since"), text("reason"))

APPEND_ONLY = ("transfer", "entry", "statement")
"""Tables whose rows are never changed nor removed."""

WALLET = Statement(select_into(Wallet, wallet).where(wallet.c.person_id == bindparam("of")), Wallet)
OPEN_WALLET = insert_or_skip(wallet, ["person_id"], ["person_id"])

MOVE = Statement(
    update(wallet)
    .where(wallet.c.person_id == bindparam("of"))
    .where(*(wallet.c[bucket] + bindparam(f"to_{bucket}") >= 0 for bucket in PERSONAL))
    .values(
        **{str(bucket): wallet.c[bucket] + bindparam(f"to_{bucket}") for bucket in PERSONAL},
        links=wallet.c.links + bindparam("more_links"),
    )
    .returning(*(wallet.c[name] for name in ("person_id", *map(str, PERSONAL), "links"))),
    Wallet,
)
"""Changes a wallet where no bucket would fall below nothing; answers it as it is then."""

LINK = Statement(
    select(transfer.c.hash).where(transfer.c.chain_id == bindparam("chain"), transfer.c.link == bindparam("number"))
)
PUT_TRANSFER = insert_or_skip(
    transfer, ["key", "kind", "order_id", "created", "chain_id", "link", "hash"], ["key"], int
)
PUT_ENTRY = put_into(entry, "transfer_id", "owner_id", "bucket", "amount")
PUT_STATEMENT = put_into(
    statement,
    "person_id",
    "promo",
    "date",
    "amount",
    "balance",
    "operation",
    "counterparty_id",
    "commission",
    "folder_id",
    "transfer_id",
)

OPEN_HOLD = insert_or_skip(hold, ["order_id", "customer_id", "price", "fee", "created"])
CLOSE_HOLD = Statement(
    update(hold)
    .where(hold.c.order_id == bindparam("of_order"), hold.c.state == "open")
    .values(state=bindparam("new_state"), closed=bindparam("moment"))
    .returning(*(hold.c[name] for name in ("id", "order_id", "customer_id", "price", "fee"))),
    Hold,
)

PUT_PAYOUT = put_into(
    payout, "order_id", "article_id", "performer_id", "customer_id", "amount", "commission", "due", "key"
)
DUE_PAYOUTS = Statement(
    select(payout)
    .where(payout.c.paid == 0, payout.c.due <= bindparam("moment"))
    .order_by(payout.c.due, payout.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
CLOSE_PAYOUT = Statement(
    update(payout).where(payout.c.id == bindparam("payout_id"), payout.c.paid == 0).values(paid=bindparam("moment"))
)
NEXT_PAYOUT = Statement(select(func.min(payout.c.due)).where(payout.c.paid == 0))

PUT_WITHDRAWAL = insert_into(withdrawal, int, "person_id", "amount", "created")
CLOSE_WITHDRAWAL = Statement(
    update(withdrawal)
    .where(withdrawal.c.id == bindparam("withdrawal_id"), withdrawal.c.state == "open")
    .values(state=bindparam("new_state"), reason=bindparam("why"), closed=bindparam("moment"))
    .returning(*(withdrawal.c[name] for name in ("id", "person_id", "amount", "state", "reason", "created", "closed"))),
    Withdrawal,
)
WITHDRAWAL = Statement(
    select_into(Withdrawal, withdrawal).where(withdrawal.c.id == bindparam("withdrawal_id")), Withdrawal
)

FROZEN = Statement(select(freeze.c.reason).order_by(freeze.c.id).limit(1))
PUT_FREEZE = put_into(freeze, "since", "reason")
LIFT_FREEZE = Statement(freeze.delete())


@cache
def statement_rows(*, since: bool, until: bool, login: bool, folders: bool) -> Statement[StatementRow]:
    """A person's statement, newest first; the flags say which filters are on."""
    rows = select_into(StatementRow, statement).where(
        statement.c.person_id == bindparam("of"), statement.c.promo == bindparam("which")
    )
    if since:
        rows = rows.where(statement.c.date >= bindparam("date_from"))
    if until:
        rows = rows.where(statement.c.date <= bindparam("date_to"))
    if folders:
        rows = rows.where(among(statement.c.folder_id, "folder_ids"))
    if login:
        found = person.c.login_key.contains(bindparam("login_part"), autoescape=False, escape="\\")
        rows = rows.join(person, person.c.id == statement.c.counterparty_id).where(found)
    return Statement(
        rows.order_by(statement.c.id.desc()).limit(bindparam("count")).offset(bindparam("skip")), StatementRow
    )


@cache
def withdrawals(*, state: bool, own: bool) -> Statement[Withdrawal]:
    """Withdrawal requests, newest first; the flags say which filters are on."""
    rows = select_into(Withdrawal, withdrawal).where(withdrawal.c.id < bindparam("before"))
    if state:
        rows = rows.where(withdrawal.c.state == bindparam("in_state"))
    if own:
        rows = rows.where(withdrawal.c.person_id == bindparam("of"))
    return Statement(rows.order_by(withdrawal.c.id.desc()).limit(bindparam("count")), Withdrawal)
