"""What can happen to orders."""

from birzha.orders.commands.agreeing import agree, must_deal
from birzha.orders.commands.assigning import accept_bid, decline_bid
from birzha.orders.commands.bidding import confirm_order, decline_order, edit_bid, place_bid, withdraw_bid
from birzha.orders.commands.checking import check_results, set_next_check
from birzha.orders.commands.commenting import add_comment
from birzha.orders.commands.failing import fail_order
from birzha.orders.commands.judging import accept_results, extra_pay, pay_excess, send_back
from birzha.orders.commands.keeping import (
    archive_orders,
    delete_orders,
    drop_photo,
    forget_folders,
    move_orders,
    set_client_comment,
)
from birzha.orders.commands.placing import save_order, unpublish_orders
from birzha.orders.commands.relieving import give_rating_back, give_rating_back_by_link, relieve
from birzha.orders.commands.terms import copy_order, drop_uniqueness, set_deadline
from birzha.orders.commands.timely import (
    archive_done,
    expire_unbid,
    mark_overdue,
    next_archive,
    next_check,
    next_due,
    next_expiry,
    next_overdue,
    next_purge,
    purge_failed,
)
from birzha.orders.commands.working import refuse_order, submit_result

__all__ = [
    "accept_bid",
    "accept_results",
    "add_comment",
    "agree",
    "archive_done",
    "archive_orders",
    "check_results",
    "confirm_order",
    "copy_order",
    "decline_bid",
    "decline_order",
    "delete_orders",
    "drop_photo",
    "drop_uniqueness",
    "edit_bid",
    "expire_unbid",
    "extra_pay",
    "fail_order",
    "forget_folders",
    "give_rating_back",
    "give_rating_back_by_link",
    "mark_overdue",
    "move_orders",
    "must_deal",
    "next_archive",
    "next_check",
    "next_due",
    "next_expiry",
    "next_overdue",
    "next_purge",
    "pay_excess",
    "place_bid",
    "purge_failed",
    "refuse_order",
    "relieve",
    "save_order",
    "send_back",
    "set_client_comment",
    "set_deadline",
    "set_next_check",
    "submit_result",
    "unpublish_orders",
    "withdraw_bid",
]
