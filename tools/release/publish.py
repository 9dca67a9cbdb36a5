"""Uploads dist/ to the registry that the variables name.

Usage: python -m tools.release.publish

Variables: REGISTRY_UPLOAD_URL (where to), REGISTRY_INDEX_URL (optional: the index to look into, so that a second run passes
over what is there), REGISTRY_TOKEN or REGISTRY_USERNAME and REGISTRY_PASSWORD (none of them where the registry trusts the
forge's word), REGISTRY_ATTESTATIONS=true (the registry takes attestations). No registry is named in this repository.
"""

import os
import subprocess
import sys

from tools.release.dist import DIST, tagged, uploads
from tools.release.git import Refused, run, tell

GIVEN = {
    "REGISTRY_UPLOAD_URL": "UV_PUBLISH_URL",
    "REGISTRY_INDEX_URL": "UV_PUBLISH_CHECK_URL",
    "REGISTRY_TOKEN": "UV_PUBLISH_TOKEN",
    "REGISTRY_USERNAME": "UV_PUBLISH_USERNAME",
    "REGISTRY_PASSWORD": "UV_PUBLISH_PASSWORD",
}
"""Our variables, and those by which the uploader reads them: no secret is an argument, which other processes can read."""


def environment() -> dict[str, str]:
    """What the uploader is told.

    Raises:
        Refused: It is not said where to, or in whose name.
    """
    given = {theirs: os.environ[ours] for ours, theirs in GIVEN.items() if os.environ.get(ours)}
    if "UV_PUBLISH_URL" not in given:
        raise Refused(
            "It is not said where to publish. Set the variable REGISTRY_UPLOAD_URL to the registry's address for uploads",
            "(on the forge among the repository's variables, beside the secret REGISTRY_TOKEN).",
        )
    named = {"UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD"} & given.keys()
    if not named and not os.environ.get("ACTIONS_ID_TOKEN_REQUEST_URL"):
        raise Refused(
            "It is not said in whose name to publish. Set the secret REGISTRY_TOKEN (or REGISTRY_USERNAME and REGISTRY_PASSWORD);",
            "without either only a registry takes it that trusts this forge's word, where the forge gives one.",
        )
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    return {**inherited, **given, "NO_COLOR": "1"}


def why(words: str) -> str:
    """What to do about the registry's refusal."""
    if "401" in words or "403" in words:
        return "The registry does not take this token, or not for these packages. Make a new one there: the secret REGISTRY_TOKEN."
    if "409" in words or "already exists" in words or "different hash" in words:
        return (
            "Files of this version are there already, and a version is never uploaded twice. If an upload broke off, set "
            "REGISTRY_INDEX_URL, so that what is there is passed over, and run it again; else make the next version: "
            "make release LEVEL=patch"
        )
    return "What was uploaded stays. When the reason is gone, run it again with REGISTRY_INDEX_URL set: what is there is passed over."


def main() -> None:
    """The command."""
    version = tagged()
    files = uploads(version)
    env = environment()
    options = [] if os.environ.get("REGISTRY_ATTESTATIONS") == "true" else ["--no-attestations"]
    told = subprocess.run(
        [sys.executable, "-m", "uv", "publish", "--no-config", "--no-progress", *options, *map(str, files)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise Refused(f"The upload of {version} was refused:", told.stderr.strip(), why(told.stderr))
    tell(f"{version}: {len(files)} files of {DIST.name}/ are at the registry.")


if __name__ == "__main__":
    run(main)
