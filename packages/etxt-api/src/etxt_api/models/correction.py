"""Answers of ``correction.*``."""

from etxt_api.models.base import Whole, WireModel


class CorrectionJob(WireModel):
    """The job that was made."""

    id: Whole
