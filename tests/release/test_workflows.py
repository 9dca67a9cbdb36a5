"""The workflows: only what both forges and the rehearsal understand stands in them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools.release.git import ROOT, Refused
from tools.release.workflow import EXPRESSION, Event, loaded, perform, starts, steps, value

NAMES = sorted(path.stem for path in (ROOT / ".github" / "workflows").glob("*.yml"))
JOBS = [(name, job) for name in NAMES for job in loaded(name)["jobs"]]
BESIDE = Path(sys.executable).parent


def event(name: str, ref: str, **known: str) -> Event:
    return Event(name, ref, "0" * 40, "http://127.0.0.1:9", "http://127.0.0.1:9/api/v1", "house/birzha", known)


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_a_job_is_plain_steps_that_the_rehearsal_knows(name: str, job: str):
    """No foreign action, no expression in a script, the same checkout everywhere, and each make target exists."""
    found = steps(name, job)
    first = steps("ci", "commits")[0]
    assert (found[0].run, found[0].env) == (first.run, first.env)
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for step in found[1:]:
        called = set(re.findall(r"\bmake ([\w-]+)", step.run))
        assert called <= targets
        for text in step.env.values():
            assert not [each for each in EXPRESSION.findall(str(text)) if value(each, {}) != ""]


def test_each_event_starts_its_workflows():
    """A push to main is checked, a version's tag is published and documented, a version itself is made by hand alone."""
    started = {
        "main": [name for name in NAMES if starts(name, event("push", "refs/heads/main"))],
        "other": [name for name in NAMES if starts(name, event("push", "refs/heads/other"))],
        "tag": [name for name in NAMES if starts(name, event("push", "refs/tags/v0.2.0"))],
        "tag of another kind": [name for name in NAMES if starts(name, event("push", "refs/tags/vendor"))],
        "asked": [name for name in NAMES if starts(name, event("pull_request", "refs/heads/other"))],
        "by hand": [name for name in NAMES if starts(name, event("workflow_dispatch", "refs/heads/main"))],
    }
    assert started == {
        "main": ["ci"],
        "other": [],
        "tag": ["docs", "publish"],
        "tag of another kind": [],
        "asked": ["ci"],
        "by hand": ["ci", "docs", "publish", "release"],
    }


def test_an_expression_is_the_first_of_its_alternatives_that_is_something():
    """As on a forge; what is not known comes to nothing, and what is not understood is refused."""
    known = {"github.token": "t", "secrets.RELEASE_TOKEN": ""}
    assert value("secrets.RELEASE_TOKEN || github.token", known) == "t"
    assert value("vars.PAGES_BRANCH", known) == ""
    with pytest.raises(Refused) as refused:
        value("contains(github.ref, 'x')", known)
    assert "contains(github.ref, 'x')" in refused.value.text


def test_what_the_rehearsal_does_not_know_is_refused_by_name(tmp_path: Path):
    """A foreign action or an expression in a script cannot be passed over."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    foreign = "jobs:\n  a:\n    steps:\n      - name: x\n        uses: somebody/action@v1\n"
    (folder / "w.yml").write_text(foreign, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        steps("w", "a", tmp_path)
    assert "uses" in refused.value.text
    mixed = "jobs:\n  a:\n    steps:\n      - name: x\n        run: echo ${{ github.head_ref }}\n"
    (folder / "w.yml").write_text(mixed, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        steps("w", "a", tmp_path)
    assert "an expression in the lines of «x»" in refused.value.text


def test_a_step_sees_the_forges_variables_and_none_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What a runner does not inherit is not there, and a failing line ends the step."""
    monkeypatch.setenv("REGISTRY_TOKEN", "mine")
    home, workspace = tmp_path / "home", tmp_path / "workspace"
    home.mkdir()
    workspace.mkdir()
    step = steps("docs", "docs")[2]
    lines = 'echo "$GITHUB_REF_NAME $GITHUB_REF_TYPE [${REGISTRY_TOKEN:-}] $PAGES_DOMAIN"\nfalse | true\necho never\n'
    given = event("push", "refs/tags/v0.2.0", **{"vars.PAGES_DOMAIN": "birzha.example"})
    ran = perform(type(step)("lines", lines, step.env), given, workspace, home)
    assert ran.status == 1
    assert ran.output == "v0.2.0 tag [] birzha.example\n"


@pytest.mark.tools
def test_workflows_and_scripts_pass_their_linters():
    """The schema of workflows, their security, and the shell in scripts and steps."""
    files = [str(ROOT / ".github" / "workflows" / f"{name}.yml") for name in NAMES]
    scripts = [*ROOT.glob("tools/*.sh"), ROOT / ".ci" / "run", *ROOT.glob("tools/hooks/*")]
    for command in (
        [BESIDE / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files],
        [BESIDE / "zizmor", "--offline", "--no-progress", "--quiet", *files],
        [BESIDE / "shellcheck", "--severity=warning", *scripts],
    ):
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
    for name, job in JOBS:
        for step in steps(name, job):
            told = subprocess.run(
                [BESIDE / "shellcheck", "--shell=bash", "-"],
                input=step.run,
                capture_output=True,
                text=True,
                check=False,
            )
            assert told.returncode == 0, told.stdout
