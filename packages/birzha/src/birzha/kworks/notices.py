"""What the exchange tells people about kworks."""

from birzha.kworks.model import Card, Terms
from birzha.messages.model import Notice
from birzha.money.model import roubles


def _named(kwork: Card) -> str:
    return f"«{kwork.title}» (№{kwork.id})"


def _about(kwork: Card, title: str, text: str) -> Notice:
    return Notice(text, "kwork", title, f"/kworks/{kwork.id}")


def approved(kwork: Card) -> Notice:
    """To the seller."""
    return _about(kwork, "Кворк в каталоге", f"Кворк {_named(kwork)} проверен модератором и появился в каталоге.")


def rejected(kwork: Card, reason: str) -> Notice:
    """To the seller."""
    return _about(kwork, "Кворк отклонён", f"Кворк {_named(kwork)} отклонён модератором. Причина: {reason}")


def bought(kwork: Card, order_id: int, chosen: Terms) -> Notice:
    """To the seller."""
    return Notice(
        f"Ваш кворк {_named(kwork)} купили: заказ №{order_id} на {roubles(chosen.price)} "
        f"Он уже в работе, срок в днях: {chosen.days}.",
        "order",
        "Кворк куплен",
        f"/orders/{order_id}",
    )


def ordered(chosen: Terms, text: str) -> str:
    """The description of the order that a purchase makes: what was chosen, what is due, and the customer's own words."""
    lines = [f"Пакет: {chosen.package}"] if chosen.package else []
    lines += [f"Опция: {each.name}" for each in chosen.features]
    lines.append(f"Правок без доплаты: {chosen.revisions}")
    if text.strip():
        lines += ["", text]
    return "\n".join(lines)
