"""Contact data in public texts: mail addresses, phones, messengers and names there (reference §4.3), found by the text library.

What it finds is defined and counted in docs/en/text-checks.md. Links are no contact data: an order may speak of a site. Nor is
«пишите в телеграм»: it says no address, and «напишите пост в телеграм» is what orders are about.
"""

import sverka
from birzha.errors import ContactsFound
from birzha.settings import Rules

KINDS = {
    "mail": "адрес почты",
    "phone": "телефон",
    "messenger": "контакт в мессенджере",
    "handle": "имя в мессенджере или сети",
}
"""What counts, by the library's word, as people call it."""


def find_contacts(text: str) -> "list[sverka.Contact]":
    """Every piece of contact data in a text, in order, without overlaps.

    Args:
        text: of any length; the time grows in step with it, some 0.3 ms for a thousand characters.
    """
    return [each for each in sverka.contacts(text) if each.kind in KINDS and each.addressed]


def refuse_contacts(rules: Rules, /, **texts: str | None) -> None:
    """Refuse texts that others will read, where they carry contact data.

    Args:
        rules: ``private_data_check`` may switch the search off.
        **texts: by the names of their fields; ``None`` is passed over.

    Raises:
        ContactsFound: one of them does; it names the first.
    """
    if not rules.private_data_check:
        return
    for field, text in texts.items():
        for each in find_contacts(text) if text else ():
            raise ContactsFound(
                f"В тексте есть {KINDS[each.kind]}: «{each.text[:60]}». Уберите его и отправьте снова.", field=field
            )


def make_ready() -> None:
    """Load what the search needs, a tenth of a second on a thread, so that the first text need not wait for it."""
    find_contacts("готово")
