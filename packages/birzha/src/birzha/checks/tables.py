"""The rows of checks and of the corpus, and every statement that touches them.

``corpus_text`` is what the corpus is to hold and what of it was done: whoever changes what belongs there counts ``changed`` on, in
the same transaction; the sweep that has brought the folder up to that count writes it into ``settled``. ``corpus`` names the folder:
a market that began anew, or that was told to build its corpus anew, has another name, and begins with an empty folder.
"""

from sqlalchemy import bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy import text as sql
from sqlalchemy.sql.expression import ClauseElement, ColumnElement, literal_column

from birzha.articles.model import UNMEASURED, ArticleState
from birzha.articles.tables import article
from birzha.checks.model import LARGEST_CHECKED, Change, Checked, Kind
from birzha.orders.model import PartKind, ResultStatus
from birzha.orders.tables import result, result_part
from birzha.orders.tables.orders import fixed
from birzha.people.tables import person
from birzha.storage.schema import CheckConstraint, Index, number, table, text
from birzha.storage.statement import Engine, Row, Statement, insert_on, insert_or_skip, put_into, select_into
from birzha.texts.plain import PLAIN
from birzha.texts.uploads import DOCUMENTS

# no reference to what was checked: there are two kinds of it
text_check = table(
    "text_check",
    text("kind", key=True),
    number("subject_id", key=True),
    number("checked_at"),
    text("checker"),
    number("unq", null=True),
    number("unq_shin", null=True),
    text("report"),
    CheckConstraint("kind IN ('result', 'article')", name="known_kind"),
)

corpus_text = table(
    "corpus_text",
    text("kind", key=True),
    number("subject_id", key=True),
    number("wanted"),
    number("changed", default=1),
    number("settled", default=0),
    CheckConstraint("kind IN ('result', 'article') AND wanted IN (0, 1)", name="known_kind"),
)
_unsettled = "settled < changed"
Index(
    "ix_corpus_text_unsettled",
    corpus_text.c.kind,
    corpus_text.c.subject_id,
    sqlite_where=sql(_unsettled),
    postgresql_where=sql(_unsettled),
)

corpus = table("corpus", number("id", key=True), text("token"), CheckConstraint("id = 1", name="only_one"))


def _word(value: str) -> ColumnElement[str]:
    return literal_column(f"'{value}'")


# What waits for its check.

_PART = result_part.c
READABLE = or_(
    _PART.kind == _word(PartKind.TEXT),
    (_PART.content_type == _word(PLAIN)) & (_PART.size <= fixed(LARGEST_CHECKED)),
    _PART.content_type.in_([_word(each) for each in sorted(DOCUMENTS)]),
)
"""Parts of results whose words the exchange can read."""
RESULTS_TO_CHECK = Statement(
    select(result.c.id)
    .where(
        result.c.status == fixed(ResultStatus.ON_CHECK),
        result.c.checked == fixed(0),
        result.c.id > bindparam("after"),
        exists(select(_PART.kind).where(_PART.result_id == result.c.id, READABLE)),
    )
    .order_by(result.c.id)
    .limit(bindparam("most")),
    int,
)
ARTICLES_TO_CHECK = Statement(
    select(article.c.id)
    .where(
        article.c.state == fixed(ArticleState.MODERATION),
        article.c.unq == fixed(UNMEASURED),
        article.c.unq_shin == fixed(UNMEASURED),
        article.c.id > bindparam("after"),
    )
    .order_by(article.c.id)
    .limit(bindparam("most")),
    int,
)
READABLE_PARTS = Statement(
    select(_PART.kind, _PART.content, _PART.key, _PART.name, _PART.content_type)
    .where(_PART.result_id == bindparam("result_id"), READABLE)
    .order_by(_PART.kind)
)
RESULTS_OF_ORDER = Statement(select(result.c.id).where(result.c.order_id == bindparam("order_id")), int)

# What was found.

_THIS = (text_check.c.kind == bindparam("of_kind"), text_check.c.subject_id == bindparam("subject"))
CHECK = Statement(select_into(Checked, text_check).where(*_THIS), Checked)
FORGET_CHECK = Statement(delete(text_check).where(*_THIS))
PUT_CHECK = put_into(text_check, "kind", "subject_id", "checked_at", "checker", "unq", "unq_shin", "report")
_OF_ORDER = select(result.c.id).where(result.c.order_id == bindparam("order_id"))
FORGET_CHECKS_OF_ORDER = Statement(
    delete(text_check).where(
        text_check.c.kind == _word(Kind.RESULT),
        text_check.c.subject_id.in_(_OF_ORDER),
    )
)

# What the corpus holds.

ANYBODY = Statement(select(person.c.id).limit(fixed(1)))
TOKEN = Statement(select(corpus.c.token).where(corpus.c.id == fixed(1)), str)
PUT_TOKEN = insert_or_skip(corpus, ["id", "token"], ["id"])
FORGET_TOKEN = Statement(delete(corpus))
FORGET_TEXTS = Statement(delete(corpus_text))


def _all_of(kind: Kind, source: ColumnElement[int], *where: ColumnElement[bool]) -> Statement[Row]:
    rows = select(_word(kind), source, fixed(1)).where(*where)

    def clause(engine: Engine) -> ClauseElement:
        # what is accepted at this very moment may be there already
        put = insert_on(engine, corpus_text).from_select(["kind", "subject_id", "wanted"], rows)
        filled: ClauseElement = put.on_conflict_do_nothing()
        return filled

    return Statement(clause)


FILL = (
    _all_of(
        Kind.RESULT,
        result.c.id,
        result.c.status == fixed(ResultStatus.ACCEPTED),
        exists(select(_PART.kind).where(_PART.result_id == result.c.id, READABLE)),
    ),
    _all_of(
        Kind.ARTICLE,
        article.c.id,
        article.c.state.in_([fixed(each) for each in (ArticleState.ON_SALE, ArticleState.SOLD, ArticleState.ARCHIVED)]),
    ),
)
"""Everything that belongs into the corpus, into an empty table."""
START_TEXT = insert_or_skip(corpus_text, ["kind", "subject_id", "wanted", "changed"], ["kind", "subject_id"])
COUNT_ON = Statement(
    update(corpus_text)
    .where(corpus_text.c.kind == bindparam("of_kind"), corpus_text.c.subject_id == bindparam("subject"))
    .values(wanted=bindparam("now_wanted"), changed=corpus_text.c.changed + fixed(1))
)
_UNSETTLED = corpus_text.c.settled < corpus_text.c.changed
CHANGES = Statement(
    select_into(Change, corpus_text)
    .where(_UNSETTLED)
    .order_by(corpus_text.c.kind, corpus_text.c.subject_id)
    .limit(bindparam("most")),
    Change,
)
STANDING = Statement(
    select(corpus_text.c.kind, func.count(), func.sum(case((_UNSETTLED, fixed(1)), else_=fixed(0))))
    .group_by(corpus_text.c.kind)
    .order_by(corpus_text.c.kind)
)
"""How many texts of each kind belong into the corpus, and how many of them are still to join or to leave it."""
_AS_READ = (
    corpus_text.c.kind == bindparam("of_kind"),
    corpus_text.c.subject_id == bindparam("subject"),
    corpus_text.c.changed == bindparam("as_changed"),
    exists(select(corpus.c.id).where(corpus.c.token == bindparam("token"))),
)
SETTLE = Statement(update(corpus_text).where(*_AS_READ).values(settled=corpus_text.c.changed))
FORGET_TEXT = Statement(delete(corpus_text).where(*_AS_READ, corpus_text.c.wanted == fixed(0)))
