"""Writes what an installation consists of: dist/birzha-VERSION.cdx.json, a CycloneDX bill of materials.

Usage: python -m tools.release.sbom

The wheels of dist/ and the locked versions of what they need are installed in an environment of their own, which is then
described; so the bill tells of what was installed, and the wheels have been installed once before anybody else does.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.release.dist import DIST, packages, tagged, uploads
from tools.release.git import ROOT, Refused, run, tell


def called(*command: str) -> str:
    """What a program printed."""
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        raise Refused(
            f"{' '.join(command[:4])} …: {told.stderr.strip()[-2000:]}",
            "The wheels of dist/ do not install; make test-wheels.",
        )
    return told.stdout.strip()


def main() -> None:
    """The command."""
    version = tagged()
    uploads(version)
    bill = DIST / f"birzha-{version}.cdx.json"
    with tempfile.TemporaryDirectory(prefix="birzha-sbom-") as place:
        venv.create(place, symlinks=True)
        python = str(Path(place, "bin", "python"))
        install = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python)
        called(*install, "--require-hashes", "-r", "locks/runtime.txt")
        ours = [f"{package}=={version}" for package in packages()]
        called(*install, "--no-deps", "--no-index", "--find-links", str(DIST), *ours)
        said = called(str(Path(place, "bin", "birzha")), "--version")
        if said != f"birzha {version}":
            raise Refused(f'The installed program says "{said}", not "birzha {version}".')
        describe = (
            sys.executable,
            "-m",
            "cyclonedx_py",
            "environment",
            "--output-reproducible",
            "--output-format",
            "JSON",
        )
        called(*describe, "--output-file", str(bill), "--pyproject", "packages/birzha/pyproject.toml", python)
    tell(f"{bill.relative_to(ROOT)}: {bill.stat().st_size} bytes")


if __name__ == "__main__":
    run(main)
