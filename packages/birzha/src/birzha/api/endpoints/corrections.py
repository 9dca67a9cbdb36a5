"""Corrections from both sides: who wants a text corrected, and correctors, who take it and return it."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.orders import HowMany, Moving
from birzha.api.fields import Id, IdOrZero, Moment
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.api.views import Created, Download, view, viewer
from birzha.corrections.commands import (
    add_correction,
    give_back_correction,
    import_correction,
    move_corrections,
    return_correction,
    take_correction,
)
from birzha.corrections.model import (
    LONGEST_COMMENT,
    LONGEST_CORRECTED,
    LONGEST_DESCRIPTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    CorrectionState,
    Source,
)
from birzha.corrections.queries import correction, corrections_to_take, my_corrections, taken_corrections
from birzha.errors import ContactsFound, Invalid, NotFound, WrongState

State = Literal["new", "in_work", "done"]


class CorrectionRowView(Struct, frozen=True):
    """A correction in a list.

    Args:
        id: of it.
        customer_id: who wants it.
        corrector_id: who took it; 0: nobody.
        folder_id: the customer's project folder; 0: the root.
        title: in one line.
        description: what to look at.
        size: characters of the text; 0: it is a file.
        source: ``text``, or what it was imported from: ``task``, ``a_task``, ``article``, ``a_article``.
        source_id: the result, order or article; 0: none.
        file_name: of the file to correct; empty: it is a text.
        file_size: of that file, bytes.
        deadline: unixtime.
        state: ``new``, ``in_work`` or ``done``.
        created: unixtime.
        taken_at: when a corrector took it, unixtime; 0: nobody has it.
        returned_at: when the corrected text came, unixtime; 0: not yet.
    """

    id: int
    customer_id: int
    corrector_id: int
    folder_id: int
    title: str
    description: str
    size: int
    source: str
    source_id: int
    file_name: str
    file_size: int
    deadline: int
    state: State
    created: int
    taken_at: int
    returned_at: int


class CorrectionView(CorrectionRowView, frozen=True):
    """A correction with its texts.

    Args:
        text: what is to be corrected; empty: it is a file.
        corrected: what the corrector made of it; empty: not done yet.
        comment: what the corrector says.
    """

    text: str
    corrected: str
    comment: str


class CorrectionsQuery(Paged, frozen=True, kw_only=True):
    """Which of the caller's corrections.

    Args:
        state: only those in it.
        folder_id: only in this folder; 0: the root.
    """

    state: State | UnsetType = UNSET
    folder_id: IdOrZero | UnsetType = UNSET


class NewCorrection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to correct.

    Args:
        title: 1 to 512 characters.
        text: 1 to 40,000 characters.
        description: up to 10,000 characters.
        folder_id: an own project folder; 0: the root.
        deadline: unixtime; sooner than a day from now counts as a day from now.
    """

    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
    description: Annotated[str, Meta(max_length=LONGEST_DESCRIPTION)] = ""
    folder_id: IdOrZero = 0
    deadline: Moment | None = None


class Import(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something of one's own to correct.

    Args:
        source: ``task`` for a result, ``a_task`` for an archived order, ``article`` for a bought article, ``a_article`` for an
            archived one.
        object_id: of it.
        prefer_file: take the attachment of a result that has a text, too.
        deadline: unixtime; sooner than a day from now counts as a day from now.
    """

    source: Literal["task", "a_task", "article", "a_article"]
    object_id: Id
    prefer_file: bool = False
    deadline: Moment | None = None


class Corrected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The corrected text.

    Args:
        text: 1 to 400,000 characters.
        comment: to the customer, up to 5000 characters.
    """

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_CORRECTED)]
    comment: Annotated[str, Meta(max_length=LONGEST_COMMENT)] = ""


