"""Who may do what to whose: each method by each kind of caller upon their own, somebody else's and no object.

A row says which parameter names an object and which one it is. What each caller gets follows from whom the documentation lets call
the method; where it does not, the row says so. Whatever is refused changes nothing.
"""

from dataclasses import dataclass, field

import pytest

from birzha.dialects.etxt.registry import HANDLERS
from birzha_client.operation import Caller, Effect
from etxt_api.operations import OPERATIONS

OK, NO, NA = "ok", "no_object", "no_access"
NO_KEY = "Настройки пользователя для работы с API не верны"
MISSING = "999999"
PRAISE = "Спокойно работает, сдаёт раньше срока и вежливо отвечает на вопросы. Советую!"
LONG = "Текст, в котором никак не меньше тридцати знаков."

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One method.

    Args:
        names: the parameter that names an object; empty: the method is about the caller's own things alone.
        mine: the customer's object, a name of the crowd.
        theirs: the other customer's.
        more: the other parameters of a good call.
        owner: what the customer gets for their own, somebody else's and a missing object.
        party: what the performer of the customer's orders gets for the same three.
        stranger: what a customer gets who has nothing.
    """

    names: str = ""
    mine: str = ""
    theirs: str = ""
    more: dict[str, str] = field(default_factory=dict)
    owner: Cells = (OK, NO, NO)
    party: Cells = (NA, NA, NA)
    stranger: Cells = (NO, NO, NO)


def own(names: str, what: str, **more: str) -> Row:
    """A method upon a customer's own object: for others there is no such object, and performers may not call it at all."""
    return Row(names, what, f"their_{what}", more)


def anybodys(names: str, what: str, **more: str) -> Row:
    """A method upon one's own object that performers may call as well: to them it is not theirs."""
    return Row(names, what, f"their_{what}", more, party=(NO, NO, NO))


def people(names: str = "id", mine: str = "performer", theirs: str = "second", **more: str) -> Row:
    """A method about people: anybody may ask about anybody."""
    return Row(names, mine, theirs, more, (OK, OK, NO), (OK, OK, NO), (OK, OK, NO))


def alone(owner: str = OK, party: str = OK, stranger: str = OK, **more: str) -> Row:
    """A method about the caller alone."""
    return Row("", "", "", more, (owner,), (party,), (stranger,))


ROWS = {
    "categories.listCategories": alone(),
    "options.getLangs": alone(),
    "folders.listFolders": alone(party=NO, stranger=NO),
    "folders.addFolder": anybodys("id_parent", "folder", name="b"),
    "folders.moveToFolder": anybodys("ids", "draft", id_folder="{folder}", type="task"),
    "users.getList": alone(),
    "users.getUser": people(),
    "users.getWorks": people(),
    "users.getBalance": alone(),
    "users.getStats": anybodys("id_folder", "paid_folder"),
    "users.getBW": anybodys("id_group", "listed_group"),
    "users.getNote": Row("id", "performer", "second", {}, (OK, NO, NO), (NO, NO, NO), (NO, NO, NO)),
    "users.setNote": people(text="Аккуратен"),
    "users.getReports": people(),
    "users.setReport": Row(
        "id_user", "performer", "second", {"text": PRAISE}, (OK, NA, NO), (NA, NA, NO), (NA, NA, NO)
    ),
    "users.getUserBW": people(),
    "users.setUserBW": Row(
        "id", "performer", "second", {"type": "whiteList"}, (OK, OK, NO), (NA, OK, NO), (OK, OK, NO)
    ),
    "bwgroups.listGroups": alone(party=NO, stranger=NO),
    "bwgroups.saveGroup": anybodys("id", "group", name="b"),
    "bwgroups.deleteGroup": anybodys("id", "group"),
    "bwgroups.updateGroup": Row("id_user", "performer", "second", {}, (OK, NO, NO), (NO, NO, NO), (NO, NO, NO)),
    "tasks.listTasks": own("id", "draft"),
    "tasks.setClientComment": own("id", "draft", text="a"),
    "tasks.viewNotes": own("id", "waiting"),
    "tasks.viewNotesAll": alone(party=NA, stranger=NO),
    "tasks.setNote": own("id", "bid"),
    "tasks.unsetNote": own("id", "bid"),
    "tasks.paidTask": own("id", "checked"),
    "tasks.cancelTask": own("id", "checked", text="Переделать."),
    "tasks.getResults": own("id", "checked"),
    "tasks.deleteTask": own("id", "draft"),
    "tasks.extraPaid": own("id", "working", count="1"),
    "tasks.saveTask": own("id", "draft", title="О пении"),
    "tasks.failTask": own("id", "overdue"),
    "tasks.copyTask": own("id", "done"),
    "tasks.setDeadline": own("id", "draft", deadline="01.02.2024"),
    "tasks.saveComment": Row("id", "working", "their_working", {"text": "a"}, party=(OK, NO, NO)),
    "tasks.sendNoteFail": own("id", "checked", text="a"),
    "tasks_archive.listTasks": own("id", "archived"),
    "tasks_archive.getResults": own("id", "archived"),
    "articles.getList": Row("id", "article", "their_article", {}, (OK, OK, NO), (OK, OK, NO), (OK, OK, NO)),
    "articles.buy": Row("id", "article", "their_bought", {}, (OK, NO, NO), (NA, NA, NA), ("no_money", NO, NO)),
    "articles.getText": own("id", "bought"),
    "articles.download": own("id", "bought"),
    "articles_archive.getList": own("id_user", "author"),
    "articles_archive.getText": own("id", "put_away"),
    "articles_archive.download": own("id", "put_away"),
    "correction.add": anybodys("id_folder", "folder", title="a", text="a"),
    "correction.import": anybodys("id_object", "bought", type="article"),
    "messages.getList": alone(stranger=NO),
    "messages.setRead": anybodys("ids", "message"),
    "messages.setDelete": anybodys("ids", "message"),
    "messages.readPrivate": Row("id_user", "performer", "second", {}, (OK, NO, NO), (NO, NO, NO), (NO, NO, NO)),
    "messages.getCountUnread": alone(),
    "messages.writePrivate": Row(
        "id_user", "performer", "second", {"text": "a"}, (OK, OK, NO), (NA, NA, NA), (NA, NA, NA)
    ),
    "diff.compareText": alone(source=LONG, text=LONG),
    "rating.listTasksFails": own("id_task", "failed"),
    "rating.ratingUserBack": Row(
        "id_task", "failed", "their_failed", {"id_user": "{performer}"}, (OK, NO, NO), (NA, NA, NA), (NO, NO, NO)
    ),
}
BY_RATING = {"messages.writePrivate"}
"""Methods that the documentation opens to anybody with a rating above 10 000, which the performer has not."""
CALLERS = {"owner": "customer", "party": "performer", "stranger": "stranger"}


