"""Answers of ``rating.*``."""

from etxt_api.models.base import MaybeMoment, Moment, Text, Whole, WireModel


class TaskFail(WireModel):
    """A refusal or a failure of one of the caller's orders."""

    id_task: Whole
    id_user: Whole
    """The performer."""
    date: Moment
    date_back: MaybeMoment
    """When the rating was given back."""
    back: Whole
    """1: given back; 0 or 2: not (the documentation does not say which)."""
    title: Text
    """Title of the order."""


class RatingBack(WireModel):
    """The rating that ``rating.ratingUserBack`` gave back."""

    id_task: Whole
    id_user: Whole
    rate_back: Whole
