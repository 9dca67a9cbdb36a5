"""Rehearses a release, from commits to an installed package, against a forge and an index on this machine.

Usage: make release-rehearsal        (BIRZHA_KEEP=1 keeps what was made and says where)

A throw-away copy of the last commit is pushed to a forge's double; then the steps of ci, release, publish and docs are run as
the forge would run them, from the workflow files themselves, with what goes wrong most often in between. Nothing leaves the
machine, but for what the lock files install.
"""

import base64
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.release.doubles import API, REPOSITORY
from tools.release.git import ROOT, Refused, answers, git, run, tell
from tools.release.places import version as written_version
from tools.release.stand import Doubles
from tools.release.workflow import Event, Ran, Step, perform, starts, steps

FORGE_TOKEN, REGISTRY_TOKEN, WRONG = (
    "forge-token-of-the-rehearsal",
    "registry-token-of-the-rehearsal",
    "not-the-right-token",
)
NAMES = ("-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@birzha.invalid")
DOMAIN = "birzha.example"
SHOWN = 40
"""Lines of a step that went wrong."""


def expect(fact: object, words: str) -> None:
    """Go on where something is so.

    Raises:
        Refused: It is not.
    """
    if not fact:
        raise Refused(f"The rehearsal failed: {words}")
    tell(f"           ok  {words}")


class Stage:
    """The place where the rehearsal happens.

    Args:
        place: A folder of its own.
        doubles: The forge and the index.
    """

    def __init__(self, place: Path, doubles: Doubles) -> None:
        self.place = place
        self.doubles = doubles
        self.home, self.workspace, self.person = place / "home", place / "workspace", place / "person"
        self.home.mkdir()
        (self.home / ".gitconfig").touch()
        self.outputs: list[str] = []

    def event(self, name: str, ref: str, **known: str) -> Event:
        """What the forge says when something happens to a branch or tag of it."""
        forge = self.doubles.forge
        sha = git("rev-parse", f"{ref}^{{commit}}", cwd=self.doubles.bare)
        base = {"github.token": FORGE_TOKEN, "vars.PAGES_DOMAIN": DOMAIN, "inputs.level": "auto"}
        return Event(name, ref, sha, forge.address, forge.address + API, REPOSITORY, base).with_known(**known)

    def sweep(self) -> None:
        """A new workspace, as each job has; environments stay, as where a runner keeps them, and are brought up to date."""
        self.workspace.mkdir(exist_ok=True)
        for entry in self.workspace.iterdir():
            if not entry.name.startswith(".venv"):
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def keep(self) -> None:
        """The environments of the job before are still current: the lock files are the same, though they were written anew."""
        for stamp in self.workspace.glob(".venv*/.installed-*"):
            stamp.touch()

    def perform(self, step: Step, event: Event) -> Ran:
        """Run a step in the workspace as it is."""
        ran = perform(step, event, self.workspace, self.home)
        self.outputs.append(ran.output)
        return ran

    def job(self, workflow: str, job: str, event: Event, *, fails: str = "", until: str = "") -> Ran:
        """Run a job; the last step that ran is handed back.

        Args:
            workflow: The workflow's file, without its ending.
            job: The job's name.
            event: What started it.
            fails: The beginning of the step that is to fail; no other may, and all may not where it is empty.
            until: The beginning of a step that is not run any more.
        """
        tell(f"  {workflow} / {job}")
        self.sweep()
        for step in steps(workflow, job, self.person):
            if until and step.name.startswith(until):
                break
            ran = self.perform(step, event)
            self.keep()
            if ran.status:
                if not fails or not step.name.startswith(fails):
                    raise Refused(*ran.output.splitlines()[-SHOWN:], f"The rehearsal failed: {workflow}, «{step.name}»")
                return ran
        if fails:
            raise Refused(f"The rehearsal failed: {workflow}, «{fails}» was to fail and did not.")
        return ran

    def step(self, workflow: str, job: str, beginning: str, event: Event, *, fails: bool = False) -> Ran:
        """Run one step again, in the workspace as it is."""
        step = next(each for each in steps(workflow, job, self.person) if each.name.startswith(beginning))
        ran = self.perform(step, event)
        if bool(ran.status) is not fails:
            raise Refused(
                *ran.output.splitlines()[-SHOWN:], f"The rehearsal failed: «{step.name}» ended with {ran.status}"
            )
        return ran

    def commits(self, *said: str, branch: str = "main") -> None:
        """Somebody commits and pushes."""
        for message in said:
            git(*NAMES, "commit", "--quiet", "--allow-empty", "-m", message, cwd=self.person)
        git("push", "--quiet", "origin", f"HEAD:{branch}", cwd=self.person)


