"""What the exchange tells people about tickets, beyond what it tells of the order itself."""

from birzha.tickets.model import Ticket


def rejected(ticket: Ticket, comment: str) -> str:
    """To the customer."""
    said = f" Ответ модератора: {comment}" if comment.strip() else ""
    return f"Заявка на снятие исполнителя с заказа №{ticket.order_id} отклонена.{said}"
