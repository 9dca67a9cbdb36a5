"""Which checker an exchange uses: as its operator has decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from birzha.checkers.own import Own
from birzha.checkers.textru import TextRu
from birzha.checks.checker import Checker
from birzha.settings import Settings

if TYPE_CHECKING:
    from sverka import Corpus


def checker_for(settings: Settings, corpus: "Callable[[], Corpus]") -> Checker:
    """The checker that the settings name.

    Args:
        settings: of the exchange.
        corpus: gives its corpus, open.
    """
    own = Own(corpus)
    return TextRu(own, settings.checker_key, settings.corpus) if settings.checker == TextRu.name else own
