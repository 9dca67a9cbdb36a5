"""Reads a compose file as the compose specification says: with variables put in, and refused where one is missing."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


class Missing(ValueError):
    """A variable is not set that must be.

    Args:
        name: of it.
        said: what the file says to whoever forgot it.
    """

    def __init__(self, name: str, said: str) -> None:
        super().__init__(f"{name}: {said}")


def put_in(text: str, variables: Mapping[str, str]) -> str:
    """The file's text with its variables (compose specification, "Interpolation")."""

    def value(found: re.Match[str]) -> str:
        name, sign, said = found[1], found[2], found[3]
        if variables.get(name):
            return variables[name]
        if sign == "-":
            return said
        raise Missing(name, said or "is not set")

    told = VARIABLE.sub(value, text)
    assert "$" not in re.sub(r"^\s*#.*$", "", told, flags=re.MULTILINE), "a variable in a form that is not known here"
    return told


def read(path: Path, **variables: str) -> dict[str, Any]:
    """The file's content."""
    content: dict[str, Any] = yaml.safe_load(put_in(_without_comments(path), variables))
    return content


def text_of(path: Path, **variables: str) -> str:
    """The file's text as an engine gets to parse it."""
    return put_in(_without_comments(path), variables)


def _without_comments(path: Path) -> str:
    return re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
