"""Reads a Dockerfile as far as ours goes, strictly: what it does not know is an error, not something to be skipped."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

KNOWN = {
    "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "USER", "VOLUME", "WORKDIR",
}  # fmt: skip


@dataclass(frozen=True)
class Instruction:
    """One instruction.

    Args:
        kind: such as ``RUN``.
        text: all of it after the kind, continued lines joined.
    """

    kind: str
    text: str

    def words(self) -> list[str]:
        """The exec form (JSON) where it is one, else the words."""
        return json.loads(self.text) if self.text.startswith("[") else self.text.split()


@dataclass
class Stage:
    """From one ``FROM`` to the next.

    Args:
        name: after ``AS``; empty: the image itself.
        base: the image it begins with.
        instructions: in their order.
    """

    name: str
    base: str
    instructions: list[Instruction] = field(default_factory=list)

    def last(self, kind: str) -> Instruction:
        """The instruction of that kind that counts."""
        return [each for each in self.instructions if each.kind == kind][-1]


def stages_of(path: Path) -> list[Stage]:
    """The stages of a Dockerfile; ``ARG``s before the first one are put in."""
    arguments: dict[str, str] = {}
    stages: list[Stage] = []
    for each in _instructions(path.read_text(encoding="utf-8")):
        if each.kind not in KNOWN:
            raise ValueError(f"{each.kind} is nothing that these tests understand")
        if each.kind == "FROM":
            base, _, name = _put_in(each.text, arguments).partition(" AS ")
            stages.append(Stage(name.strip(), base.strip()))
        elif stages:
            stages[-1].instructions.append(each)
        elif each.kind == "ARG":
            name, _, value = each.text.partition("=")
            arguments[name] = value
        else:
            raise ValueError(f"{each.kind} before the first FROM")
    return stages


def health_of(stage: Stage) -> tuple[dict[str, str], list[str]]:
    """The options of the health check, and its command in exec form."""
    options, _, command = stage.last("HEALTHCHECK").text.partition("CMD ")
    return dict(each.removeprefix("--").split("=") for each in options.split()), json.loads(command)


def environment_of(stage: Stage) -> dict[str, str]:
    """The variables that the image sets, as they are written."""
    pairs = [pair for each in stage.instructions if each.kind == "ENV" for pair in each.text.split()]
    return dict(pair.split("=", 1) for pair in pairs)


def _instructions(text: str) -> list[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [Instruction(*line.split(" ", 1)) for line in joined.splitlines()]


def _put_in(text: str, arguments: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}", lambda found: arguments[found[1]], text)
