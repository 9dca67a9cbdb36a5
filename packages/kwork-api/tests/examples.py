"""Reads the examples of a page and runs them, with ``asyncio`` as they stand and, without ``await``, in plain code."""

import asyncio
import contextlib
import io
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BLOCKS = re.compile(r"^## (.+?)\n\n```python\n(.+?)```\n\n```text\n(.*?)```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {
    name: (code, printed)
    for name, code, printed in BLOCKS.findall(Path(__file__).with_name("examples.md").read_text("utf-8"))
}
"""Code and what it prints against the double, by the heading over it."""


def run_with_asyncio(code: str, kind: Any, credentials: Mapping[str, Any], names: Mapping[str, Any]) -> str:
    """Run an example; gives what it printed.

    Args:
        code: its body.
        kind: the client class.
        credentials: of the session that its ``client`` has.
        names: what else it may use.
    """
    held = dict(names)
    exec(compile("async def example(client):\n" + textwrap.indent(code, "    "), "example", "exec"), held)

    async def run() -> None:
        async with kind(**credentials) as client:
            await held["example"](client)

    with contextlib.redirect_stdout(io.StringIO()) as out:
        asyncio.run(run())
    return out.getvalue()


def run_with_threads(code: str, kind: Any, credentials: Mapping[str, Any], names: Mapping[str, Any]) -> str:
    """The same without ``await``, on the client for threads."""
    with contextlib.redirect_stdout(io.StringIO()) as out, kind(**credentials) as client:
        exec(compile(synchronous(code), "example", "exec"), {**names, "client": client})
    return out.getvalue()


def synchronous(code: str) -> str:
    """An example as plain code has it."""
    plain = re.sub(r"\b(await|async) ", "", code).replace("asyncio.sleep", "time.sleep").replace("asyncio.run", "")
    return re.sub(r"\bKworkClient\b", "SyncKworkClient", plain)
