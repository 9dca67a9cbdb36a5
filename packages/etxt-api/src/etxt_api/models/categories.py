"""Answers of ``categories.*``."""

from typing import ClassVar

from etxt_api.models.base import Text, Whole, WireModel


class Category(WireModel):
    """A subject category of orders and articles."""

    identity: ClassVar[str] = "id_category"

    id_category: Whole
    id_parent: Whole
    """The category above; 0 at the top."""
    name: Text
    keyword: Text
