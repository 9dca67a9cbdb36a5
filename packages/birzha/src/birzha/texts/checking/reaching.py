"""Ways to reach the author past the exchange: what the private-data rule refuses, and what it leaves to judgement."""

from collections.abc import Iterator

import sverka
from birzha.texts.checking.model import Code, Issue, Severity
from birzha.texts.contacts import KINDS

NO_LINKS = frozenset({"kwork_description"})
"""Contexts in which links are warned of; a project may speak of its site."""


def reaching(text: str, context: str | None) -> Iterator[Issue]:
    """Contact data, plain and disguised; invitations to a messenger without an address; links where they do not belong.

    Args:
        text: any text.
        context: what it is for.
    """
    for each in sverka.contacts(text):
        what = KINDS.get(each.kind)
        said = each.text[:60]
        if what is None:
            if context in NO_LINKS:
                message = f"Ссылка: «{said}». Уберите её, если покупателю она не нужна."
                yield Issue(Severity.WARNING, Code.CONTACTS, message, each.start, each.end)
        elif each.addressed:
            message = f"В тексте есть {what}: «{said}». Уберите его: общаться можно на бирже."
            yield Issue(Severity.ERROR, Code.CONTACTS, message, each.start, each.end)
        else:
            message = f"Похоже на приглашение общаться вне биржи: «{said}». Если это не так, оставьте."
            yield Issue(Severity.WARNING, Code.CONTACTS, message, each.start, each.end)
