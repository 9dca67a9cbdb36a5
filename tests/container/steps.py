"""Does what an engine would do with our Dockerfile, below a folder and without one.

Absolute paths of the image are mapped below the folder; ``python`` is this machine's; users of the image are noted down, not made.
A stage begins with an empty tree, and gets from another one only what it copies, at the same place: an environment keeps working.
"""

import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

from .dockerfile import Instruction, Stage

OURS = re.compile(r"(?<![\w./-])/(?=(?:opt|build|data)\b)")
"""Where an absolute path of the image begins, among those that our file uses."""

NOTE = '#!/bin/sh\necho "$(basename "$0") $*" >>"$NOTES"\n'
WITHOUT_OWNER = """#!/bin/sh
# the owner is somebody whom only the image has
rest=
while [ $# -gt 0 ]; do
  case $1 in -o | -g) shift 2 ;; *) rest="$rest $1"; shift ;; esac
done
exec /usr/bin/install $rest
"""


class Builder:
    """Builds an image below a folder.

    Args:
        context: what the engine would be sent.
        root: of the image.
        python: that stands for the one of the base image.
    """

    def __init__(self, context: Path, root: Path, python: str) -> None:
        self.context, self.root = context, root
        self._finished = root.with_name(f"{root.name}-stages")
        self._shims = root.with_name(f"{root.name}-shims")
        self.notes = self._shims / "notes"
        self._shims.mkdir(parents=True)
        self.notes.touch()
        for name in ("groupadd", "useradd"):
            self._shim(name, NOTE)
        self._shim("install", WITHOUT_OWNER)
        self._shim("python", f'#!/bin/sh\nexec {python} "$@"\n')

    def build(self, stages: list[Stage]) -> None:
        """Run every stage."""
        for stage in stages:
            self.root.mkdir()
            workdir = self.root
            for each in stage.instructions:
                if each.kind == "WORKDIR":
                    workdir = Path(self.mapped(each.text))
                    workdir.mkdir(parents=True, exist_ok=True)
                elif each.kind == "COPY":
                    self._copy(each, workdir)
                elif each.kind == "RUN":
                    self._run(each.text, workdir)
            if stage.name:
                shutil.move(self.root, self._finished / stage.name)

    def mapped(self, text: str) -> str:
        """The same with the image's paths below the folder."""
        return OURS.sub(f"{self.root}/", text)

    def sent(self, pattern: str) -> list[Path]:
        """The files of the context that a pattern names, and that .dockerignore lets through."""
        lines = (self.context / ".dockerignore").read_text(encoding="utf-8").splitlines()
        assert "*" in lines, "everything is kept away that is not named"
        allowed = [line[1:] for line in lines if line.startswith("!")]
        found = [path for path in self.context.glob(pattern) if path.is_file()]
        return [path for path in found if any(fnmatch(str(path.relative_to(self.context)), each) for each in allowed)]

    def _copy(self, instruction: Instruction, workdir: Path) -> None:
        *options, source, target = instruction.words()
        if options:
            stage = options[0].removeprefix("--from=")
            assert source == target, "an environment works only where it was made"
            shutil.copytree(self._finished / stage / source.lstrip("/"), self.mapped(target), symlinks=True)
            return
        found = self.sent(source)
        assert found, f"nothing to copy for {source}"
        folder = workdir / target
        folder.mkdir(parents=True, exist_ok=True)
        for path in found:
            shutil.copy(path, folder)

    def _run(self, command: str, workdir: Path) -> None:
        variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
        variables |= {"PATH": f"{self._shims}:{variables['PATH']}", "NOTES": str(self.notes)}
        done = subprocess.run(
            ["/bin/sh", "-c", self.mapped(command)],
            cwd=workdir,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"

    def _shim(self, name: str, script: str) -> None:
        path = self._shims / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
