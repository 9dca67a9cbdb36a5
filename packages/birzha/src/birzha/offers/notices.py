"""What the exchange tells people about offers; each leads to where our own API shows it."""

from birzha.messages.model import Notice
from birzha.money.model import roubles
from birzha.offers.model import PersonalOffer


def _named(offer: PersonalOffer) -> str:
    return f"«{offer.title}» (№{offer.id})"


def _about(offer: PersonalOffer, title: str, text: str) -> Notice:
    return Notice(text, "offer", title, f"/personal-offers/{offer.id}")


def connects_returned(order_id: int, connects: int) -> Notice:
    """To the author of an offer."""
    return Notice(
        f"Проект №{order_id} закрыт или изменён, исполнитель не выбран. Вам возвращены коннекты: {connects}.",
        "offer",
        "Коннекты возвращены",
        "/me/connects",
    )


def offered(offer: PersonalOffer) -> Notice:
    """To the customer."""
    return _about(
        offer,
        "Персональное предложение",
        f"Вам сделано персональное предложение {_named(offer)}: {roubles(offer.price)}, срок {offer.days} дн.",
    )


def accepted(offer: PersonalOffer, order_id: int) -> Notice:
    """To the seller."""
    return Notice(
        f"Ваше персональное предложение {_named(offer)} принято: вы исполнитель заказа №{order_id}.",
        "offer",
        "Предложение принято",
        f"/orders/{order_id}",
    )


def agreed(offer: PersonalOffer, order_id: int) -> Notice:
    """To the customer."""
    return Notice(
        f"Вы приняли персональное предложение {_named(offer)}: заказ №{order_id} в работе, деньги зарезервированы.",
        "offer",
        "Предложение принято",
        f"/orders/{order_id}",
    )


def declined(offer: PersonalOffer) -> Notice:
    """To the seller."""
    return _about(offer, "Предложение отклонено", f"Ваше персональное предложение {_named(offer)} отклонено.")


def withdrawn(offer: PersonalOffer) -> Notice:
    """To the customer."""
    return _about(offer, "Предложение отозвано", f"Персональное предложение {_named(offer)} отозвано.")
