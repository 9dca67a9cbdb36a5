"""What the exchange tells people when something happens to an order: plain sentences in Russian, all in this one file.

Each leads to where our own API shows the order to whoever is told: another place for its parties than for those who may take it.
"""

from birzha.messages.model import Notice
from birzha.money.model import roubles
from birzha.orders.model import Order

RATEUP_PATH = "/files/rateup/"
"""Where a link that gives rating back leads, followed by its token; relative to the exchange's own address."""


def _named(order: Order) -> str:
    return f"«{order.title}» (№{order.id})"


def _about(order: Order, title: str, text: str) -> Notice:
    return Notice(text, "order", title, f"/orders/{order.id}")


def invited(order: Order) -> Notice:
    """To members of a white list."""
    return Notice(
        f"Для вас опубликован заказ {_named(order)} на {roubles(order.full_price)}",
        "order",
        "Заказ для вас",
        f"/available-orders/{order.id}",
    )


def offered(order: Order) -> Notice:
    """To the addressee of an individual order."""
    return Notice(
        f"Вам предложен индивидуальный заказ {_named(order)} на {roubles(order.full_price)} "
        "Подтвердите его или откажитесь от него.",
        "order",
        "Индивидуальный заказ",
        f"/available-orders/{order.id}",
    )


def offer_declined(order: Order) -> Notice:
    """To the customer."""
    return _about(
        order,
        "Исполнитель отказался",
        f"Исполнитель отказался от индивидуального заказа {_named(order)}. Заказ перенесён в черновики.",
    )


def bid_placed(order: Order) -> Notice:
    """To the customer."""
    return _about(order, "Новая заявка", f"На заказ {_named(order)} подана новая заявка.")


def bid_accepted(order: Order) -> Notice:
    """To the performer."""
    return _about(order, "Заявка принята", f"Ваша заявка принята: вы исполнитель заказа {_named(order)}.")


def bid_taken_up(order: Order) -> Notice:
    """To the customer, when no hand of theirs accepted the bid."""
    return _about(
        order, "Назначен исполнитель", f"Для заказа {_named(order)} назначен исполнитель, деньги зарезервированы."
    )


def bid_declined(order: Order) -> Notice:
    """To the performer."""
    return Notice(f"Ваша заявка на заказ {_named(order)} отклонена.", "order", "Заявка отклонена", "/me/bids")


def bid_void(order: Order) -> Notice:
    """To those whose bids an edit ended."""
    return Notice(
        f"Заказ {_named(order)} изменён, и ваша заявка стала комментарием. Если условия подходят, подайте её снова.",
        "order",
        "Заказ изменён",
        f"/available-orders/{order.id}",
    )


def multi_exhausted(order: Order) -> Notice:
    """To the customer."""
    return _about(
        order, "Мультизаказ роздан", f"Все заказы из мультизаказа {_named(order)} розданы, он снят с публикации."
    )


def submitted(order: Order) -> Notice:
    """To the customer."""
    return _about(order, "Работа сдана", f"Заказ {_named(order)} сдан на проверку.")


def sent_back(order: Order, text: str) -> Notice:
    """To the performer."""
    said = f" Замечания: {text}" if text.strip() else ""
    return _about(order, "Заказ на доработке", f"Заказ {_named(order)} отправлен на доработку.{said}")


def too_alike(order: Order, found: int) -> str:
    """The exchange's own comment on an order whose result it sent back."""
    return f"Отправлено на доработку автоматически: уникальность текста {found} %, требуется не менее {order.uniq} %."


def checked_and_returned(order: Order) -> Notice:
    """To the customer, when a check sent a result back."""
    return _about(
        order,
        "Заказ на доработке",
        f"Результат заказа {_named(order)} не набрал нужной уникальности и отправлен на доработку автоматически.",
    )


def accepted(order: Order) -> Notice:
    """To the performer."""
    return _about(order, "Работа принята", f"Заказ {_named(order)} принят и оплачен.")


def overdue(order: Order) -> Notice:
    """To both."""
    return _about(order, "Заказ просрочен", f"Срок сдачи заказа {_named(order)} вышел.")


def extended(order: Order) -> Notice:
    """To the performer."""
    return _about(order, "Новый срок", f"Срок сдачи заказа {_named(order)} изменён заказчиком.")


def no_uniqueness(order: Order) -> Notice:
    """To the performer."""
    return _about(order, "Требования изменены", f"Заказчик снял требование к уникальности заказа {_named(order)}.")


def failed(order: Order, points: int) -> Notice:
    """To the performer."""
    return _about(
        order, "Заказ отменён", f"Просроченный заказ {_named(order)} отменён заказчиком. Рейтинг уменьшен на {points}."
    )


def refused(order: Order, token: str) -> Notice:
    """To the customer."""
    return _about(
        order,
        "Исполнитель отказался",
        f"Исполнитель отказался от заказа {_named(order)}. Деньги возвращены на счёт, заказ перенесён в черновики. "
        f"Вернуть исполнителю рейтинг: {RATEUP_PATH}{token}",
    )


def removed(order: Order, points: int) -> Notice:
    """To the performer."""
    return Notice(
        f"Вы сняты с заказа {_named(order)} по решению модератора. Рейтинг уменьшен на {points}.",
        "order",
        "Вы сняты с заказа",
    )


def removal_done(order: Order, token: str) -> Notice:
    """To the customer."""
    return _about(
        order,
        "Исполнитель снят",
        f"Исполнитель снят с заказа {_named(order)}. Деньги возвращены на счёт, заказ перенесён в черновики. "
        f"Вернуть исполнителю рейтинг: {RATEUP_PATH}{token}",
    )


def closed(order: Order) -> Notice:
    """To those whose bids ended because the customer was shut out, or may place no orders any more."""
    return Notice(
        f"Заказ {_named(order)} снят с публикации: его заказчик больше не размещает заказы. Ваша заявка стала комментарием.",
        "order",
        "Заказ снят с публикации",
    )


def expired(order: Order) -> Notice:
    """To the customer."""
    return _about(
        order,
        "Исполнитель не найден",
        f"Срок заказа {_named(order)} вышел, исполнитель не найден. Заказ перенесён в черновики.",
    )


def extra_paid(order: Order, kopecks: int) -> Notice:
    """To the performer."""
    return _about(order, "Доплата", f"Заказчик доплатил вам за заказ {_named(order)}: {roubles(kopecks)}")


def commented(order: Order) -> Notice:
    """To the other party."""
    return _about(order, "Новый комментарий", f"В заказе {_named(order)} новый комментарий.")


def rating_returned(title: str, order_id: int, points: int) -> Notice:
    """To the performer."""
    text = f"Заказчик вернул вам рейтинг за заказ «{title}» (№{order_id}): {points}."
    return Notice(text, "order", "Рейтинг возвращён")
