"""What can happen to kworks."""

from birzha.kworks.commands.following import add_favourite, note_view, remove_favourite
from birzha.kworks.commands.imaging import add_image, remove_image
from birzha.kworks.commands.moderating import admit_kwork, approve_kwork, reject_kwork, show_or_hide
from birzha.kworks.commands.selling import buy_kwork, count_kwork, review_kwork
from birzha.kworks.commands.writing import (
    delete_kwork,
    offer_kwork,
    pause_kwork,
    resume_kwork,
    save_kwork,
    set_features,
    withdraw_kwork,
)

__all__ = [
    "add_favourite",
    "add_image",
    "admit_kwork",
    "approve_kwork",
    "buy_kwork",
    "count_kwork",
    "delete_kwork",
    "note_view",
    "offer_kwork",
    "pause_kwork",
    "reject_kwork",
    "remove_favourite",
    "remove_image",
    "resume_kwork",
    "review_kwork",
    "save_kwork",
    "set_features",
    "show_or_hide",
    "withdraw_kwork",
]
