"""Reads the workflows as a forge's runner does, and runs their steps here.

What is run are the very lines of .github/workflows: the rehearsal cannot do anything else than the forge does. Only what our
workflows use is understood; anything else (a foreign action, a condition, a new kind of expression) is refused by name, so that
nothing can stand in a workflow that the rehearsal passes over.
"""

import fnmatch
import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # it has no types of its own
from tools.release.git import ROOT, Refused, tell

WORKFLOWS = Path(".github", "workflows")
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""What `shell: bash` means on both forges."""

EXPRESSION = re.compile(r"\$\{\{\s*(?P<text>.*?)\s*\}\}")
TERM = re.compile(r"[a-z_]+(?:\.[A-Za-z_]+)+")
JOB_KEYS = frozenset({"name", "runs-on", "timeout-minutes", "permissions", "container", "strategy", "steps"})
STEP_KEYS = frozenset({"name", "env", "run"})
FOREIGN = re.compile(
    r"^(GIT_(?!SSL)|GITHUB_|GITEA_|FORGE|RUNNER_|ACTIONS_|REGISTRY_|PAGES_|RELEASE_|UV_|PYTHON|VIRTUAL_ENV|MAKE|MFLAGS)"
)
"""What a runner does not inherit from whoever started it."""

PATIENCE = 900
"""Seconds for one step."""


@dataclass(frozen=True)
class Step:
    """One step of a job.

    Args:
        name: Its title.
        run: The lines that the shell runs.
        env: Its variables, with expressions in them.
    """

    name: str
    run: str
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """What made the forge start a workflow, and what the forge knows.

    Args:
        name: ``push``, ``pull_request`` or ``workflow_dispatch``.
        ref: The full name of the branch or tag.
        sha: The commit.
        server: The forge's address, without a slash at the end.
        api: Its API's address.
        repository: The owner and the name.
        known: What expressions may ask for: ``secrets.X``, ``vars.X``, ``inputs.X``, ``github.token``, ``github.event.before`` …
        gitea: The runner is Gitea's.
    """

    name: str
    ref: str
    sha: str
    server: str
    api: str
    repository: str
    known: Mapping[str, str]
    gitea: bool = True

    def with_known(self, **changed: str) -> "Event":
        """The same, where other things are known; "__" stands for the point of a name."""
        return replace(
            self, known={**self.known, **{name.replace("__", "."): value for name, value in changed.items()}}
        )


@dataclass(frozen=True)
class Ran:
    """What became of a step.

    Args:
        step: Its title.
        status: What the shell ended with.
        output: Everything that it printed.
        seconds: How long it took.
    """

    step: str
    status: int
    output: str
    seconds: float


def loaded(name: str, root: Path = ROOT) -> Mapping[str, Any]:
    """A workflow file. The word ``on`` is a truth value to YAML 1.1; here it is a word again."""
    content = yaml.safe_load((root / WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def starts(name: str, event: Event, root: Path = ROOT) -> bool:
    """Does an event start a workflow? A push that names branches alone is not started by tags, and the other way round."""
    on = loaded(name, root)["on"]
    if event.name not in on:
        return False
    asked = on[event.name] or {}
    if event.name != "push" or not asked:
        return True
    kind, short = event.ref.removeprefix("refs/").split("/", 1)
    return any(
        fnmatch.fnmatch(short, pattern) for pattern in asked.get({"tags": "tags", "heads": "branches"}[kind], [])
    )


def steps(name: str, job: str, root: Path = ROOT) -> list[Step]:
    """The steps of a job.

    Raises:
        Refused: Something stands in it that this runner does not know.
    """
    content = loaded(name, root)["jobs"][job]
    unknown = set(content) - JOB_KEYS
    for step in content["steps"]:
        unknown |= set(step) - STEP_KEYS
        if EXPRESSION.search(step.get("run", "")):
            unknown.add(
                f"an expression in the lines of «{step['name']}», which anybody's text could turn into commands"
            )
    if unknown:
        raise Refused(
            f"{name}.yml, job {job}: the rehearsal does not know {', '.join(sorted(unknown))}; teach tools/release/workflow.py."
        )
    return [Step(step["name"], step["run"], step.get("env") or {}) for step in content["steps"]]


def value(expression: str, known: Mapping[str, str]) -> str:
    """What an expression comes to: the first of its alternatives that is something.

    Raises:
        Refused: It is of a kind that this runner does not know.
    """
    alternatives = [part.strip() for part in expression.split("||")]
    strange = [part for part in alternatives if not TERM.fullmatch(part)]
    if strange:
        raise Refused(f"The rehearsal does not know the expression {strange[0]}; teach tools/release/workflow.py.")
    return next((known[part] for part in alternatives if known.get(part)), "")


def environment(step: Step, event: Event, workspace: Path, home: Path) -> dict[str, str]:
    """The variables of a step as a forge sets them."""
    inherited = {name: content for name, content in os.environ.items() if not FOREIGN.match(name)}
    caches = {
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache" / "uv"),
        "PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR") or str(Path.home() / ".cache" / "pip"),
        "XDG_CONFIG_HOME": os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config"),
    }
    forge = {
        "CI": "true",
        "HOME": str(home),
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": event.server,
        "GITHUB_API_URL": event.api,
        "GITHUB_REPOSITORY": event.repository,
        "GITHUB_EVENT_NAME": event.name,
        "GITHUB_REF": event.ref,
        "GITHUB_REF_NAME": event.ref.split("/", 2)[2],
        "GITHUB_REF_TYPE": "tag" if event.ref.startswith("refs/tags/") else "branch",
        "GITHUB_SHA": event.sha,
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_OUTPUT": str(home / "output"),
        **({"GITEA_ACTIONS": "true"} if event.gitea else {}),
    }
    own = {
        name: EXPRESSION.sub(lambda found: value(found["text"], event.known), str(text))
        for name, text in step.env.items()
    }
    return {**inherited, **caches, **forge, **own}


def perform(step: Step, event: Event, workspace: Path, home: Path) -> Ran:
    """Run a step."""
    script = home / "step.sh"
    script.write_text(step.run, encoding="utf-8")
    began = time.monotonic()
    shell = subprocess.Popen(
        [*SHELL, str(script)],
        cwd=workspace,
        env=environment(step, event, workspace, home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = shell.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(shell.pid, signal.SIGKILL)
        printed, _ = shell.communicate()
        raise Refused(*printed.splitlines()[-20:], f"«{step.name}» did not end within {PATIENCE} seconds.") from None
    ran = Ran(step.name, shell.returncode, printed, time.monotonic() - began)
    tell(f"    {ran.seconds:6.1f} s  {'ok ' if ran.status == 0 else f'{ran.status:<3}'} {step.name}")
    return ran
