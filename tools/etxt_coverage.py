"""Writes docs/en/etxt-coverage.md: each method of eTXT's API, its client call, its place in the exchange, and what is known of it.

Usage: .venv/bin/python tools/etxt_coverage.py           writes the table
       .venv/bin/python tools/etxt_coverage.py --check   exits 1 when the table is not current

Everything but the grades and the decisions, which are declared here and nowhere else, comes from the declarations
(etxt_api.operations), the registry of the dialect and the conformance tests.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from birzha.dialects.etxt.methods import HANDLERS
from birzha_client.operation import Caller, Effect, Operation
from etxt_api.operations import OPERATIONS

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "en" / "etxt-coverage.md"
TESTS = ROOT / "tests" / "conformance" / "etxt"

OBSERVED, INFERRED, OURS = "observed", "inferred", "decided by us"
DOCUMENTED = "documented"

GRADES = {
    "categories.listCategories": OBSERVED,
    "tasks.saveTask": OBSERVED,
    "tasks.listTasks": OBSERVED,
    "tasks.getResults": OBSERVED,
    "tasks.paidTask": OBSERVED,
    "tasks.cancelTask": OBSERVED,
    "tasks.failTask": OBSERVED,
    "users.getUser": OBSERVED,
    "users.getBalance": OBSERVED,
    "articles.getList": OBSERVED,
    "users.getNote": INFERRED,
    "users.getUserBW": INFERRED,
    "users.getWorks": INFERRED,
    "users.getReports": OURS,
    "tasks_archive.getResults": OURS,
    "articles_archive.getList": OURS,
    "diff.compareText": OURS,
}
"""How well the layout of an answer is known, where it is not by the documentation's list of fields alone."""

DECIDED = {
    "folders.listFolders": "`last` marks the last sibling",
    "folders.moveToFolder": "unknown ids are passed over; micro-jobs, which are not here: `no_object`",
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
    "tasks.setNote": "without money: `no_money` (A8); a bid with terms of its own: `no_access`, see kwork.md",
    "tasks.paidTask": "a batch is done in part (A31)",
    "tasks.cancelTask": "a batch is done in part (A31); rework takes three days at least (A16)",
    "tasks.getResults": "one list with `files.file` and `files.text` (A7)",
    "tasks.deleteTask": "a batch is done in part (A31)",
    "tasks.extraPaid": "states 2, 3 and 4; the limit is per call (A24)",
    "tasks.failTask": "the penalty applies now (A18)",
    "tasks.copyTask": "a deadline that cannot be falls back to the default (A11); `timeline` counts beside `deadline` only",
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
    "diff.compareText": "words of `text` in passages of 3 that `source` has too, also moved ones; whole percent, our markup (A32)",
    "correction.add": "free (A39); sooner than in a day counts as in a day, `timeline` beside `deadline` only; taken in our own API",
    "correction.import": "a copy of text or file, with title and folder of its order; `a_task` takes the accepted result",
    "messages.getList": "HTML, without tags of its own: what people wrote in it is escaped",
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

All {all} documented methods are answered by the exchange, and the client has them all.

- **effect**: what a call does, and so whether the client may send it twice; `unsafe` calls are not repeated when their answer
  is lost.
- **server**: the module of `birzha.dialects.etxt.methods` that answers it.
- **evidence** for the layout of the answer. *documented*: its fields stand in the service's documentation; *observed*: public
  programs read such answers too; *inferred*: the documentation lists fields and does not say what holds them; *decided by us*: its
  fields hang together in a way that nothing public settles. No live service was ever asked.
- **decided here**: what nothing public settles, and where this exchange deviates.
- **tests**: how many test functions of `tests/conformance/etxt/` assert something about the method's answers (in brackets, how many
  of them in all twelve faces of the wire: both styles of numbers, both of lists, by GET, as a form and as multipart); *matrix*: by
  every kind of caller upon own, foreign and missing objects; *refusals*: with bad values of every parameter. They send raw bytes
  and use no client of ours.

"""


def render() -> str:
    """The whole document."""
    tests = proofs()
    lines = [HEAD.format(all=len(OPERATIONS))]
    group = ""
    for operation in OPERATIONS.values():
        if operation.group != group:
            group = operation.group
            lines.append(
                f"\n## {group}\n\n| method | client | effect | for | server | evidence | decided here | tests |"
            )
            lines.append("|---|---|---|---|---|---|---|---|")
        lines.append(_row(operation, tests[operation.name]))
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _row(operation: Operation, proof: "Proof") -> str:
    effects = {operation.effect, *operation.effects_when.values()}
    cells = [
        f"`{operation.name}`",
        f"`{operation.group}.{_snake(operation.verb)}`",
        " or ".join(EFFECTS[each] for each in Effect if each in effects),
        CALLERS[operation.caller],
        f"`{HANDLERS[operation.name].__module__.rpartition('.')[2]}`",
        GRADES.get(operation.name, DOCUMENTED),
        DECIDED.get(operation.name, ""),
        str(proof),
    ]
    return f"| {' | '.join(cells)} |"


def _snake(verb: str) -> str:
    """The client's name of a method, as :mod:`etxt_api` makes it."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", verb).lower()
    return f"{name}_" if name == "import" else name


@dataclass(slots=True)
class Proof:
    """What stands for a method in the conformance suite.

    Args:
        functions: test functions that assert something about its answers.
        faces: how many of them do so in every face of the wire.
        tables: other tables in which it has a row.
    """

    functions: int = 0
    faces: int = 0
    tables: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join([f"{self.functions} ({self.faces})", *self.tables])


def proofs() -> dict[str, Proof]:
    """What stands for each method in the conformance suite."""
    found = {name: Proof() for name in OPERATIONS}
    for path in sorted(TESTS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for methods in _asserted(tree):
            for method in methods:
                found[method].functions += 1
                found[method].faces += path.parent.name == "faces"
        table = {"rows": "matrix"}.get(path.stem, "refusals" if "refusals" in path.stem else "")
        for method in _rows(tree, {"matrix": "ROWS", "refusals": "CASES"}.get(table, "")):
            found[method].tables.append(table)
    return found


def _asserted(tree: ast.Module) -> Iterator[set[str]]:
    """For each test function the methods about whose answers it asserts something; a call alone is none.

    Whoever awaits nothing has no answer: such a test only speaks of methods.
    """
    helpers = [each for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    by_name = {each.name: _methods(each) for each in helpers if not each.name.startswith("test_")}
    for function in helpers:
        if not function.name.startswith("test_"):
            continue
        known, asserted = dict(by_name), set()
        if isinstance(function, ast.FunctionDef):
            yield set()
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Assign | ast.FunctionDef | ast.AsyncFunctionDef) and node is not function:
                names = [node.name] if not isinstance(node, ast.Assign) else _names(ast.Tuple(node.targets))
                for name in names:
                    known[name] = known.get(name, set()) | _methods(node)
        for node in ast.walk(function):
            if isinstance(node, ast.Assert):
                asserted |= _methods(node).union(*(known.get(name, set()) for name in _names(node)))
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "check":
                asserted |= _methods(node.args[0])
        yield asserted


def _methods(node: ast.AST) -> set[str]:
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value in OPERATIONS
    }


def _names(node: ast.AST) -> list[str]:
    return [each.id for each in ast.walk(node) if isinstance(each, ast.Name)]


def _rows(tree: ast.Module, name: str) -> Iterator[str]:
    """The methods that have a row in the table of that name."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and _names(node.targets[0]) == [name] and isinstance(node.value, ast.Dict):
            yield from (str(each.value) for each in node.value.keys if isinstance(each, ast.Constant))


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
