"""Reviews: ``users.getReports`` and ``users.setReport``."""

from collections.abc import Mapping, Sequence
from typing import Any

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.reviews.commands import add_review, edit_review
from birzha.reviews.model import STARS, Review
from birzha.reviews.queries import reviews_of


@handles("users.getReports")
async def get_reports(call: Call) -> Answer:
    """What people said of somebody: bad and good, each under its author's id; what is neither has no place in this answer."""
    found = await call.market.ask(reviews_of, call.actor, call.values["id"])
    return {"negative": _by_author(call, found.negative), "positive": _by_author(call, found.positive)}


def _by_author(call: Call, reviews: Mapping[int, Sequence[Review]]) -> dict[str, Any]:
    number = call.style.number
    return {
        str(author_id): [
            {"id_author": number(author_id), "text": each.text, "date": number(each.date)} for each in of_one
        ]
        for author_id, of_one in reviews.items()
    }


@handles("users.setReport")
async def set_report(call: Call) -> Answer:
    """Review somebody, or edit one's review within an hour; an edit that names no kind keeps it."""
    values, text = call.values, call.values["text"]
    if values["id_report"] is None:
        stars = STARS[values["rate"]]
        report_id = await call.market.do(add_review, call.actor, values["id_user"], text, stars=stars)
    else:
        rate = values["rate"] if "rate" in call.given else None
        report_id = await call.market.do(
            edit_review, call.actor, values["id_report"], text, rate=rate, person_id=values["id_user"]
        )
    return {"id_report": call.style.number(report_id)}