def curtain(stage: Stage) -> str:
    """The repository on the forge, with a version behind it and two commits since. Hands back the version to come."""
    bare = stage.doubles.bare
    git("clone", "--quiet", "--bare", str(ROOT), str(bare))
    git("config", "http.receivepack", "true", cwd=bare)
    git("update-ref", "refs/heads/main", git("rev-parse", "HEAD", cwd=ROOT), cwd=bare)
    git("symbolic-ref", "HEAD", "refs/heads/main", cwd=bare)
    git("clone", "--quiet", str(bare), str(stage.person))
    version = written_version(stage.person)
    if answers("rev-parse", "--verify", "--quiet", f"refs/tags/v{version}", cwd=bare) is None:
        git("tag", f"v{version}", "main", cwd=bare)
    git("fetch", "--quiet", "--tags", cwd=stage.person)
    stage.commits("feat(release): a thing for the rehearsal", "fix(release): another one")
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"


def messages(stage: Stage) -> None:
    """Commits are checked where they are pushed and where they are written."""
    before = git("rev-parse", "main~2", cwd=stage.doubles.bare)
    pushed = stage.event("push", "refs/heads/main", github__event__before=before)
    expect(starts("ci", pushed, stage.person), "a push to main starts ci")
    checked = stage.job("ci", "commits", pushed)
    expect("2 checked" in checked.output, "the two new messages are checked")
    git("checkout", "--quiet", "-b", "careless", cwd=stage.person)
    stage.commits("Added things", branch="careless")
    asked = stage.event("pull_request", "refs/heads/careless", github__event__pull_request__base__sha=pushed.sha)
    refused = stage.job("ci", "commits", asked, fails="are the messages")
    expect(
        '"Added things": it does not begin with' in refused.output, "a careless message is named, with what is wrong"
    )
    expect("Write:  type(scope)" in refused.output, "and how to write it is said")
    (stage.person / ".venv-release").symlink_to(stage.workspace / ".venv-release")
    git("config", "core.hooksPath", "tools/hooks", cwd=stage.person)
    hook = (*NAMES, "commit", "--quiet", "--allow-empty", "-m")
    expect(answers(*hook, "More things", cwd=stage.person) is None, "the hook holds a careless message up")
    expect(answers(*hook, "docs: more things", cwd=stage.person) is not None, "and lets a good one through")
    git("config", "--unset", "core.hooksPath", cwd=stage.person)
    git("checkout", "--quiet", "main", cwd=stage.person)


