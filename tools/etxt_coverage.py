"""Writes docs/etxt-coverage.md: each method of eTXT's API, its client call, its place in the exchange, and what is known of it.

Usage: .venv/bin/python tools/etxt_coverage.py           writes the table
       .venv/bin/python tools/etxt_coverage.py --check   exits 1 when the table is not current

Everything but the grades comes from the declarations (etxt_api.operations), the registry of the dialect and the conformance tests.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from birzha.dialects.etxt.methods import HANDLERS
from birzha_client.operation import Caller, Effect, Operation
from etxt_api.operations import OPERATIONS

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "etxt-coverage.md"
TESTS = ROOT / "tests" / "conformance" / "etxt"

OBSERVED = frozenset(
    [
        "categories.listCategories",
        "tasks.saveTask",
        "tasks.listTasks",
        "tasks.getResults",
        "tasks.paidTask",
        "tasks.cancelTask",
        "tasks.failTask",
        "users.getUser",
        "users.getBalance",
        "articles.getList",
    ]
)
"""Methods whose answers public programs read, so that their shape is known from code and not from the documentation alone."""

DECIDED = {
    "folders.listFolders": "`last` marks the last sibling",
    "folders.moveToFolder": "unknown ids are passed over; kinds that are not here yet: `no_object`",
    "users.getList": "by id, since the order is not stated",
    "users.getUser": "a list of one (A6); `works` as in getWorks, `categories` and `langs` as ids",
    "users.getStats": "sums in roubles with two decimals (A12), newest first",
    "users.getBW": "newest first; a group without its subgroups, 0: those in none; one tree of groups for both lists (A38)",
    "users.setNote": "an empty text takes the note away",
    "users.getReports": "two maps, each of lists by the author's id; newest first",
    "users.setReport": "takes `id` for `id_user`; an edit after an hour: `no_access` (A28); an edit without `rate` keeps it",
    "users.setUserBW": "oneself: `no_access`; nobody is on both lists",
    "users.getBalance": "`date` is unixtime (A23); money on hold is not available",
    "tasks.listTasks": "newest first; a failed order keeps status 5 (A17)",
    "tasks.saveTask": "a draft unless `public=1` (A9); takes `id_level` and `auto_level` besides (A21)",
    "tasks.setNote": "without money: `no_money` (A8)",
    "tasks.paidTask": "a batch is done in part (A31)",
    "tasks.cancelTask": "a batch is done in part (A31); rework takes three days at least (A16)",
    "tasks.getResults": "one list with `files.file` and `files.text` (A7)",
    "tasks.deleteTask": "a batch is done in part (A31)",
    "tasks.extraPaid": "states 2, 3 and 4; the limit is per call (A24)",
    "tasks.failTask": "the penalty applies now (A18)",
    "tasks.copyTask": "a deadline that cannot be falls back to the default (A11)",
    "tasks.setDeadline": "not before the former one in states 2 and 5 (A22); `deadline` is unixtime (A23)",
    "tasks.saveComment": "a hidden comment is for the two parties",
    "tasks_archive.listTasks": "30 days after acceptance or by hand (A26); `price` is the full price (A12); by `date_archive`",
    "tasks_archive.getResults": "`check` is an object of the figures that were measured, and of `auto_check_date` (A34)",
    "articles.getList": "`order` without `sort` is not applied, `sort` without `order`: the greatest first; prices with the fee",
    "articles.buy": "one's own: `no_access`; without money: `no_money` (A8)",
    "articles.getText": "a batch is answered in part (A31), in the order asked for",
    "articles.download": "a batch in part (A31); the link works for a day; 256 MB of images at most: `max_limit`",
    "articles_archive.getList": "by the moment of archiving; a plain `description`; `quality`: an object of the three marks (A34)",
    "articles_archive.getText": "a batch is answered in part (A31), in the order asked for",
    "articles_archive.download": "as articles.download",
    "diff.compareText": "by pairs of neighbouring words, in order, until the text library lands; whole percent, our markup (A32)",
    "correction.add": "free (A39); sooner than a day from now counts as a day from now; correctors take jobs in our own API",
    "correction.import": "a copy of text or file, with title and folder of its order; `a_task` takes the accepted result",
    "messages.setRead": "ids that are not unread are passed over",
    "messages.setDelete": "ids that are not unread are passed over",
    "messages.readPrivate": "newest first; what `unread=1` shows has `reads` 0, as it was",
    "messages.getCountUnread": "authors by id; nothing unread: `count` 0 and no `users`",
    "messages.writePrivate": "too soon: `is_timeout` (A28); to oneself or when black-listed by the other: `no_access`",
    "bwgroups.saveGroup": "a circle: `no_params`; without `id_parent` a group goes to the root",
    "bwgroups.deleteGroup": "whoever was in the groups stays on the list, in none",
    "rating.ratingUserBack": "once; a second time: `no_access`",
}
"""What this exchange decided where nothing public settles it; numbers are those of the decisions in the reference, §10."""

EFFECTS = {Effect.READ: "read", Effect.IDEMPOTENT: "idempotent", Effect.UNSAFE: "unsafe"}
CALLERS = {Caller.ANYONE: "anyone", Caller.CUSTOMER: "customer", Caller.PARTY: "customer or performer"}

HEAD = """# Methods of eTXT's API

