"""How unique a text is, before it is handed in or offered."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.endpoints.reports import Percent, Place, SourceView, source_view
from birzha.api.fields import Count
from birzha.api.registry import endpoint
from birzha.checkers.asking import LONGEST, uniqueness
from birzha.checkers.own import places, source
from birzha.errors import NotFound, TooSoon
from birzha.people.model import ANYONE


class NewUniquenessCheck(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be measured.

    Args:
        text: up to 100,000 characters.
        without_own: whether the caller's own texts, accepted or on sale, do not count.
    """

    text: Annotated[str, Meta(max_length=LONGEST, description=f"текст до {LONGEST} знаков")]
    without_own: bool = False


class UniquenessView(Struct, frozen=True, kw_only=True):
    """What was found; docs/en/text-checks.md §3 has the formulas. Places are code points of the text.

    Args:
        unique: percent of the words that no other text has in the same passages.
        rewrite_unique: percent of the characters in sentences that rewrite no other text's.
        words: how many the text has.
        spans: passages that other texts have too, up to 500.
        rewrite_spans: sentences that rewrite those of others, up to 500.
        sources: up to 20, the worst first.
    """

    unique: Percent
    rewrite_unique: Percent
    words: Count
    spans: list[Place]
    rewrite_spans: list[Place]
    sources: list[SourceView]


@endpoint("POST", "/uniqueness-checks", role=ANYONE, errors=(NotFound, TooSoon))
async def post_uniqueness_check(call: Call, *, body: NewUniquenessCheck) -> UniquenessView:
    """Measure a text against accepted results, articles and the operator's own texts. Nothing of it is kept."""
    owner = str(call.actor.id) if body.without_own else ""
    found = await uniqueness(call.market, body.text, without_owner=owner)
    return UniquenessView(
        unique=round(found.unique, 2),
        rewrite_unique=round(found.rewrite_unique, 2),
        words=found.words,
        spans=places(found.spans),
        rewrite_spans=places(found.rewrite_spans),
        sources=[msgspec.convert(source_view(source(each)), SourceView) for each in found.sources],
    )
