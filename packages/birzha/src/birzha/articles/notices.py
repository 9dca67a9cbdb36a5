"""What the exchange tells people about articles."""

from birzha.articles.model import About


def _named(article: About) -> str:
    return f"«{article.title}» (№{article.id})"


def _roubles(kopecks: int) -> str:
    return f"{kopecks // 100},{kopecks % 100:02d} руб."


def approved(article: About) -> str:
    """To the author."""
    return f"Статья {_named(article)} проверена модератором и выставлена на продажу."


def rejected(article: About, reason: str) -> str:
    """To the author."""
    return f"Статья {_named(article)} отклонена модератором. Причина: {reason}"


def sold(article: About, price: int) -> str:
    """To the author."""
    return f"Статья {_named(article)} куплена за {_roubles(price)}"


def discount_over(article: About) -> str:
    """To the author."""
    return f"Скидка на статью {_named(article)} закончилась."