<!-- Written by `.venv/bin/python tools/etxt_coverage.py`; do not edit by hand. -->

{here} of {all} methods are answered by the exchange; the client has all {all}. A method that is not here yet answers
`{{"error": "not_yet"}}` with HTTP 200, whatever its parameters.

- **effect**: what a call does, and so whether the client may send it twice; `unsafe` calls are not repeated when their answer
  is lost.
- **evidence**: *documented*: parameters and fields stand in the service's documentation; *observed*: public programs read such
  answers, so their shape is known from code too. No live service was ever asked.
- **decided here**: what nothing public settles.
- **tests**: files of `tests/conformance/etxt/` that name the method; they send raw bytes and use no client of ours.

"""


def render() -> str:
    """The whole document."""
    tests = dict(_mentions())
    lines = [HEAD.format(here=len(HANDLERS), all=len(OPERATIONS))]
    group = ""
    for operation in OPERATIONS.values():
        if operation.group != group:
            group = operation.group
            lines.append(
                f"\n## {group}\n\n| method | client | effect | for | server | evidence | decided here | tests |"
            )
            lines.append("|---|---|---|---|---|---|---|---|")
        lines.append(_row(operation, tests))
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _row(operation: Operation, tests: dict[str, set[str]]) -> str:
    here = operation.name in HANDLERS
    effects = {operation.effect, *operation.effects_when.values()}
    cells = [
        f"`{operation.name}`",
        f"`{operation.group}.{_snake(operation.verb)}`",
        " or ".join(EFFECTS[each] for each in Effect if each in effects),
        CALLERS[operation.caller],
        "answered" if here else "not yet",
        "observed" if operation.name in OBSERVED else "documented",
        DECIDED.get(operation.name, "") if here else "",
        ", ".join(sorted(name for name, methods in tests.items() if operation.name in methods)),
    ]
    return f"| {' | '.join(cells)} |"


def _snake(verb: str) -> str:
    """The client's name of a method, as :mod:`etxt_api` makes it."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", verb).lower()
    return f"{name}_" if name == "import" else name


def _mentions() -> Iterator[tuple[str, set[str]]]:
    """For each test file the methods that its texts name."""
    for path in sorted(TESTS.glob("test_*.py")):
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        words = {word for text in texts for word in text.split()}
        yield path.stem.removeprefix("test_"), words & set(OPERATIONS)


def main(arguments: list[str]) -> int:
    """Write the table, or say whether it is current."""
    text = render()
    if arguments == ["--check"]:
        current = TABLE.exists() and TABLE.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write(f"{TABLE.relative_to(ROOT)} is not current: run .venv/bin/python tools/etxt_coverage.py\n")
        return 0 if current else 1
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
