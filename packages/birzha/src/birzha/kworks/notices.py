"""What the exchange tells people about kworks."""

from birzha.kworks.model import Card


def _named(kwork: Card) -> str:
    return f"«{kwork.title}» (№{kwork.id})"


def approved(kwork: Card) -> str:
    """To the seller."""
    return f"Кворк {_named(kwork)} проверен модератором и появился в каталоге."


def rejected(kwork: Card, reason: str) -> str:
    """To the seller."""
    return f"Кворк {_named(kwork)} отклонён модератором. Причина: {reason}"
