"""What the exchange tells people when something happens to an order: plain sentences in Russian, all in this one file."""

from birzha.orders.model import Order

RATEUP_PATH = "/files/rateup/"
"""Where a link that gives rating back leads, followed by its token; relative to the exchange's own address."""


def _named(order: Order) -> str:
    return f"«{order.title}» (№{order.id})"


def _roubles(kopecks: int) -> str:
    return f"{kopecks // 100},{kopecks % 100:02d} руб."


def invited(order: Order) -> str:
    """To members of a white list."""
    return f"Для вас опубликован заказ {_named(order)} на {_roubles(order.full_price)}"


def offered(order: Order) -> str:
    """To the addressee of an individual order."""
    return (
        f"Вам предложен индивидуальный заказ {_named(order)} на {_roubles(order.full_price)} "
        "Подтвердите его или откажитесь от него."
    )


def offer_declined(order: Order) -> str:
    """To the customer."""
    return f"Исполнитель отказался от индивидуального заказа {_named(order)}. Заказ перенесён в черновики."


def bid_placed(order: Order) -> str:
    """To the customer."""
    return f"На заказ {_named(order)} подана новая заявка."


def bid_accepted(order: Order) -> str:
    """To the performer."""
    return f"Ваша заявка принята: вы исполнитель заказа {_named(order)}."


def bid_taken_up(order: Order) -> str:
    """To the customer, when no hand of theirs accepted the bid."""
    return f"Для заказа {_named(order)} назначен исполнитель, деньги зарезервированы."


def bid_declined(order: Order) -> str:
    """To the performer."""
    return f"Ваша заявка на заказ {_named(order)} отклонена."


def bid_void(order: Order) -> str:
    """To those whose bids an edit ended."""
    return f"Заказ {_named(order)} изменён, и ваша заявка стала комментарием. Если условия подходят, подайте её снова."


def multi_exhausted(order: Order) -> str:
    """To the customer."""
    return f"Все заказы из мультизаказа {_named(order)} розданы, он снят с публикации."


def submitted(order: Order) -> str:
    """To the customer."""
    return f"Заказ {_named(order)} сдан на проверку."


def sent_back(order: Order, text: str) -> str:
    """To the performer."""
    said = f" Замечания: {text}" if text.strip() else ""
    return f"Заказ {_named(order)} отправлен на доработку.{said}"


def too_alike(order: Order, found: int) -> str:
    """The exchange's own comment on an order whose result it sent back."""
    return f"Отправлено на доработку автоматически: уникальность текста {found} %, требуется не менее {order.uniq} %."


def checked_and_returned(order: Order) -> str:
    """To the customer, when a check sent a result back."""
    return f"Результат заказа {_named(order)} не набрал нужной уникальности и отправлен на доработку автоматически."


def accepted(order: Order) -> str:
    """To the performer."""
    return f"Заказ {_named(order)} принят и оплачен."


def overdue(order: Order) -> str:
    """To both."""
    return f"Срок сдачи заказа {_named(order)} вышел."


def extended(order: Order) -> str:
    """To the performer."""
    return f"Срок сдачи заказа {_named(order)} изменён заказчиком."


def no_uniqueness(order: Order) -> str:
    """To the performer."""
    return f"Заказчик снял требование к уникальности заказа {_named(order)}."


def failed(order: Order, points: int) -> str:
    """To the performer."""
    return f"Просроченный заказ {_named(order)} отменён заказчиком. Рейтинг уменьшен на {points}."


def refused(order: Order, token: str) -> str:
    """To the customer."""
    return (
        f"Исполнитель отказался от заказа {_named(order)}. Деньги возвращены на счёт, заказ перенесён в черновики. "
        f"Вернуть исполнителю рейтинг: {RATEUP_PATH}{token}"
    )


def removed(order: Order, points: int) -> str:
    """To the performer."""
    return f"Вы сняты с заказа {_named(order)} по решению модератора. Рейтинг уменьшен на {points}."


def removal_done(order: Order, token: str) -> str:
    """To the customer."""
    return (
        f"Исполнитель снят с заказа {_named(order)}. Деньги возвращены на счёт, заказ перенесён в черновики. "
        f"Вернуть исполнителю рейтинг: {RATEUP_PATH}{token}"
    )


def expired(order: Order) -> str:
    """To the customer."""
    return f"Срок заказа {_named(order)} вышел, исполнитель не найден. Заказ перенесён в черновики."


def extra_paid(order: Order, kopecks: int) -> str:
    """To the performer."""
    return f"Заказчик доплатил вам за заказ {_named(order)}: {_roubles(kopecks)}"


def commented(order: Order) -> str:
    """To the other party."""
    return f"В заказе {_named(order)} новый комментарий."


def rating_returned(title: str, order_id: int, points: int) -> str:
    """To the performer."""
    return f"Заказчик вернул вам рейтинг за заказ «{title}» (№{order_id}): {points}."
