"""The one article that the tables talk about, on sale, bought and archived."""

import base64
from typing import Any

from birzha.articles.picture import draw

from . import stall
from .conftest import Stage

PLAIN = {
    "title": "Ржаной хлеб",
    "description": "О закваске и терпении",
    "text": "Хлеб пекут " * 100,
    "keywords": "хлеб, закваска",
}
"""What it says; 100 roubles for 900 characters without the spaces, 105 roubles to its customer."""
PICTURE = base64.b64encode(draw(PLAIN["description"])).decode()
"""Its description as the lists show it."""


def _as_written(measured: bool, more: dict[str, Any]) -> dict[str, Any]:
    figures = (97, 99) if measured else None
    return {**PLAIN, "marks": (1, 0, 1), "figures": figures, **more}


async def on_sale(stage: Stage, author: str = "performer", *, measured: bool = True, **more: Any) -> int:
    """It on sale, with good marks for spelling and style and a bad one for punctuation; gives its id."""
    return await stall.on_sale(stage, author, **_as_written(measured, more))


async def bought(stage: Stage, author: str = "performer", **more: Any) -> int:
    """It in the hands of the customer of the moment; gives its id."""
    return await stall.bought(stage, author, **_as_written(measured=True, more=more))


async def archived(stage: Stage, author: str = "performer", **more: Any) -> int:
    """It put away by the customer of the moment; gives its id."""
    return await stall.archived(stage, author, **_as_written(measured=True, more=more))
