"""git, as the release tools call it: one place for the call, for the forge's token and for what goes wrong."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Refused(SystemExit):
    """What the person who called reads: what happened, and what to do next. Ends the program with 1."""

    def __init__(self, *lines: str) -> None:
        super().__init__(1)
        self.text = "\n".join(lines)


def tell(*lines: str) -> None:
    """Say something to whoever looks on, and keep the standard output for what a program reads."""
    print(*lines, sep="\n", file=sys.stderr, flush=True)


def git(*arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What git printed.

    Raises:
        Refused: git said no; its own words are told.
    """
    told = subprocess.run(
        ["git", *arguments], cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise Refused(f"git {arguments[0]}: {told.stderr.strip() or told.stdout.strip()}")
    return told.stdout.rstrip("\n")


def answers(*arguments: str, cwd: Path | None = None) -> str | None:
    """What git printed, or None where it said no."""
    try:
        return git(*arguments, cwd=cwd)
    except Refused:
        return None


def authorised() -> Mapping[str, str]:
    """The environment in which git shows the forge's token to the forge.

    The token comes from the variable FORGE_TOKEN and goes to git by its environment: never in an address or an argument, which
    other processes can read and logs repeat. Without the variable git uses what the person has set up.
    """
    token = os.environ.get("FORGE_TOKEN")
    if not token:
        return {}
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "http.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
        "GIT_TERMINAL_PROMPT": "0",
    }


def messages(span: str, *, cwd: Path | None = None) -> Iterator[tuple[str, str]]:
    """The commits of a range that are no merges, the newest first: the short name and the whole message of each."""
    for entry in git("log", "--no-merges", "--format=%h%x1f%B%x1e", span, cwd=cwd).split("\x1e"):
        name, _, message = entry.strip("\n").partition("\x1f")
        if name:
            yield name, message.strip()


def last_tag(cwd: Path | None = None) -> str | None:
    """The newest tag of a version that HEAD descends from."""
    return answers("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD", cwd=cwd)


def run(main: object) -> None:
    """Call a tool's main function, and tell a refusal where errors are told."""
    try:
        main()  # type: ignore[operator]  # each tool hands in its own main
    except Refused as refused:
        tell(refused.text)
        raise
