"""The kworks that a sandbox begins with, read from ``kworks.toml`` and loaded through the market's own commands."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from birzha.kworks.commands import admit_kwork, offer_kwork, pause_kwork, reject_kwork, save_kwork, set_features
from birzha.kworks.model import KworkChanges, NewFeature, Package, Question
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

KWORKS = Path(__file__).parent / "kworks.toml"
"""The kworks that come with the program."""

KOPECKS = 100
"""In a rouble."""


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


async def sow_kworks(tx: Transaction, demo: DemoKworks, people: Mapping[str, Actor]) -> None:
    """Load a group of kworks, as far as they have come; their sellers are told only of those that were rejected. A step.

    Args:
        tx: the transaction.
        demo: what to load.
        people: the demo people by login, the seller and a moderator among them.
    """
    seller = people[demo.seller]
    moderator = next(each for each in people.values() if each.roles == Role.MODERATOR)
    extras = [NewFeature(each.name, each.price * KOPECKS, each.days) for each in demo.features]
    for title, price, days in demo.offers:
        kwork_id = await save_kwork(tx, seller, _changes(demo, title, price, days))
        if extras:
            await set_features(tx, seller, kwork_id, extras)
        if demo.state != "draft":
            await offer_kwork(tx, seller, kwork_id)
        if demo.state in {"active", "paused"}:
            await admit_kwork(tx, kwork_id)
        if demo.state == "paused":
            await pause_kwork(tx, seller, kwork_id)
        if demo.state == "rejected":
            await reject_kwork(tx, moderator, kwork_id, demo.reason)


def _changes(demo: DemoKworks, title: str, price: int, days: int) -> KworkChanges:
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
