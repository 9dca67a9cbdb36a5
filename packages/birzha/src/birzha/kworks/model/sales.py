"""What a purchase of a kwork is: what of it was chosen, what that costs, and how the sale stands."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum
from types import MappingProxyType

from birzha.errors import Invalid, NotFound, WrongState
from birzha.kworks.model.extras import packages
from birzha.kworks.model.kwork import Feature, Kwork, Package
from birzha.money.model import roubles

LONGEST_WISH = 5000
"""Ours: what a customer says with a purchase, characters; as long as what a seller may ask for."""


class SaleState(IntEnum):
    """How a sale stands. It is what became of its order: nothing moves it but that order."""

    IN_PROGRESS = 1
    """The order is in work, under check or overdue."""
    DONE = 2
    """The work was accepted and paid."""
    CANCELLED = 3
    """The money returned: the seller refused or was taken off, or the order ran overdue and was cancelled."""


STATES: Mapping[SaleState, str] = MappingProxyType(
    {
        SaleState.IN_PROGRESS: "выполняется",
        SaleState.DONE: "завершена",
        SaleState.CANCELLED: "отменена",
    }
)
"""Each state in Russian."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A kwork that was bought, as it was at that moment.

    Args:
        order_id: the order that the purchase made; the sale outlives it.
        kwork_id: of which.
        seller_id: whose.
        customer_id: who bought it.
        title: the kwork's.
        price: kopecks, with the extras, without the customer's fee.
        days: from the purchase to the delivery, with the extras.
        revisions: how often the result is redone without payment.
        package: the chosen package's name; empty: none.
        features: the chosen extras, JSON; :func:`birzha.kworks.model.bought_features` reads them.
        date: unixtime.
        state: :class:`SaleState`.
    """

    order_id: int
    kwork_id: int
    seller_id: int
    customer_id: int
    title: str
    price: int
    days: int
    revisions: int
    package: str
    features: str
    date: int
    state: int


@dataclass(frozen=True, slots=True)
class SalesFigures:
    """What became of the sales of one kwork.

    Args:
        in_progress: how many are being worked on.
        done: how many were accepted.
        cancelled: how many were not.
        last: when the last one was made, unixtime; 0: none.
    """

    in_progress: int
    done: int
    cancelled: int
    last: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to buy of a kwork.

    Args:
        package: a package by its name, or by its place in the kwork's list, from 0; ``None``: the kwork without a package.
        feature_ids: the wanted extras, each once.
        text: what the seller has to know, up to 5000 characters.
        expected_price: what the customer has seen it cost, kopecks, with the extras, without the fee; ``None``: whatever it costs.
    """

    package: int | str | None = None
    feature_ids: Sequence[int] = ()
    text: str = ""
    expected_price: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What was chosen of a kwork, and what that comes to.

    Args:
        price: kopecks, without the customer's fee.
        days: from the purchase to the delivery.
        revisions: how often the result is redone without payment.
        package: the chosen package's name; empty: none.
        features: the chosen extras, in the seller's order.
    """

    price: int
    days: int
    revisions: int
    package: str
    features: list[Feature]


def terms(kwork: Kwork, features: Sequence[Feature], choice: Choice) -> Terms:
    """What a choice comes to now: the package's price and days instead of the kwork's own, and those of the extras on top.

    Args:
        kwork: as it stands.
        features: all its extras.
        choice: what is wanted.

    Raises:
        Invalid: there is no such package, its name is not its own, or an extra is named twice.
        NotFound: the kwork has no such extra.
        WrongState: it costs something else than was expected.
    """
    package = _chosen(packages(kwork), choice.package)
    extras = _wanted(features, choice.feature_ids)
    basis = kwork if package is None else package
    price = basis.price + sum(each.price for each in extras)
    if choice.expected_price not in {None, price}:
        raise WrongState(
            f"Цена изменилась: теперь это стоит {roubles(price)} Согласны — повторите с новой ценой.",
            field="expected_price",
        )
    days = basis.days + sum(each.days for each in extras)
    return Terms(price, days, basis.revisions, "" if package is None else package.name, extras)


def _chosen(offered: Sequence[Package], wanted: int | str | None) -> Package | None:
    if wanted is None:
        return None
    found = [each for number, each in enumerate(offered) if wanted in {number, each.name}]
    if not found:
        raise Invalid("У этого кворка нет такого пакета: посмотрите на него ещё раз.", field="package")
    if len(found) > 1:
        raise Invalid("Пакетов с таким названием несколько: укажите номер пакета, начиная с 0.", field="package")
    return found[0]


def _wanted(offered: Sequence[Feature], ids: Sequence[int]) -> list[Feature]:
    if len(set(ids)) != len(ids):
        raise Invalid("Каждую опцию можно заказать один раз.", field="features")
    found = [each for each in offered if each.id in ids]
    if len(found) != len(ids):
        raise NotFound("У этого кворка нет такой опции: посмотрите на него ещё раз.", field="features")
    return found


def kept_features(chosen: Sequence[Feature]) -> str:
    """Chosen extras as a sale keeps them."""
    return json.dumps([asdict(each) for each in chosen], ensure_ascii=False)


def bought_features(sale: Sale) -> list[Feature]:
    """The extras that were bought with it."""
    return [Feature(**each) for each in json.loads(sale.features)]
