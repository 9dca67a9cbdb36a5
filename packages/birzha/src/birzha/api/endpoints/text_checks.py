"""Texts checked before anybody else reads them, and the phrases that the operator does not want in them."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Count, Line, Moment
from birzha.api.paging import Everything, whole
from birzha.api.registry import endpoint
from birzha.api.views import viewer
from birzha.errors import Invalid, LimitExceeded, NotFound, TooSoon
from birzha.people.model import ANYONE, Role
from birzha.reference.commands import allow_phrase, forbid_phrase
from birzha.reference.model import LONGEST_PHRASE
from birzha.reference.queries import forbidden_phrases
from birzha.texts.checking import LONGEST, Code, Severity, checked

Phrase = Annotated[str, Meta(min_length=1, max_length=LONGEST_PHRASE, description="слово или фраза")]


class NewTextCheck(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be checked.

    Args:
        text: up to 40,000 characters.
        context: ``kwork_description``, ``project_text``, ``message``; anything else, and nothing, has the general limits.
    """

    text: Annotated[str, Meta(max_length=LONGEST, description=f"текст до {LONGEST} знаков")]
    context: Line | None = None


class IssueView(Struct, frozen=True, kw_only=True):
    """One thing that the text would be better without.

    Args:
        severity: only an ``error`` makes a text invalid.
        code: which rule it is of.
        message: what is wrong and what to do, in Russian.
        start: its first character, code points of the text; ``null``: the text as a whole.
        end: the character after its last.
        suggestion: what may stand there instead; ``null``: nothing is known.
    """

    severity: Severity
    code: Code
    message: str
    start: Count | None
    end: Count | None
    suggestion: str | None


class TextCheckView(Struct, frozen=True, kw_only=True):
    """What a check came to.

    Args:
        is_valid: whether nothing is an error.
        score: 0 to 100; docs/en/text-checks.md §9 has the formula.
        message: the same in one Russian sentence.
        counts: how many issues there are of each severity.
        issues: the first hundred, errors kept before others.
    """

    is_valid: bool
    score: Annotated[int, Meta(ge=0, le=100)]
    message: str
    counts: dict[Severity, Count]
    issues: list[IssueView]


@endpoint("POST", "/text-checks", role=ANYONE, errors=(Invalid, TooSoon))
async def post_text_check(call: Call, *, body: NewTextCheck) -> TextCheckView:
    """Check a text: contacts, forbidden phrases, length, form, grammar, spelling. Nothing of it is kept."""
    phrases = [each.phrase for each in await call.market.ask(forbidden_phrases)]
    found = await checked(body.text, body.context, phrases=phrases)
    return msgspec.convert(found, TextCheckView, from_attributes=True)


class ForbiddenPhraseView(Struct, frozen=True):
    """A phrase that texts must not have, in any grammatical form.

    Args:
        phrase: in small letters.
        since: when it was forbidden, unixtime.
    """

    phrase: Phrase
    since: Moment


class NewForbiddenPhrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an administrator says of a phrase.

    Args:
        phrase: with a letter or a digit; case does not matter.
        forbidden: ``false``: it is not forbidden any more.
    """

    phrase: Phrase
    forbidden: bool


@endpoint("GET", "/admin/forbidden-phrases", role=Role.ADMIN)
async def get_forbidden_phrases(call: Call) -> Everything[ForbiddenPhraseView]:
    """Every phrase that texts must not have, by the phrase."""
    return whole(await call.market.ask(forbidden_phrases), viewer(ForbiddenPhraseView))


@endpoint(
    "PUT",
    "/admin/forbidden-phrases",
    forbid_phrase,
    allow_phrase,
    status=204,
    errors=(Invalid, LimitExceeded, NotFound),
)
async def put_forbidden_phrase(call: Call, *, body: NewForbiddenPhrase) -> None:
    """Forbid a phrase in checked texts, or allow it again."""
    if body.forbidden:
        await call.do(forbid_phrase, body.phrase)
    else:
        await call.do(allow_phrase, body.phrase)
