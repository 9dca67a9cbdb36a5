"""What can happen to articles."""

from birzha.articles.commands.buying import buy_article, put_in_basket, take_from_basket
from birzha.articles.commands.imaging import add_image, remove_image
from birzha.articles.commands.keeping import Kind, archive_articles, forget_folders, move_articles
from birzha.articles.commands.moderating import approve_article, reject_article, set_figures
from birzha.articles.commands.timely import end_discounts, next_due
from birzha.articles.commands.writing import (
    delete_article,
    offer_article,
    save_article,
    set_discount,
    withdraw_article,
)

__all__ = [
    "Kind",
    "add_image",
    "approve_article",
    "archive_articles",
    "buy_article",
    "delete_article",
    "end_discounts",
    "forget_folders",
    "move_articles",
    "next_due",
    "offer_article",
    "put_in_basket",
    "reject_article",
    "remove_image",
    "save_article",
    "set_discount",
    "set_figures",
    "take_from_basket",
    "withdraw_article",
]
