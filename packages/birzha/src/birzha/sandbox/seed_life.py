"""What people of a sandbox have done with one another before it begins, read from ``life.toml``.

It is loaded through the market's own commands, but for messages, which are older than the sandbox.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from msgspec import Struct

from birzha.clock import DAY, HOUR
from birzha.kworks.commands import add_favourite, note_view
from birzha.messages.commands import deliver, mark_dialog_read, mark_seen
from birzha.messages.queries import notifications
from birzha.offers.commands import accept_offer, make_offer, make_personal_offer, save_project
from birzha.orders.model import OrderChanges
from birzha.people.commands import change_settings, ignore
from birzha.people.model import Actor
from birzha.reference.commands import set_preferences
from birzha.reviews.commands import add_review
from birzha.storage.transaction import Transaction

LIFE = Path(__file__).parent / "life.toml"
"""What comes with the program."""

KOPECKS = 100
"""In a rouble."""


class DemoOffer(Struct, frozen=True, forbid_unknown_fields=True):
    """An offer on a project.

    Args:
        by: the login of its author.
        text: of it.
        price: roubles; 0: the project's.
        days: from the acceptance; 0: the project's deadline.
        accepted: whether its author works on it.
    """

    by: str
    text: str
    price: int = 0
    days: int = 0
    accepted: bool = False


class DemoProject(Struct, frozen=True, forbid_unknown_fields=True):
    """A project.

    Args:
        customer: the login of its owner.
        title: of it.
        description: what is wanted.
        category: id.
        price: roubles for the whole.
        days: from the moment of loading to the deadline.
        offers: on it.
    """

    customer: str
    title: str
    description: str
    category: int
    price: int
    days: int
    offers: list[DemoOffer] = []


class DemoPersonalOffer(Struct, frozen=True, forbid_unknown_fields=True):
    """A personal offer that waits for its customer.

    Args:
        seller: the login of its author.
        customer: the login of who may accept it.
        title: of it.
        text: what would be done.
        category: id.
        price: roubles.
        days: from the acceptance.
    """

    seller: str
    customer: str
    title: str
    text: str
    category: int
    price: int
    days: int


class DemoDialog(Struct, frozen=True, forbid_unknown_fields=True):
    """A conversation.

    Args:
        between: the logins of the two.
        lines: the author, how many hours ago, and the text of each message, oldest first.
        read: how many of them are read.
    """

    between: tuple[str, str]
    lines: list[tuple[str, int, str]]
    read: int


class DemoReview(Struct, frozen=True, forbid_unknown_fields=True):
    """A review.

    Args:
        author: the login of who wrote it.
        stars: 1 to 5.
        text: 50 to 5000 characters.
        kwork: the title of what the author bought.
        person: the login of whom it is; empty: of the seller of the kwork.
    """

    author: str
    stars: int
    text: str
    kwork: str = ""
    person: str = ""


class DemoWants(Struct, frozen=True, forbid_unknown_fields=True):
    """A performer's interests.

    Args:
        categories: ids.
        languages: ids.
        keywords: in titles or descriptions of projects.
    """

    categories: list[int]
    languages: list[int]
    keywords: list[str] = []


class Life(Struct, forbid_unknown_fields=True):
    """Everything in the file; people are logins, kworks titles.

    Args:
        projects: open ones, and some in work.
        personal_offers: that wait.
        dialogs: conversations.
        ignored: whom somebody ignores.
        reviews: of sales and people.
        favourites: kworks.
        viewed: kworks.
        wants: interests.
        unread: how many of somebody's notifications are left unread; the older ones are read.
    """

    projects: list[DemoProject] = []
    personal_offers: list[DemoPersonalOffer] = []
    dialogs: list[DemoDialog] = []
    ignored: dict[str, list[str]] = {}
    reviews: list[DemoReview] = []
    favourites: dict[str, list[str]] = {}
    viewed: dict[str, list[str]] = {}
    wants: dict[str, DemoWants] = {}
    unread: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Market:
    """What is there already.

    Args:
        people: by login.
        kworks: id and seller by title.
        sales: the order of each finished sale by the kwork's title.
    """

    people: Mapping[str, Actor]
    kworks: Mapping[str, tuple[int, Actor]]
    sales: Mapping[str, int]


async def sow_talks(tx: Transaction, dialogs: Sequence[DemoDialog], people: Mapping[str, Actor]) -> None:
    """Load conversations, the oldest message first. A step to be done before anything that tells people what happens now.

    Args:
        tx: the transaction.
        dialogs: what to load.
        people: by login.
    """
    lines = [(hours, dialog, place) for dialog in dialogs for place, (_, hours, _) in enumerate(dialog.lines, 1)]
    for hours, dialog, place in sorted(lines, key=lambda each: -each[0]):
        author, _, text = dialog.lines[place - 1]
        to = next(login for login in dialog.between if login != author)
        sent = await deliver(tx, people[author].id, people[to].id, text, tx.now - hours * HOUR)
        if place == dialog.read:
            for reader, other in permutations(dialog.between):
                await mark_dialog_read(tx, people[reader], people[other].id, sent.id)


async def sow_life(tx: Transaction, life: Life, there: Market) -> None:
    """Load everything but the conversations. A step.

    Args:
        tx: the transaction.
        life: what to load.
        there: what is there already.
    """
    people = there.people
    for project in life.projects:
        await _sow_project(tx, project, people)
    for offer in life.personal_offers:
        await _sow_personal_offer(tx, offer, people)
    for login, other in _pairs(life.ignored):
        await ignore(tx, people[login], people[other].id)
    for review in life.reviews:
        await _sow_review(tx, review, there)
    for login, title in _pairs(life.favourites):
        await add_favourite(tx, people[login], there.kworks[title][0])
    for login, title in _pairs(life.viewed):
        await note_view(tx, people[login], there.kworks[title][0])
    for login, wants in life.wants.items():
        await _sow_wants(tx, people[login], wants)
    for login, count in life.unread.items():
        await _leave_unread(tx, people[login], count)


def _pairs(found: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((login, each) for login, several in found.items() for each in several)


async def _sow_project(tx: Transaction, demo: DemoProject, people: Mapping[str, Actor]) -> None:
    changes = OrderChanges(
        title=demo.title,
        description=demo.description,
        category_id=demo.category,
        price=demo.price * KOPECKS,
        deadline=tx.now + demo.days * DAY,
        public=1,
    )
    project_id = await save_project(tx, people[demo.customer], changes)
    for each in demo.offers:
        offer = await make_offer(
            tx, people[each.by], project_id, each.text, price=each.price * KOPECKS or None, days=each.days or None
        )
        if each.accepted:
            await accept_offer(tx, people[demo.customer], offer.id)


async def _sow_personal_offer(tx: Transaction, demo: DemoPersonalOffer, people: Mapping[str, Actor]) -> None:
    await make_personal_offer(
        tx,
        people[demo.seller],
        people[demo.customer].id,
        title=demo.title,
        text=demo.text,
        price=demo.price * KOPECKS,
        days=demo.days,
        category_id=demo.category,
    )


async def _sow_review(tx: Transaction, demo: DemoReview, there: Market) -> None:
    author = there.people[demo.author]
    whose = there.people[demo.person] if demo.person else there.kworks[demo.kwork][1]
    order_id = there.sales[demo.kwork] if demo.kwork else 0
    await add_review(tx, author, whose.id, demo.text, stars=demo.stars, order_id=order_id)


async def _sow_wants(tx: Transaction, performer: Actor, wants: DemoWants) -> None:
    await set_preferences(tx, performer, category_ids=wants.categories, language_ids=wants.languages)
    if wants.keywords:
        await change_settings(tx, performer, {"keywords": wants.keywords})


async def _leave_unread(tx: Transaction, whose: Actor, count: int) -> None:
    shown = (await notifications(tx, whose, count=count + 1)).notifications
    if len(shown) > count:
        await mark_seen(tx, whose, shown[-1].id)
