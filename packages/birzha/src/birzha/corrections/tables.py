"""The rows of corrections, and every statement that touches them."""

from functools import cache

from sqlalchemy import bindparam, select, update
from sqlalchemy import text as sql
from sqlalchemy.sql.expression import ColumnElement, literal_column

from birzha.corrections.model import Correction, CorrectionRow, CorrectionState
from birzha.orders.model import ResultStatus
from birzha.orders.tables import result, task_order
from birzha.orders.tables.orders import fixed
from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_into, select_into

# no reference to what it was made from: a correction outlives it, and has its text
correction = table(
    "correction",
    identity(),
    number("customer_id", references="person.id"),
    number("corrector_id", default=0),
    number("folder_id", default=0),
    text("title"),
    text("description", default=""),
    text("text", default=""),
    number("size"),
    text("source"),
    number("source_id", default=0),
    text("file_key", default=""),
    text("file_name", default=""),
    number("file_size", default=0),
    number("deadline"),
    text("state", default="new"),
    text("corrected", default=""),
    text("comment", default=""),
    number("created"),
    number("taken_at", default=0),
    number("returned_at", default=0),
    CheckConstraint("state IN ('new', 'in_work', 'done')", name="known_state"),
    CheckConstraint("source IN ('text', 'task', 'a_task', 'article', 'a_article')", name="known_source"),
    CheckConstraint("(state = 'new') = (corrector_id = 0)", name="corrector_unless_new"),
    Index(None, "customer_id", "id"),
    Index(None, "customer_id", "state", "id"),
    Index(None, "customer_id", "folder_id", "id"),
)
_CORRECTION = correction.c
for _name, _where, *_columns in (
    ("ix_correction_new", "state = 'new'", _CORRECTION.id),
    ("ix_correction_corrector", "corrector_id > 0", _CORRECTION.corrector_id, _CORRECTION.id),
    ("ix_correction_file", "file_key <> ''", _CORRECTION.file_key),
):
    Index(_name, *_columns, sqlite_where=sql(_where), postgresql_where=sql(_where))

PUT_CORRECTION = insert_into(
    correction,
    int,
    "customer_id",
    "folder_id",
    "title",
    "description",
    "text",
    "size",
    "source",
    "source_id",
    "file_key",
    "file_name",
    "file_size",
    "deadline",
    "created",
)
CORRECTION = Statement(
    select_into(Correction, correction).where(_CORRECTION.id == bindparam("correction_id")), Correction
)


def _state(state: CorrectionState) -> ColumnElement[str]:
    return literal_column(f"'{state}'")


_THIS = _CORRECTION.id == bindparam("correction_id")
_MINE = (_CORRECTION.state == _state(CorrectionState.IN_WORK), _CORRECTION.corrector_id == bindparam("corrector"))
TAKE = Statement(
    update(correction)
    .where(
        _THIS, _CORRECTION.state == _state(CorrectionState.NEW), _CORRECTION.customer_id != bindparam("new_corrector")
    )
    .values(
        state=_state(CorrectionState.IN_WORK), corrector_id=bindparam("new_corrector"), taken_at=bindparam("moment")
    )
)
"""Gives a correction to a corrector, if nobody has it: of many at once one wins."""
GIVE_BACK = Statement(
    update(correction)
    .where(_THIS, *_MINE)
    .values(state=_state(CorrectionState.NEW), corrector_id=fixed(0), taken_at=fixed(0))
)
RETURN = Statement(
    update(correction)
    .where(_THIS, *_MINE)
    .values(
        state=_state(CorrectionState.DONE),
        corrected=bindparam("new_text"),
        comment=bindparam("new_comment"),
        returned_at=bindparam("moment"),
    )
)
MOVE_TO_FOLDER = Statement(
    update(correction)
    .where(among(_CORRECTION.id, "ids"), _CORRECTION.customer_id == bindparam("customer"))
    .values(folder_id=bindparam("new_folder"))
)
EMPTY_FOLDERS = Statement(
    update(correction)
    .where(_CORRECTION.customer_id == bindparam("customer"), among(_CORRECTION.folder_id, "folders"))
    .values(folder_id=fixed(0))
)
FILE_IN_USE = Statement(
    select(literal_column("1")).where(
        _CORRECTION.file_key != literal_column("''"), _CORRECTION.file_key == bindparam("file")
    )
)
_ROWS = select_into(CorrectionRow, correction)
_BEFORE = _CORRECTION.id < bindparam("before")


@cache
def own_corrections(*, state: bool, folder: bool) -> Statement[CorrectionRow]:
    """A customer's corrections, newest first, those before an id; the flags say which filters are on."""
    rows = _ROWS.where(_CORRECTION.customer_id == bindparam("customer"), _BEFORE)
    if state:
        rows = rows.where(_CORRECTION.state == bindparam("in_state"))
    if folder:
        rows = rows.where(_CORRECTION.folder_id == bindparam("folder"))
    return Statement(rows.order_by(_CORRECTION.id.desc()).limit(bindparam("count")), CorrectionRow)


TO_TAKE = Statement(
    _ROWS.where(
        _CORRECTION.state == _state(CorrectionState.NEW),
        _CORRECTION.customer_id != bindparam("corrector"),
        _CORRECTION.id > bindparam("after"),
    )
    .order_by(_CORRECTION.id)
    .limit(bindparam("count")),
    CorrectionRow,
)
"""What waits for a corrector, the oldest first."""
TAKEN = Statement(
    _ROWS.where(_CORRECTION.corrector_id == bindparam("corrector"), _CORRECTION.corrector_id > fixed(0), _BEFORE)
    .order_by(_CORRECTION.id.desc())
    .limit(bindparam("count")),
    CorrectionRow,
)
"""What a corrector has or had in hand, the newest first."""

_TITLE = (result.c.id, task_order.c.title, task_order.c.folder_id, task_order.c.id.label("order_id"))
_OWN = select(*_TITLE).join(task_order, task_order.c.id == result.c.order_id)
OWN_RESULT = Statement(
    _OWN.where(
        result.c.id == bindparam("result_id"),
        task_order.c.customer_id == bindparam("customer"),
        task_order.c.archived_at == fixed(0),
    )
)
"""A result of an own working order, with the order's title and folder."""
ARCHIVED_RESULT = Statement(
    _OWN.where(
        task_order.c.id == bindparam("order_id"),
        task_order.c.customer_id == bindparam("customer"),
        task_order.c.archived_at > fixed(0),
        result.c.status == fixed(ResultStatus.ACCEPTED),
    )
    .order_by(result.c.id.desc())
    .limit(1)
)
"""The accepted result of an own archived order."""
