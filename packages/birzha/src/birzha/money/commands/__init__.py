"""What can happen to money."""

from birzha.money.commands.accounts import (
    freeze_payouts,
    grant_promo,
    lift_freeze,
    pay_withdrawal,
    reject_withdrawal,
    request_withdrawal,
    spend_promo,
    top_up,
)
from birzha.money.commands.articles import pay_for_article
from birzha.money.commands.orders import capture, hold, pay_extra, release
from birzha.money.commands.payouts import pay_out_due

__all__ = [
    "capture",
    "freeze_payouts",
    "grant_promo",
    "hold",
    "lift_freeze",
    "pay_extra",
    "pay_for_article",
    "pay_out_due",
    "pay_withdrawal",
    "reject_withdrawal",
    "release",
    "request_withdrawal",
    "spend_promo",
    "top_up",
]
