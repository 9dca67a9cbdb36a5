"""The demo people, orders, articles and kworks that a sandbox begins with, loaded through the market's own commands.

They are read from ``seed.toml``, ``articles.toml`` and ``kworks.toml``.
"""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, structs
from sqlalchemy import bindparam, select

from birzha.clock import DAY
from birzha.money.commands.accounts import deposit
from birzha.orders.commands import save_order
from birzha.orders.model import UNSET, OrderChanges
from birzha.people.commands import add_api_key, add_person, set_level, set_works
from birzha.people.model import Actor, Role, Work
from birzha.people.tables import api_key, person
from birzha.people.vault import Vault, VaultSealed
from birzha.reference.commands import put_category, put_exchange_rate, put_feature, put_language
from birzha.reference.model import MILLIONTHS
from birzha.sandbox.seed_articles import ARTICLES, DemoArticle, sow_article
from birzha.sandbox.seed_kworks import KWORKS, DemoKworks, DemoSale, sow_kworks, sow_sale
from birzha.sandbox.seed_life import LIFE, Life, Market, sow_life, sow_talks
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction

SEED = Path(__file__).parent / "seed.toml"
"""The seed that comes with the program."""

KOPECKS = 100
"""In a rouble."""

RoleName = Literal["customer", "performer", "moderator", "admin", "corrector"]


class DemoWork(Struct, forbid_unknown_fields=True):
    """A kind of work that a demo performer takes; see :class:`birzha.people.model.Work`, but ``min_price`` in roubles."""

    id_type: int
    min_price: float
    level: int = 0


class DemoPerson(Struct, forbid_unknown_fields=True):
    """A demo person.

    Args:
        login: 3 to 15 Latin letters.
        password: of the log-in; no secret.
        password_hash: made from it beforehand, because hashing ten passwords would take longer than the whole start.
        roles: what they are.
        token: of the API key; empty: no key.
        api_pass: of the API key.
        fio: full name, invented.
        country: in words.
        city: in words.
        description: about themselves.
        rate: rating points.
        balance: roubles of play money.
        stars: 1 with the star of quality.
        attestations: bits of subjects.
        diploma: 1 when confirmed.
        works: what a performer takes.
    """

    login: str
    password: str
    password_hash: str
    roles: list[RoleName]
    token: str = ""
    api_pass: str = ""
    fio: str = ""
    country: str = ""
    city: str = ""
    description: str = ""
    rate: int = 0
    balance: float = 0
    stars: int = 0
    attestations: int = 0
    diploma: int = 0
    works: list[DemoWork] = []

    @property
    def role(self) -> Role:
        """The roles as the market counts them."""
        role = Role(0)
        for each in self.roles:
            role |= Role[each.upper()]
        return role


class DemoPaidFeature(Struct, frozen=True, forbid_unknown_fields=True):
    """A paid feature of kworks that the operator offers.

    Args:
        name: of it.
        description: what it gives.
        price: roubles.
        kind: ``extra`` or ``premium``.
        public: whether it is shown among the public ones.
    """

    name: str
    description: str
    price: float
    kind: Literal["extra", "premium"] = "extra"
    public: bool = True


class DemoOrder(Struct, forbid_unknown_fields=True):
    """An open order.

    Args:
        customer: the login of its owner.
        title: of the order.
        description: what is wanted.
        category: id.
        id_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO.
        price: roubles, for what ``price_type`` says.
        price_type: 1 for 1000 characters, 2 for the whole order.
        days: from the moment of loading to the deadline.
        size: characters; 0: the length of ``text``.
        text: the source text.
        keywords: with commas.
        uniq: least uniqueness, percent.
        language_from: id.
        language_to: id.
    """

    customer: str
    title: str
    description: str
    category: int
    id_type: int
    price: float
    price_type: int
    days: int
    size: int = 0
    text: str = ""
    keywords: str = ""
    uniq: int | None = None
    language_from: int = 0
    language_to: int = 0


class Seed(Struct, forbid_unknown_fields=True):
    """Everything that a sandbox begins with.

    Args:
        people: the demo people.
        categories: names by id.
        languages: names by id.
        rates: roubles for a unit of other currencies.
        features: paid features of kworks.
        orders: open orders.
        articles: articles.
        kworks: kworks, by groups.
        sales: kworks that were bought and delivered.
        life: what people have done with one another.
    """

    people: list[DemoPerson]
    categories: dict[int, str]
    languages: dict[int, str]
    rates: dict[str, float]
    features: list[DemoPaidFeature]
    orders: list[DemoOrder]
    articles: list[DemoArticle]
    kworks: list[DemoKworks]
    sales: list[DemoSale]
    life: Life


class Account(Struct):
    """A demo person as one can log in as them now.

    Args:
        login: of the person.
        password: of the log-in; ``None`` when it was changed since.
        roles: what they are.
        etxt_token: of the API key; ``None`` without one.
        etxt_api_pass: of the API key; ``None`` without one, or when it is switched off.
    """

    login: str
    password: str | None
    roles: list[str]
    etxt_token: str | None
    etxt_api_pass: str | None