def release(stage: Stage, version: str) -> None:
    """The version is made and pushed; what stands in its way is told."""
    bare = stage.doubles.bare
    before = git("rev-parse", "main", cwd=bare)
    refused = stage.job(
        "release",
        "release",
        stage.event("workflow_dispatch", "refs/heads/main", secrets__RELEASE_TOKEN=WRONG),
        fails="push it",
    )
    expect("The forge does not take this token" in refused.output, "an invalid token is told, and what to do")
    expect(
        git("rev-parse", "main", cwd=bare) == before and not answers("rev-parse", f"v{version}", cwd=bare),
        "nothing was pushed",
    )
    asked = stage.event("workflow_dispatch", "refs/heads/main", secrets__RELEASE_TOKEN=FORGE_TOKEN)
    stage.job("release", "release", asked, until="make the version")
    printed = stage.perform(Step("make next-version", "make next-version"), asked)
    expect(printed.output.splitlines()[-1] == version, f"the next version is {version}")
    (stage.workspace / "README.md").write_text("changed", encoding="utf-8")
    refused = stage.step("release", "release", "make the version", asked, fails=True)
    expect(
        "changes that are not committed" in refused.output and "README.md" in refused.output, "a dirty tree is refused"
    )
    stage.job("release", "release", asked)
    subject = git("log", "-1", "--format=%s", f"v{version}", cwd=bare)
    expect(subject == f"chore(release): {version}", "the tag is on the version's commit")
    expect(
        git("rev-parse", "main", cwd=bare) == git("rev-parse", f"v{version}^{{commit}}", cwd=bare),
        "main and the tag are pushed",
    )
    expect(
        written_version(stage.workspace) == version,
        "all packages, their __version__ and what they ask of each other agree",
    )
    changelog = (stage.workspace / "CHANGELOG.md").read_text(encoding="utf-8")
    expect(
        changelog.index("\n## Unreleased\n\n## " + version) > 0,
        "the changelog has the version below an empty Unreleased",
    )
    again = stage.event("workflow_dispatch", "refs/heads/main", secrets__RELEASE_TOKEN=FORGE_TOKEN)
    refused = stage.job("release", "release", again, fails="make the version")
    expect(
        f"Nothing to release since v{version}" in refused.output, "a second one finds nothing to release, and says so"
    )


def publish(stage: Stage, version: str) -> None:
    """The tag starts it: built, described, uploaded, shown on the forge."""
    doubles = stage.doubles
    where = {"vars__REGISTRY_UPLOAD_URL": doubles.index_address, "secrets__REGISTRY_TOKEN": REGISTRY_TOKEN}
    tagged = stage.event("push", f"refs/tags/v{version}")
    expect(
        starts("publish", tagged, stage.person) and starts("docs", tagged, stage.person),
        "the tag starts publish and docs",
    )
    expect(not starts("ci", tagged, stage.person), "and not ci a second time")
    refused = stage.job("publish", "publish", tagged, fails="upload")
    expect("REGISTRY_UPLOAD_URL" in refused.output, "without a registry nothing is uploaded, and the variable is named")
    wrong = tagged.with_known(vars__REGISTRY_UPLOAD_URL=doubles.index_address, secrets__REGISTRY_TOKEN=WRONG)
    refused = stage.step("publish", "publish", "upload", wrong, fails=True)
    expect(
        "does not take this token" in refused.output and not list(doubles.packages.iterdir()),
        "an invalid token uploads nothing",
    )
    told = tagged.with_known(**where)
    stage.step("publish", "publish", "upload", told)
    expect(len(list(doubles.packages.glob(f"*-{version}*"))) >= 10, "five wheels and five sources are in the index")
    refused = stage.step("publish", "publish", "upload", told, fails=True)
    expect("never uploaded twice" in refused.output, "a version that is there already is refused")
    stage.step("publish", "publish", "upload", told.with_known(vars__REGISTRY_INDEX_URL=doubles.looked_up))
    bill = json.loads((stage.workspace / "dist" / f"birzha-{version}.cdx.json").read_text(encoding="utf-8"))
    names = {component["name"]: component.get("version") for component in bill["components"]}
    expect(
        names.get("sverka") == version and "sqlalchemy" in {name.lower() for name in names},
        f"{len(names)} components in the bill",
    )
    stage.step("publish", "publish", "release object", tagged)
    stage.step("publish", "publish", "release object", tagged)
    shown(stage, version, "Gitea's API, called twice")
    doubles.forge.releases.clear()
    doubles.forge.files.clear()
    stage.step("publish", "publish", "release object", Event(**{**vars(tagged), "gitea": False}))
    shown(stage, version, "GitHub's API")


