"""How this face has letters delivered, and what stands in them."""

from birzha.api.call import Call
from birzha.people.mail import ConsoleMailer, Mailer, OutboxMailer

CONFIRM = "/api/v1/password-resets/confirm"
"""Where a forgotten password is set anew."""


def mailer(call: Call) -> Mailer:
    """A sandbox prints letters; a real exchange puts them into the folder ``outbox`` beside its uploads."""
    if call.market.settings.sandbox:
        return ConsoleMailer()
    return OutboxMailer(call.market.settings.files.parent / "outbox", call.market.ids)


def reset_address(call: Call, token: str) -> str:
    """What a letter says about where to go.

    The exchange's address comes from its settings only: a request's Host header is whatever a stranger wrote there.

    Args:
        call: the request that asked for the letter.
        token: the secret of the letter.
    """
    return f'POST {call.market.settings.base_url}{CONFIRM} {{"token": "{token}", "password": "новый пароль"}}'
