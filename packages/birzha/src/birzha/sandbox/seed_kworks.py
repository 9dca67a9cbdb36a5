"""The kworks and finished sales of a sandbox's beginning, read from ``kworks.toml``, loaded through the market's own commands."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from birzha.kworks.commands import buy_kwork, reject_kwork
from birzha.kworks.commands.guarded import store
from birzha.kworks.model import KworkChanges, KworkState, NewFeature, Package, Question, blank_kwork, merged
from birzha.kworks.tables.kworks import PUT_FEATURE
from birzha.orders.commands import accept_results, submit_result
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

KWORKS = Path(__file__).parent / "kworks.toml"
"""The kworks that come with the program."""

KOPECKS = 100
"""In a rouble."""

STATES = {
    "draft": KworkState.DRAFT,
    "moderation": KworkState.MODERATION,
    "active": KworkState.ACTIVE,
    "paused": KworkState.PAUSED,
    "rejected": KworkState.MODERATION,
}
"""In which state a kwork is stored; a moderator rejects it afterwards."""


class DemoFeature(Struct, frozen=True, forbid_unknown_fields=True):
    """A paid extra.

    Args:
        name: of it.
        price: roubles.
        days: by how many the delivery is later.
    """

    name: str
    price: int
    days: int = 0


class DemoQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A question and its answer.

    Args:
        question: of customers.
        answer: of the seller.
    """

    question: str
    answer: str


class DemoPackage(Struct, frozen=True, forbid_unknown_fields=True):
    """The kwork in another size.

    Args:
        name: of it.
        description: of it.
        price: roubles.
        days: to the delivery.
        revisions: without payment.
    """

    name: str
    description: str
    price: int
    days: int
    revisions: int


class DemoKworks(Struct, forbid_unknown_fields=True):
    """Kworks that differ in title, price and days alone.

    Args:
        seller: the login of who offers them.
        category: id.
        description: the short one.
        offers: title, price in roubles and days of each.
        state: how far they have come.
        reason: why they are rejected, if they are.
        full_description: the long one.
        requirements: what the seller needs.
        revisions: without payment.
        features: paid extras.
        faq: questions and answers.
        packages: other sizes.
        videos: links.
    """

    seller: str
    category: int
    description: str
    offers: list[tuple[str, int, int]]
    state: Literal["draft", "moderation", "active", "paused", "rejected"] = "active"
    reason: str = ""
    full_description: str = ""
    requirements: str = ""
    revisions: int = 0
    features: list[DemoFeature] = []
    faq: list[DemoQuestion] = []
    packages: list[DemoPackage] = []
    videos: list[str] = []


class DemoSale(Struct, frozen=True, forbid_unknown_fields=True):
    """A kwork that was bought and delivered.

    Args:
        customer: the login of who bought it.
        kwork: its title.
        text: what the customer said.
        result: what the seller wrote.
        package: the chosen package; empty: none.
    """

    customer: str
    kwork: str
    text: str
    result: str
    package: str = ""


async def sow_kworks(tx: Transaction, demo: DemoKworks, people: Mapping[str, Actor]) -> dict[str, tuple[int, Actor]]:
    """Load a group of kworks, as far as they have come; their sellers are told only of those that were rejected. A step.

    They are stored as they stand: letting seventy of them through moderation one by one would take longer than all the rest. That the
    commands would have taken them is for a test to say.

    Args:
        tx: the transaction.
        demo: what to load.
        people: the demo people by login, the seller and a moderator among them.

    Returns:
        The ids of the kworks, by title, each with its seller.
    """
    found = {}
    seller = people[demo.seller]
    moderator = next(each for each in people.values() if each.roles == Role.MODERATOR)
    extras = features_of(demo)
    features: list[dict[str, object]] = []
    for title, price, days in demo.offers:
        kwork = merged(blank_kwork(seller.id, tx.now), changes_of(demo, title, price, days), tx.now)
        published_at = tx.now if demo.state in {"active", "paused"} else 0
        kwork_id = await store(tx, replace(kwork, state=int(STATES[demo.state]), published_at=published_at))
        found[title] = (kwork_id, seller)
        features += ({"kwork_id": kwork_id, **asdict(each)} for each in extras)
        if demo.state == "rejected":
            await reject_kwork(tx, moderator, kwork_id, demo.reason)
    await tx.run_many(PUT_FEATURE, features)
    return found


async def sow_sale(
    tx: Transaction, demo: DemoSale, kworks: Mapping[str, tuple[int, Actor]], people: Mapping[str, Actor]
) -> int:
    """Have a kwork bought, the work handed in, accepted and paid; gives the order's id. A step.

    Args:
        tx: the transaction.
        demo: what to load.
        kworks: ids and sellers by title.
        people: the demo people by login.
    """
    kwork_id, seller = kworks[demo.kwork]
    customer = people[demo.customer]
    order_id = await buy_kwork(tx, customer, kwork_id, package=demo.package or None, text=demo.text)
    await submit_result(tx, seller, order_id, demo.result)
    await accept_results(tx, customer, [order_id])
    return order_id


def features_of(demo: DemoKworks) -> list[NewFeature]:
    """The paid extras of each kwork of a group."""
    return [NewFeature(each.name, each.price * KOPECKS, each.days) for each in demo.features]


def changes_of(demo: DemoKworks, title: str, price: int, days: int) -> KworkChanges:
    """What the seller of a group says of one of its kworks."""
    return KworkChanges(
        title=title,
        description=demo.description,
        full_description=demo.full_description.strip(),
        requirements=demo.requirements,
        category_id=demo.category,
        price=price * KOPECKS,
        days=days,
        revisions=demo.revisions,
        faq=[Question(each.question, each.answer) for each in demo.faq],
        packages=[Package(**{**structs.asdict(each), "price": each.price * KOPECKS}) for each in demo.packages],
        videos=demo.videos,
    )