def shown(stage: Stage, version: str, how: str) -> None:
    """One release with the changelog's words and whole files."""
    forge = stage.doubles.forge
    only = list(forge.releases.values())
    expect(
        len(only) == 1 and only[0]["tag_name"] == f"v{version}" and "### " in only[0]["body"],
        f"the release object, by {how}",
    )
    sums = [line.partition("  ")[2] for line in forge.files[1, "SHA256SUMS"].decode().splitlines()]
    local = {path.name: path.read_bytes() for path in (stage.workspace / "dist").iterdir() if path.name in sums}
    whole = all(forge.files[1, name] == content for name, content in local.items())
    expect(
        whole and f"birzha-{version}.cdx.json" in sums and len(sums) >= 11,
        f"{len(sums)} files and their sums are attached, whole",
    )


def install(stage: Stage, version: str) -> None:
    """What was uploaded is installed where nothing of the house is, and runs."""
    lines = f"""
    uv="$GITHUB_WORKSPACE/.venv-release/bin/python -m uv"
    $uv venv --quiet "$HOME/clean"
    tool="$uv pip install --quiet --python $HOME/clean/bin/python"
    $tool --require-hashes -r "$GITHUB_WORKSPACE/locks/runtime.txt"
    $tool --no-cache --index-url {stage.doubles.looked_up} birzha=={version}
    cd "$HOME"
    clean/bin/birzha --version
    clean/bin/python -c 'import birzha, birzha_client, etxt_api, kwork_api, sverka; print(kwork_api.__version__, birzha.__file__)'
    """
    ran = stage.perform(Step("install from the index", lines), stage.event("push", f"refs/tags/v{version}"))
    said = ran.output.splitlines()[-2:]
    expect(
        ran.status == 0 and said[0] == f"birzha {version}" and said[1].startswith(f"{version} {stage.home}"),
        f"installed from the index, it says {said[0] if said else ran.output}",
    )


def docs(stage: Stage, version: str) -> None:
    """The site is built and is on its branch."""
    stage.job("docs", "docs", stage.event("push", f"refs/tags/v{version}", secrets__RELEASE_TOKEN=FORGE_TOKEN))
    names = git("ls-tree", "--name-only", "pages", cwd=stage.doubles.bare).splitlines()
    expect(
        {"index.html", "CNAME", ".nojekyll"} <= set(names),
        f"the branch pages holds the site: {len(names)} entries at its top",
    )
    expect(git("show", "pages:CNAME", cwd=stage.doubles.bare) == DOMAIN, "and the domain of its own")
    expect(git("rev-list", "--count", "pages", cwd=stage.doubles.bare) == "1", "in one commit")


def secrets(stage: Stage) -> None:
    """No token is in what the steps printed, in an address or in the workspace's settings."""
    kept = [
        *stage.outputs,
        *stage.doubles.forge.addresses,
        (stage.workspace / ".git" / "config").read_text(encoding="utf-8"),
    ]
    hidden = [FORGE_TOKEN, REGISTRY_TOKEN, WRONG]
    hidden += [base64.b64encode(f"x-access-token:{token}".encode()).decode() for token in hidden]
    expect(
        not [token for token in hidden for text in kept if token in text],
        "no token is in an output, an address or a setting",
    )


ACTS: Mapping[str, Callable[[Stage, str], None]] = {
    "release": release,
    "publish": publish,
    "install": install,
    "docs": docs,
}


def main() -> None:
    """The command."""
    began = time.monotonic()
    place = Path(tempfile.mkdtemp(prefix="birzha-rehearsal-"))
    try:
        with Doubles(FORGE_TOKEN, REGISTRY_TOKEN) as doubles:
            stage = Stage(place, doubles)
            version = curtain(stage)
            messages(stage)
            for name, act in ACTS.items():
                tell(f"{name}:")
                act(stage, version)
            secrets(stage)
    finally:
        if os.environ.get("BIRZHA_KEEP"):
            tell(f"Kept: {place}")
        else:
            shutil.rmtree(place, ignore_errors=True)
    tell(f"The release was rehearsed in {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    run(main)
