"""Answers of ``tasks.*``."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from etxt_api.models.base import (
    Flag,
    Ids,
    MaybeDecimal,
    MaybeMoment,
    MaybeText,
    MaybeWhole,
    Moment,
    Money,
    Text,
    Whole,
    WireModel,
)


class OrderId(WireModel):
    """An order of which only the id was asked for."""

    identity: ClassVar[str] = "id"

    id: Whole


class Order(OrderId):
    """One of the caller's orders."""

    id_user: Whole
    """The performer; 0: none yet."""
    id_folder: Whole
    id_category: Whole
    date: Moment
    """When it was created or last edited."""
    end_date: MaybeMoment
    """When it was accepted; ``None``: not yet."""
    title: Text
    description: Text
    id_type: Whole
    """1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting."""
    id_subtype: Whole
    """0 not said, 1 selling text, 2 informational article, 3 news or press release, 4 mailing, 5 social networks, 6 review."""
    id_level: Whole
    """Difficulty, 0 to 3."""
    deadline: Moment
    status: Whole
    """1 waits for a performer (drafts too), 2 in work, 3 under check, 4 done, 5 overdue."""
    public: Flag
    price: Money
    """The price of the whole order, roubles, whatever ``price_type`` says."""
    price_type: Whole
    """1: the price was set per 1000 characters, 2: for the whole order."""
    size: Whole
    """Characters."""
    whitespaces: Flag
    """Whether spaces count in the size."""
    checksize: Flag
    """Whether results shorter than 90% of the size are refused."""
    text: Text
    quick: Flag
    """Whether the order is urgent."""
    uniq: MaybeDecimal = None
    """Required uniqueness, percent; ``None``: not required."""
    target: Whole
    """1 common, 2 for the white list, 3 individual."""
    id_target: MaybeWhole = None
    """The addressee of an individual order; ``None``: the order is not individual."""
    keywords: Text = ""
    """Keywords, separated by commas (SEO copywriting)."""
    language_from: MaybeWhole = None
    """Language to translate from (translation)."""
    language_to: MaybeWhole = None
    """Language to translate to (translation)."""
    multitask: Flag
    """Whether this is a multi-order."""
    multicount: Whole
    """How many orders it may still make."""
    filename: MaybeText = None
    """Address of the attached file; ``None``: there is none."""
    client_comment: Text = ""
    """The customer's own comment."""


class SavedClientComment(WireModel):
    """What became of ``tasks.setClientComment``."""

    status: Flag


class Note(WireModel):
    """A bid or a comment on an order."""

    identity: ClassVar[str] = "id"

    id: Whole
    """Id of the comment."""
    text: Text
    date: Moment
    id_user: Whole
    """The author."""
    login: Text
    id_note: Whole
    """Id of the bid, which ``tasks.setNote`` takes; 0: a comment without a live bid."""
    id_task: Whole


class LiveNote(WireModel):
    """A live bid on any of the caller's orders."""

    identity: ClassVar[str] = "id_note"

    id_note: Whole
    title: Text
    """Title of the order."""
    price: Money
    """Price of the order, roubles."""
    deadline: Moment
    id_task: Whole
    id_user: Whole
    """The performer."""
    user: Text
    """The performer's login."""
    date: Moment
    text: Text


class DecidedNote(WireModel):
    """The order and the performer of a bid that was accepted or declined."""

    id_task: Whole
    """The order; for a multi-order whose bid was accepted, the new order that was made."""
    id_user: Whole


class DecidedOrders(WireModel):
    """What became of ``tasks.paidTask`` and ``tasks.cancelTask``."""

    status: Flag
    ids: Ids
    """The orders that were accepted or sent back."""


class DeletedOrders(WireModel):
    """What ``tasks.deleteTask`` deleted."""

    ids: Ids


class ResultFile(WireModel):
    """One part of a result: the uploaded document, or the text field."""

    name: Text
    """Type of the attached document."""
    size: Whole
    path: Text
    """Where to download it, for about a day; see the client's ``download``."""
    per_keywords: MaybeDecimal = None
    """Share of the keywords that were found, percent (SEO copywriting)."""
    per_mistakes: MaybeDecimal = None
    """Spelling mistakes, percent."""
    per_antiplagiat: MaybeDecimal = None
    """Uniqueness, percent."""
    per_diff: MaybeDecimal = None
    """Likeness to the source, percent (rewriting with a source text)."""
    auto_check_date: MaybeMoment = None
    """When the system checked it."""


class ResultFiles(WireModel):
    """The parts of a result; at least one is there."""

    file: ResultFile | None = None
    """The uploaded document."""
    text: ResultFile | None = None
    """The text field, as a file."""


def _files(data: Any) -> Any:
    """No parts come as an empty list; one flat part, as the documentation prints it, stands for the document."""
    if data in (None, "", []):
        return {}
    if isinstance(data, list) and all(isinstance(item, dict) for item in data):
        return dict(zip(("file", "text"), data, strict=False))
    return {"file": data} if isinstance(data, dict) and "path" in data else data


Files = Annotated[ResultFiles, BeforeValidator(_files)]


class TaskResult(WireModel):
    """What a performer submitted for an order."""

    identity: ClassVar[str] = "id"

    id: Whole
    id_task: Whole
    id_user: Whole
    comment: Text
    """The performer's comment."""
    date: Moment
    date_reset: MaybeMoment
    """When it was sent back for rework."""
    status: Whole
    """0 under check, 1 sent back, 2 accepted."""
    check: Flag
    """Whether the system has checked it."""
    files: Files


class ExtraPayment(WireModel):
    """What became of ``tasks.extraPaid``."""

    status: Flag
    count: MaybeDecimal = None
    """The reckoned sum, roubles (``autopay=get``)."""


class SavedTask(WireModel):
    """The order that ``tasks.saveTask`` made or changed."""

    id_task: Whole


class FailedTask(WireModel):
    """What ``tasks.failTask`` cancelled."""

    id: Whole
    id_copy: MaybeWhole = None
    """The published copy, if one was asked for."""
    rateup: Text
    """Link to give the performer the rating back."""


class CopiedTask(WireModel):
    """The copy that ``tasks.copyTask`` made."""

    id_copy: Whole


class NewDeadline(WireModel):
    """What ``tasks.setDeadline`` set."""

    deadline: Moment
    id: Whole
    status: Whole
    """The order's status now."""
    quick: Flag


class SavedComment(WireModel):
    """The comment that ``tasks.saveComment`` added."""

    id: Whole
    """The order."""
    id_comment: Whole
    comments: Whole
    """How many comments the order has now."""


class RemovalTicket(WireModel):
    """What became of ``tasks.sendNoteFail``."""

    status: Flag
    ticket: Text
    """Link to the ticket."""