@cache
def read_seed() -> Seed:
    """The seed that comes with the program."""
    found = {
        name: value
        for path in (SEED, ARTICLES, KWORKS)
        for name, value in tomllib.loads(path.read_text("utf-8")).items()
    }
    found["life"] = tomllib.loads(LIFE.read_text("utf-8"))
    return msgspec.convert(found, Seed, strict=False)


async def sow(tx: Transaction, seed: Seed, vault: Vault) -> None:
    """Load the seed into an empty market. A step.

    Args:
        tx: the transaction.
        seed: what to load.
        vault: seals the API passwords.
    """
    # a test has looked through the seed's texts; to load what looks through them takes longer than everything else here
    tx.rules = replace(tx.rules, private_data_check=False)
    for category_id, name in seed.categories.items():
        await put_category(tx, category_id, name=name)
    for language_id, name in seed.languages.items():
        await put_language(tx, language_id, name=name)
    for currency, rate in seed.rates.items():
        await put_exchange_rate(tx, currency, round(rate * MILLIONTHS))
    for each in seed.features:
        await put_feature(tx, **{**structs.asdict(each), "price": round(each.price * KOPECKS)})
    people = {each.login: await _sow_person(tx, each, vault) for each in seed.people}
    await sow_talks(tx, seed.life.dialogs, people)
    for order in seed.orders:
        await save_order(tx, people[order.customer], _changes(order, tx.now))
    for article in seed.articles:
        await sow_article(tx, article, people)
    kworks: dict[str, tuple[int, Actor]] = {}
    for group in seed.kworks:
        kworks |= await sow_kworks(tx, group, people)
    sales = {each.kwork: await sow_sale(tx, each, kworks, people) for each in seed.sales}
    await sow_life(tx, seed.life, Market(people, kworks, sales))


async def _sow_person(tx: Transaction, demo: DemoPerson, vault: Vault) -> Actor:
    person_id = await add_person(
        tx,
        login=demo.login,
        roles=demo.role,
        password_hash=demo.password_hash,
        email=f"{demo.login}@birzha.example",
        fio=demo.fio,
        description=demo.description,
        country=demo.country,
        city=demo.city,
        rate=demo.rate,
        stars=demo.stars,
        attestations=demo.attestations,
        diploma=demo.diploma,
        last_seen=tx.now,
    )
    actor = Actor(person_id, demo.role, rate=demo.rate)
    if demo.token:
        await add_api_key(tx, person_id, vault.seal(demo.api_pass), token=demo.token)
    if demo.balance:
        await deposit(tx, person_id, round(demo.balance * KOPECKS), cause=f"seed:{demo.login}")
    if demo.works:
        await set_works(tx, actor, [Work(each.id_type, round(each.min_price * KOPECKS)) for each in demo.works])
        for each in demo.works:
            await set_level(tx, Actor(person_id, Role.ADMIN), person_id, each.id_type, each.level)
    return actor


def _changes(order: DemoOrder, now: int) -> OrderChanges:
    return OrderChanges(
        title=order.title,
        description=order.description.strip(),
        text=order.text.strip(),
        price=round(order.price * KOPECKS),
        price_type=order.price_type,
        size=order.size or UNSET,
        work_type=order.id_type,
        category_id=order.category,
        keywords=order.keywords,
        uniq=order.uniq,
        language_from=order.language_from,
        language_to=order.language_to,
        deadline=now + order.days * DAY,
        public=1,
    )


_ANYBODY: Statement[int] = Statement(select(person.c.id).limit(1), int)
_LOGIN: Statement[Row] = Statement(
    select(person.c.login, person.c.roles, person.c.password_hash, api_key.c.token, api_key.c.sealed_password)
    .join(api_key, (api_key.c.person_id == person.c.id) & (api_key.c.enabled == 1), isouter=True)
    .where(person.c.login_key == bindparam("key"))
)


async def is_empty(tx: Transaction) -> bool:
    """Whether nobody lives in this market yet. A step."""
    return await tx.first(_ANYBODY) is None


async def has_demo_people(tx: Transaction, seed: Seed) -> bool:
    """Whether anybody can enter this market with a password or token that everybody knows. A step."""
    for demo in seed.people:
        row = await tx.first(_LOGIN, key=demo.login)
        if row is not None and (row["password_hash"] == demo.password_hash or (row["token"] or "-") == demo.token):
            return True
    return False


async def accounts(tx: Transaction, seed: Seed, vault: Vault) -> list[Account]:
    """How one can log in as the demo people now, those of the seed that are still there. A step."""
    rows = [(demo, await tx.first(_LOGIN, key=demo.login)) for demo in seed.people]
    return [_account(demo, row, vault) for demo, row in rows if row is not None]


def _account(demo: DemoPerson, row: Row, vault: Vault) -> Account:
    api_pass = None
    if row["sealed_password"] is not None:
        try:
            api_pass = vault.open(row["sealed_password"])
        except VaultSealed:  # the database was filled under another secret key: the token works no more
            api_pass = None
    return Account(
        login=row["login"],
        password=demo.password if row["password_hash"] == demo.password_hash else None,
        roles=[str(role.name).lower() for role in Role if role & row["roles"]],
        etxt_token=row["token"],
        etxt_api_pass=api_pass,
    )
