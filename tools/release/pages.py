"""Pushes the built site to the branch that the forge serves.

Usage: python -m tools.release.pages [REMOTE]        origin by default

Variables: PAGES_BRANCH ("pages" without it), PAGES_DOMAIN (a name of one's own, written into the file CNAME), FORGE_TOKEN. The
branch holds one commit at a time: what was there before is replaced, so that the repository does not grow by each build.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tools.release.git import ROOT, Refused, answers, authorised, git, run, tell

SITE = ROOT / "site"
WORDS = ("-c", "user.name=Birzha pages", "-c", "user.email=pages@birzha.invalid")


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Pushes site/ to the branch of the pages.")
    options.add_argument("remote", nargs="?", default="origin")
    address = git("remote", "get-url", "--push", options.parse_args().remote, cwd=ROOT)
    branch = os.environ.get("PAGES_BRANCH") or "pages"
    if branch in {"main", "master", answers("branch", "--show-current", cwd=ROOT)}:
        raise Refused(
            f"The pages would replace the branch {branch}. Set PAGES_BRANCH to a branch of their own, such as pages."
        )
    if not (SITE / "index.html").is_file():
        raise Refused("There is no site/index.html. Build the site first: make docs")
    with tempfile.TemporaryDirectory(prefix="birzha-pages-") as place:
        copy = Path(place, "pages")
        shutil.copytree(SITE, copy)
        (copy / ".nojekyll").touch()
        if domain := os.environ.get("PAGES_DOMAIN"):
            (copy / "CNAME").write_text(f"{domain}\n", encoding="utf-8")
        git("init", "--quiet", f"--initial-branch={branch}", cwd=copy)
        git("add", "--all", "--force", cwd=copy)
        git(
            *WORDS,
            "commit",
            "--quiet",
            "-m",
            f"docs: pages of {git('describe', '--tags', '--always', cwd=ROOT)}",
            cwd=copy,
        )
        try:
            git("push", "--force", "--quiet", address, f"HEAD:refs/heads/{branch}", cwd=copy, env=authorised())
        except Refused as refused:
            raise Refused(
                refused.text,
                "The pages were not pushed. The token needs write access to the repository's contents (RELEASE_TOKEN, or the",
                'workflow\'s with "permissions: contents: write"), and the branch must not be protected against a push by force.',
            ) from None
        size = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file() and ".git" not in path.parts)
    tell(f"The pages ({size // 1024} KiB) are on the branch {branch}.")


if __name__ == "__main__":
    run(main)
