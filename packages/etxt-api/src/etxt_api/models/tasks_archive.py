"""Answers of ``tasks_archive.*``."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from etxt_api.models.base import Flag, MaybeMoment, MaybeWhole, Moment, Money, Text, Whole, WireModel
from etxt_api.models.tasks import Files


def marks(data: Any) -> Any:
    """Named marks; none come as an empty list, and a list of them is numbered."""
    if data is None or data == "":
        return {}
    return {str(number): item for number, item in enumerate(data)} if isinstance(data, list) else data


Marks = Annotated[Mapping[str, Any], BeforeValidator(marks)]
"""Marks by name, as they came."""


class ArchivedOrder(WireModel):
    """An order in the archive."""

    identity: ClassVar[str] = "id"

    id: Whole
    id_user: Whole
    """The performer; 0: there was none."""
    id_folder: Whole
    id_category: Whole
    date: Moment
    """When it was created or last edited."""
    title: Text
    description: Text
    id_type: Whole
    """1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting."""
    id_level: Whole
    """Difficulty, 0 to 3."""
    deadline: Moment
    price: Money
    """Roubles."""
    price_type: Whole
    """1: the price was set per 1000 characters, 2: for the whole order."""
    size: Whole
    """Characters."""
    whitespaces: Flag
    """Whether spaces count in the size."""
    text: Text
    end_date: MaybeMoment
    """When it was accepted."""
    date_archive: Moment
    """When it was moved to the archive."""
    keywords: Text = ""
    """Keywords, separated by commas (SEO copywriting)."""
    language_from: MaybeWhole = None
    """Language to translate from (translation)."""
    language_to: MaybeWhole = None
    """Language to translate to (translation)."""


class ArchivedResult(WireModel):
    """What a performer submitted for an order that is in the archive."""

    id_task: Whole
    id_user: Whole
    comment: Text
    """The performer's comment."""
    content: Text
    """The text itself."""
    date: Moment
    date_reset: MaybeMoment
    """When it was sent back for rework."""
    check: Marks
    """What the system found, by name."""
    files: Files
