"""What the exchange tells people about corrections: plain sentences in Russian."""

from birzha.corrections.model import Correction
from birzha.messages.model import Notice


def _named(found: Correction) -> str:
    return f"«{found.title}» (№{found.id})"


def _about(found: Correction, title: str, text: str) -> Notice:
    return Notice(text, "correction", title, f"/corrections/{found.id}")


def taken(found: Correction) -> Notice:
    """To the customer."""
    return _about(found, "Корректор найден", f"Корректор взялся за коррекцию {_named(found)}.")


def in_hand(found: Correction) -> Notice:
    """To the corrector."""
    return _about(found, "Коррекция у вас", f"Вы взяли коррекцию {_named(found)}: верните исправленный текст в срок.")


def given_back(found: Correction) -> Notice:
    """To the customer."""
    return _about(
        found, "Корректор отказался", f"Корректор отказался от коррекции {_named(found)}. Она снова ждёт корректора."
    )


def let_go(found: Correction) -> Notice:
    """To the corrector."""
    return Notice(f"Вы отказались от коррекции {_named(found)}.", "correction", "Вы отказались")


def returned(found: Correction) -> Notice:
    """To the customer."""
    return _about(found, "Коррекция готова", f"Коррекция {_named(found)} готова: исправленный текст ждёт вас.")


def handed_in(found: Correction) -> Notice:
    """To the corrector."""
    return _about(found, "Коррекция сдана", f"Исправленный текст коррекции {_named(found)} передан заказчику.")
