"""What the exchange tells people about articles."""

from birzha.articles.model import About
from birzha.messages.model import Notice
from birzha.money.model import roubles


def _named(article: About) -> str:
    return f"«{article.title}» (№{article.id})"


def _about(article: About, title: str, text: str) -> Notice:
    return Notice(text, "article", title, f"/articles/{article.id}/whole")


def approved(article: About) -> Notice:
    """To the author."""
    return _about(
        article, "Статья в продаже", f"Статья {_named(article)} проверена модератором и выставлена на продажу."
    )


def rejected(article: About, reason: str) -> Notice:
    """To the author."""
    return _about(article, "Статья отклонена", f"Статья {_named(article)} отклонена модератором. Причина: {reason}")


def sold(article: About, price: int) -> Notice:
    """To the author."""
    return _about(article, "Статья куплена", f"Статья {_named(article)} куплена за {roubles(price)}")


def discount_over(article: About) -> Notice:
    """To the author."""
    return _about(article, "Скидка закончилась", f"Скидка на статью {_named(article)} закончилась.")
