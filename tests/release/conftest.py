"""A tiny workspace with five packages, in which versions are made as in this one."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


class Tiny:
    """A throw-away repository."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def git(self, *arguments: str) -> str:
        names = ("-c", "user.name=Somebody", "-c", "user.email=somebody@birzha.invalid")
        told = subprocess.run(["git", *names, *arguments], cwd=self.place, capture_output=True, text=True, check=True)
        return told.stdout.strip()

    def commit(self, *messages: str) -> None:
        for message in messages:
            self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def tool(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", f"tools.release.{name}", *arguments]
        return subprocess.run(command, cwd=self.place, capture_output=True, text=True, check=False)

    def read(self, name: str) -> str:
        return (self.place / name).read_text(encoding="utf-8")


@pytest.fixture
def tiny(tmp_path: Path) -> Callable[[], Tiny]:
    """Makes the repository: settings and tools of this one, packages without code, one commit."""

    def make() -> Tiny:
        place = tmp_path / "tiny"
        for source in [*ROOT.glob("packages/*/pyproject.toml"), *ROOT.glob("packages/*/src/*/__init__.py")]:
            target = place / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        shutil.copytree(
            ROOT / "tools" / "release", place / "tools" / "release", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copy(ROOT / "pyproject.toml", place)
        (place / "packages" / "birzha" / "src" / "birzha" / "dialects").mkdir()
        (place / "tests").mkdir()
        begun = "# Changelog\n\nThe form.\n\n## Unreleased\n\n### Added\n\n- What people wrote.\n"
        (place / "CHANGELOG.md").write_text(begun, encoding="utf-8")
        (place / ".gitignore").write_text("__pycache__/\n", encoding="utf-8")
        for path in [*place.glob("packages/*/pyproject.toml"), *place.glob("packages/*/src/*/__init__.py")]:
            said = re.sub(r'(version(?:__)? = "|==)\d+\.\d+\.\d+"', r'\g<1>0.1.0"', path.read_text(encoding="utf-8"))
            path.write_text(said, encoding="utf-8")
        repository = Tiny(place)
        repository.git("init", "--quiet", "--initial-branch=main")
        repository.git("add", "--all")
        repository.commit("feat: the beginning")
        return repository

    return make
