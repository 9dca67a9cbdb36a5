"""What the caller notes about people for themselves."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.registry import endpoint
from birzha.api.views import view
from birzha.errors import Invalid, NotFound
from birzha.lists.commands import set_note
from birzha.lists.model import LONGEST_NOTE
from birzha.lists.queries import note


class UserNoteView(Struct, frozen=True):
    """A note about somebody.

    Args:
        person_id: whom it is about.
        text: what it says.
        date: when it was last changed, unixtime.
    """

    person_id: int
    text: str
    date: int


class UserNoteInput(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note to keep.

    Args:
        text: up to 1000 characters; empty or nothing but spaces: no note any more.
    """

    text: Annotated[str, Meta(max_length=LONGEST_NOTE)]


@endpoint("GET", "/people/{person_id}/note", note, errors=(NotFound,))
async def get_user_note(call: Call, person_id: Id) -> UserNoteView:
    """The caller's note about somebody; nobody else sees it."""
    return view(UserNoteView, await call.ask(note, person_id))


@endpoint("PUT", "/people/{person_id}/note", set_note, status=204, errors=(Invalid, NotFound))
async def put_user_note(call: Call, person_id: Id, *, body: UserNoteInput) -> None:
    """Keep a note about somebody, or take it away."""
    await call.do(set_note, person_id, body.text)
