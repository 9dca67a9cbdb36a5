"""The rules of money, without I/O: fees, lines of a transfer, the chain of hashes.

All sums are integer kopecks (promo points: hundredths of a point). A transfer is a set of lines that adds up to nothing; each
line puts an amount into one bucket of one person, or of the exchange itself.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

EXCHANGE = 0
"""The owner of the exchange's own buckets."""


class Bucket(StrEnum):
    """Where money lies."""

    AVAILABLE = "available"
    """Free to spend."""
    HELD = "held"
    """Set aside for an order in work; still the customer's."""
    PENDING = "pending"
    """Earned, waiting for the payout delay."""
    PAYOUT = "payout"
    """Asked to be withdrawn, not yet sent."""
    PROMO = "promo"
    """Promo points."""
    WORLD = "world"
    """The exchange's: what came in from outside, negative."""
    FEE = "fee"
    """The exchange's: what it earned."""
    PROMO_ISSUED = "promo_issued"
    """The exchange's: promo points given out, negative."""


PERSONAL = (Bucket.AVAILABLE, Bucket.HELD, Bucket.PENDING, Bucket.PAYOUT, Bucket.PROMO)
"""The buckets that a wallet has; the others belong to the exchange and keep no running balance."""


@dataclass(frozen=True, slots=True)
class Line:
    """An amount put into a bucket; negative when it is taken out.

    Args:
        owner_id: the person, or :data:`EXCHANGE`.
        bucket: which of their buckets.
        amount: kopecks.
    """

    owner_id: int
    bucket: Bucket
    amount: int


@dataclass(frozen=True, slots=True)
class Wallet:
    """A person's buckets as they stand.

    Args:
        person_id: whose.
        available, held, pending, payout, promo: kopecks in each bucket.
        links: how many transfers hang on this wallet's chain.
    """

    person_id: int
    available: int
    held: int
    pending: int
    payout: int
    promo: int
    links: int

    @property
    def settled(self) -> int:
        """What the person's statement shows: free money and money held for orders in work."""
        return self.available + self.held


@dataclass(frozen=True, slots=True)
class Hold:
    """Money set aside for one order.

    Args:
        id: of the hold.
        order_id: the order.
        customer_id: whose money it is.
        price: of the order, kopecks.
        fee: what the customer pays on top, kopecks.
    """

    id: int
    order_id: int
    customer_id: int
    price: int
    fee: int

    @property
    def amount(self) -> int:
        """All that is set aside."""
        return self.price + self.fee


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line of a person's statement.

    Args:
        id: of the row.
        date: unixtime.
        amount: kopecks, signed.
        balance: settled balance after it, kopecks.
        operation: what happened, in Russian.
        counterparty_id: the other person, or 0.
        commission: the exchange's share in it, kopecks.
        folder_id: the project folder of the order, or 0.
    """

    id: int
    date: int
    amount: int
    balance: int
    operation: str
    counterparty_id: int
    commission: int
    folder_id: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A person's wish to have money sent out.

    Args:
        id: of the request.
        person_id: whose.
        amount: kopecks.
        state: ``open``, ``paid`` or ``rejected``.
        reason: why it was rejected.
        created: unixtime.
        closed: unixtime, or 0.
    """

    id: int
    person_id: int
    amount: int
    state: str
    reason: str
    created: int
    closed: int


@dataclass(frozen=True, slots=True)
class LedgerAudited:
    """The ledger is being audited: nouns that money does not know add what they find to the list.

    Args:
        problems: sentences in Russian, one for each thing that is wrong.
    """

    problems: list[str]


def share(amount: int, basis_points: int) -> int:
    """A share of an amount, rounded half up to the kopeck.

    Args:
        amount: kopecks, not negative.
        basis_points: hundredths of a percent.
    """
    return (amount * basis_points + 5_000) // 10_000


def roubles(kopecks: int) -> str:
    """An amount as people read it in Russian: ``1234,50 руб.``; not negative."""
    return f"{kopecks // 100},{kopecks % 100:02d} руб."


def merged(lines: Sequence[Line]) -> list[Line]:
    """The lines with equal places added up and empty ones left out, ordered by owner, then bucket.

    Raises:
        ValueError: they do not add up to nothing, or nothing is left of them.
    """
    sums: dict[tuple[int, Bucket], int] = {}
    for line in lines:
        place = (line.owner_id, line.bucket)
        sums[place] = sums.get(place, 0) + line.amount
    if sum(sums.values()) != 0:
        raise ValueError(f"a transfer must add up to nothing: {sums}")
    kept = [Line(owner, bucket, amount) for (owner, bucket), amount in sorted(sums.items()) if amount]
    if not kept:
        raise ValueError("a transfer must move something")
    return kept


def link_hash(previous: str, key: str, kind: str, created: int, lines: Sequence[Line]) -> str:
    """The hash of a transfer in its chain: SHA-256 over the one before it and everything that the transfer says.

    Args:
        previous: hash of the transfer before it in the chain; empty for the first.
        key: the transfer's business key.
        kind: what kind of act it is.
        created: unixtime.
        lines: merged lines.
    """
    told = "\n".join([previous, key, kind, str(created), *(f"{x.owner_id} {x.bucket} {x.amount}" for x in lines)])
    return hashlib.sha256(told.encode()).hexdigest()