def test_every_method_has_its_row():
    """A method without a row fails here."""
    assert set(ROWS) == set(HANDLERS)


def test_rows_agree_with_the_documentation():
    """Performers get no_access from exactly those methods that the documentation keeps for customers."""
    for method, row in ROWS.items():
        closed = OPERATIONS[method].caller is Caller.CUSTOMER or method in BY_RATING
        assert (set(row.party) == {NA}) is closed, method


def cells(row):
    """Caller, parameters and outcome of each cell of a row."""
    objects = (f"{{{row.mine}}}", f"{{{row.theirs}}}", MISSING) if row.names else ("",)
    for caller, login in CALLERS.items():
        for named, outcome in zip(objects, getattr(row, caller), strict=True):
            yield login, {**row.more, **({row.names: named} if row.names else {})}, outcome


def filled(params, ids):
    return {name: value.format(**ids) for name, value in params.items()}


async def answered(stage, login, method, params):
    """The outcome of a call: ok, or the code."""
    answer = await stage.people[login].client.post(method, **params)
    return answer.get("error", OK) if isinstance(answer, dict) else OK


@pytest.mark.parametrize("method", HANDLERS)
async def test_what_each_caller_gets(method, crowd, shut_out):
    """Each cell has its outcome; a refused call changes no row, and one that reads changes none either."""
    row, wrong = ROWS[method], []
    reads = OPERATIONS[method].effect is Effect.READ
    async with crowd.copies.copy() as stage:
        before = await stage.dump()
        for login, params, outcome in cells(row):
            if outcome == OK and not reads:
                continue
            found = await answered(stage, login, method, filled(params, crowd.ids))
            if found != outcome or await stage.dump() != before:
                wrong.append((login, params, outcome, found))
                before = await stage.dump()
    for login, params, outcome in cells(row):
        if outcome == OK and not reads:
            async with crowd.copies.copy() as stage:
                before = await stage.dump()
                found = await answered(stage, login, method, filled(params, crowd.ids))
                if found != OK or await stage.dump() == before:
                    wrong.append((login, params, OK, found))
    assert not wrong


@pytest.mark.parametrize("method", HANDLERS)
async def test_who_may_not_call_at_all(method, crowd, shut_out):
    """Shut out, without a role, or with an unknown key: refused whatever the object, and nothing changes."""
    async with crowd.copies.copy() as stage:
        await shut_out(stage)
        before = await stage.dump()
        for _, params, _ in list(cells(ROWS[method]))[:3]:
            values = filled(params, crowd.ids)
            for login in ("customer", "nobody"):
                assert await answered(stage, login, method, values) == NA, (login, params)
            stage.stranger.client.token = "f" * 32
            body = "&".join(f"{name}={value}" for name, value in values.items()).encode()
            assert (await stage.stranger.client.posted(method, body)).body.decode() == NO_KEY
        assert await stage.dump() == before
