"""What the exchange tells people about corrections: plain sentences in Russian."""

from birzha.corrections.model import Correction


def _named(found: Correction) -> str:
    return f"«{found.title}» (№{found.id})"


def taken(found: Correction) -> str:
    """To the customer."""
    return f"Корректор взялся за коррекцию {_named(found)}."


def in_hand(found: Correction) -> str:
    """To the corrector."""
    return f"Вы взяли коррекцию {_named(found)}: верните исправленный текст в срок."


def given_back(found: Correction) -> str:
    """To the customer."""
    return f"Корректор отказался от коррекции {_named(found)}. Она снова ждёт корректора."


def let_go(found: Correction) -> str:
    """To the corrector."""
    return f"Вы отказались от коррекции {_named(found)}."


def returned(found: Correction) -> str:
    """To the customer."""
    return f"Коррекция {_named(found)} готова: исправленный текст ждёт вас."


def handed_in(found: Correction) -> str:
    """To the corrector."""
    return f"Исправленный текст коррекции {_named(found)} передан заказчику."
