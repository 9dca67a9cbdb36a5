"""What the exchange tells people about tickets, beyond what it tells of the order itself."""

from birzha.messages.model import Notice
from birzha.tickets.model import Ticket


def rejected(ticket: Ticket, comment: str) -> Notice:
    """To the customer."""
    said = f" Ответ модератора: {comment}" if comment.strip() else ""
    text = f"Заявка на снятие исполнителя с заказа №{ticket.order_id} отклонена.{said}"
    return Notice(text, "order", "Исполнитель остаётся", f"/orders/{ticket.order_id}")
