"""What checks change."""

from birzha.checks.commands.keeping import begin_anew, begin_corpus, keep_finding, settle
from birzha.checks.commands.listening import drop_order, take_result, watch_article

__all__ = [
    "begin_anew",
    "begin_corpus",
    "drop_order",
    "keep_finding",
    "settle",
    "take_result",
    "watch_article",
]