@endpoint("POST", "/corrections", add_correction, status=201, errors=(ContactsFound, Invalid, NotFound))
async def post_correction(call: Call, *, body: NewCorrection) -> Created:
    """Ask for a text to be corrected."""
    made = await call.do(
        add_correction,
        body.title,
        body.text,
        description=body.description,
        folder_id=body.folder_id,
        deadline=body.deadline,
    )
    return Created(made)


@endpoint("POST", "/corrections/import", import_correction, status=201, errors=(NotFound,))
async def post_correction_import(call: Call, *, body: Import) -> Created:
    """Ask for a result, an archived order or an article of one's own to be corrected."""
    made = await call.do(
        import_correction,
        Source(body.source),
        body.object_id,
        prefer_file=body.prefer_file,
        deadline=body.deadline,
    )
    return Created(made)


@endpoint("POST", "/corrections/move", move_corrections, errors=(NotFound,))
async def post_corrections_move(call: Call, *, body: Moving) -> HowMany:
    """Put own corrections into a project folder."""
    return HowMany(await call.do(move_corrections, body.ids, body.folder_id))


@endpoint("GET", "/me/corrections", my_corrections)
async def get_my_corrections(call: Call, *, query: CorrectionsQuery) -> Page[CorrectionRowView]:
    """What the caller wants corrected, newest first."""
    found = await call.ask(
        my_corrections,
        state=None if query.state is UNSET else CorrectionState(query.state),
        folder_id=None if query.folder_id is UNSET else query.folder_id,
        count=query.count,
        before=query.cursor or NEWEST,
    )
    return after_key(found, query, viewer(CorrectionRowView))


@endpoint("GET", "/corrections/{correction_id}", correction, errors=(NotFound,))
async def get_correction(call: Call, correction_id: Id) -> CorrectionView:
    """A correction with its texts: for its customer, for who took it, and for every corrector while it waits."""
    return view(CorrectionView, await call.ask(correction, correction_id))


@endpoint("GET", "/corrections/{correction_id}/file", correction, errors=(NotFound,))
async def get_correction_file(call: Call, correction_id: Id) -> Download:
    """The file to correct, for whoever may read the correction."""
    found = await call.ask(correction, correction_id)
    if not found.file_key:
        raise NotFound("В этой коррекции текст, а не файл.")
    return await Download.of(call.market, found.file_key, found.file_name)


@endpoint("GET", "/available-corrections", corrections_to_take)
async def get_available_corrections(call: Call, *, query: Paged) -> Page[CorrectionRowView]:
    """What waits for a corrector, the oldest first."""
    found = await call.ask(corrections_to_take, count=query.count, after=query.cursor)
    return after_key(found, query, viewer(CorrectionRowView))


@endpoint("GET", "/me/taken-corrections", taken_corrections)
async def get_taken_corrections(call: Call, *, query: Paged) -> Page[CorrectionRowView]:
    """What the caller, a corrector, has or had in hand, newest first."""
    found = await call.ask(taken_corrections, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, viewer(CorrectionRowView))


@endpoint("POST", "/corrections/{correction_id}/take", take_correction, errors=(NotFound, WrongState))
async def post_correction_taken(call: Call, correction_id: Id) -> CorrectionView:
    """Take a correction that waits; of several who try at once, one gets it."""
    return view(CorrectionView, await call.do(take_correction, correction_id))


@endpoint(
    "POST", "/corrections/{correction_id}/give-back", give_back_correction, status=204, errors=(NotFound, WrongState)
)
async def post_correction_given_back(call: Call, correction_id: Id) -> None:
    """Give a taken correction back; it waits for another corrector."""
    await call.do(give_back_correction, correction_id)


@endpoint(
    "POST",
    "/corrections/{correction_id}/return",
    return_correction,
    errors=(ContactsFound, Invalid, NotFound, WrongState),
)
async def post_corrected(call: Call, correction_id: Id, *, body: Corrected) -> CorrectionView:
    """Hand in the corrected text."""
    return view(CorrectionView, await call.do(return_correction, correction_id, body.text, body.comment))
