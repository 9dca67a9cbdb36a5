"""Are these commits written so that the next version and the changelog can be made from them?

Usage: python -m tools.release.commits                  those that the remote branch does not have, or all since the last tag
       python -m tools.release.commits --since REF      those since a tag, a branch or a commit
       python -m tools.release.commits --message FILE   one message that is being written (the hook commit-msg)

The messages are read by the parser that releases them, python-semantic-release's, with the settings of pyproject.toml; what it
takes too lightly (an unknown scope, a breaking change that it would not see) is checked here.
"""

import argparse
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from semantic_release.commit_parser import ConventionalCommitParser
from semantic_release.commit_parser.conventional import ConventionalCommitParserOptions
from tools.release.git import ROOT, Refused, answers, last_tag, messages, run, tell

LONGEST = 140
"""Letters of a first line."""

OTHER_SCOPES = frozenset(
    {"bench", "ci", "container", "deps", "docs", "examples", "locks", "packages", "pages", "release"}
) | {
    "site",
    "testing",
    "tools",
    "wheels",
}
"""What has no folder of its own among the packages and the tests."""

CHECK = "tools/release/commits.py"
"""This file. What was written before it came is as it is."""

SCISSORS = re.compile(r"^# -+ >8 -+$.*", re.MULTILINE | re.DOTALL)
"""Where git's template shows the change itself, which is no part of the message."""

UNSEEN = re.compile(r"^(?!(?-i:BREAKING[ -]CHANGE): *\S)breaking[ -]changes?\b", re.IGNORECASE | re.MULTILINE)
"""A line that means to tell of a breaking change, and that the parser does not see."""

FORM = """Write:  type(scope): what the change does for whoever uses it
        (blank line)
        why, if that needs saying
  types   {types}
  breaks  "!" before the colon, or a last paragraph "BREAKING CHANGE: what breaks and what to do instead"
  scopes  {scopes}; or none
Change the last message with: git commit --amend; older ones that are not pushed: git rebase -i BASE, then "reword"."""


@cache
def parser() -> ConventionalCommitParser:
    """The parser that will read the messages at the release."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["semantic_release"]
    return ConventionalCommitParser(ConventionalCommitParserOptions(**settings.get("commit_parser_options", {})))


@cache
def scopes() -> frozenset[str]:
    """What a change may be about: a package, a folder or module of the exchange, a dialect, a folder of tests, and a few more."""
    exchange = ROOT / "packages" / "birzha" / "src" / "birzha"
    places = [
        *(ROOT / "packages").iterdir(),
        *exchange.iterdir(),
        *(exchange / "dialects").iterdir(),
        *(ROOT / "tests").iterdir(),
    ]
    named = (place for place in places if not place.name.startswith(("_", ".")) and place.suffix in {"", ".py"})
    return OTHER_SCOPES | {place.stem for place in named}


def faults(message: str) -> Iterator[str]:
    """What is wrong with a message, a sentence each."""
    first, _, rest = message.partition("\n")
    if first.startswith(("fixup!", "squash!", "amend!")):
        yield "it waits to be joined with another: git rebase -i --autosquash BASE"
        return
    parsed = parser().parse_message(message)
    if parsed is None:
        yield unparsed(first)
        return
    if ")" in parsed.scope:
        yield "it tells of two changes, of which a release sees one; make two commits"
    else:
        unknown = [scope for scope in re.split(r", ?", parsed.scope) if scope and scope not in scopes()]
        yield from (f'nothing here is called "{scope}"' for scope in unknown)
    if len(first) > LONGEST:
        yield f"the first line has {len(first)} letters, at most {LONGEST} fit"
    if first.endswith("."):
        yield "the first line ends with a full stop"
    if rest and not rest.startswith("\n"):
        yield "the second line is not blank, so that all below the first line is lost"
    if UNSEEN.search(rest):
        yield 'a breaking change is told of in a way that no program sees; it begins a paragraph with "BREAKING CHANGE: "'


def unparsed(first: str) -> str:
    """Why the parser does not know a first line."""
    options = parser().options
    head = re.match(r"(?P<type>[^\s:(!]+)(?P<scope>\([^)]*\))?!?(?P<colon>:)?(?P<text>.*)", first)
    if head is None or not head["colon"]:
        return 'it does not begin with "type: " or "type(scope): "'
    if head["type"] not in options.allowed_tags:
        return f'"{head["type"]}" is no type that is known here'
    if not head["text"].strip():
        return "nothing stands after the colon"
    return (
        "a blank is missing after the colon"
        if not head["text"].startswith(" ")
        else "the scope's brackets are not right"
    )


def form() -> str:
    """How a message is written."""
    options = parser().options
    kinds = [
        f"{' '.join(options.minor_tags)} (the middle number)",
        f"{' '.join(options.patch_tags)} (the last number)",
        f"{' '.join(options.other_allowed_tags)} (no new version)",
    ]
    return FORM.format(types=" · ".join(kinds), scopes=", ".join(sorted(scopes())))


def base(since: str | None) -> str | None:
    """The commit after which the check begins: before the first version, the one that brought this check; None: at the very first."""
    if since and set(since) != {"0"} and answers("cat-file", "-e", f"{since}^{{commit}}") is not None:
        return since
    upstream = None if since else answers("rev-parse", "--abbrev-ref", "@{upstream}")
    return upstream or last_tag() or answers("log", "--diff-filter=A", "--format=%h", "-1", "--", CHECK)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Checks commit messages.")
    what = options.add_mutually_exclusive_group()
    what.add_argument(
        "--since", metavar="REF", help="a tag, branch or commit; one that is not known here: since the last tag"
    )
    what.add_argument("--message", type=Path, metavar="FILE", help="a message that is being written")
    asked = options.parse_args()
    if asked.message:
        text = SCISSORS.sub("", asked.message.read_text(encoding="utf-8"))
        text = "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
        checked = [("This message", text)] if text and not text.startswith("Merge ") else []
        span = "the message"
    else:
        start = base(asked.since)
        span = f"{start}..HEAD" if start else "HEAD"
        checked = list(messages(span))
    wrong = [f'{name} "{message.splitlines()[0]}": {fault}.' for name, message in checked for fault in faults(message)]
    if wrong:
        raise Refused(*wrong, "", form())
    tell(f"Commits: {len(checked)} checked ({span}), all as they should be.")


if __name__ == "__main__":
    run(main)
