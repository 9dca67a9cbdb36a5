"""Each method's row: which parameter names an object, which one it is, and what each kind of caller gets for it.

What a caller gets follows from whom the documentation lets call the method; where it does not, the row says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

OK, NO, NA = "ok", "no_object", "no_access"
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


def filled(params: dict[str, str], ids: Mapping[str, str]) -> dict[str, str]:
    """Parameters with the crowd's ids in the place of the words in braces."""
    return {name: value.format(**ids) for name, value in params.items()}
