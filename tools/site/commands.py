"""Prints what a command line has, in Markdown, in the language that the environment asks for.

Usage: python tools/site/commands.py birzha|sverka
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from birzha.cli.language import Speech
from birzha.cli.main import app
from sverka.command import _parser

WORDS = {
    "ru": {"command": "Команда", "option": "параметр", "what": "что", "default": "по умолчанию", "needed": "обязательно"},
    "en": {"command": "Command", "option": "option", "what": "what", "default": "default", "needed": "required"},
}  # fmt: skip


def birzha() -> Iterator[str]:
    """The commands of the exchange."""
    words = WORDS[Speech.language]
    yield from _group(typer.main.get_command(app), "birzha", words)


def _group(command: Any, name: str, words: dict[str, str]) -> Iterator[str]:
    for inner in getattr(command, "commands", {}).values():
        called = f"{name} {inner.name}"
        if hasattr(inner, "commands"):
            yield from _group(inner, called, words)
            continue
        yield f"## `{called}`\n"
        yield f"{_text(inner.help)}\n"
        rows = [row for each in inner.params if (row := _parameter(each, words))]
        if rows:
            yield f"| {words['option']} | {words['what']} |\n|---|---|"
            yield from rows
            yield ""


def _parameter(given: Any, words: dict[str, str]) -> str:
    if given.name == "help":
        return ""
    is_option = given.param_type_name == "option"
    value = given.metavar or {int: "N", Path: "PATH"}.get(given.type_descriptor.annotation, "TEXT")
    names = ", ".join(f"`{each}`" for each in given.opts) if is_option else f"`{value}`"
    if is_option and not given.is_flag:
        names += f" `{value}`"
    notes = [f"`{given.envvar}`"] if getattr(given, "envvar", None) else []
    if given.required:
        notes.append(words["needed"])
    elif given.default not in (None, False, [], ()) and not callable(given.default):
        notes.append(f"{words['default']}: `{given.default}`")
    said = f" ({'; '.join(notes)})" if notes else ""
    return f"| {names} | {_text(given.help)}{said} |"


def _text(text: str | None) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text or "").replace("|", "\\|").replace("<", "&lt;")


def sverka() -> Iterator[str]:
    """The commands of the text checks."""
    for action in _parser()._actions:  # noqa: SLF001  # argparse lists its commands nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
            for name, inner in action.choices.items():
                yield f"## `sverka {name}`\n\n{inner.description}\n\n```text\n{inner.format_help().strip()}\n```\n"


if __name__ == "__main__":
    print("\n".join({"birzha": birzha, "sverka": sverka}[sys.argv[1]]()))
