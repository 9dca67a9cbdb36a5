"""Signs dist/ with the identity that the forge vouches for, so that anyone can see which workflow built a file.

Usage: python -m tools.release.attest

Beside each file lies FILE.publish.attestation afterwards (PEP 740). Where the platform gives no identity (Gitea, a person's own
machine) nothing is signed, and that is said.
"""

import os
import subprocess
import sys

from tools.release.dist import tagged, uploads
from tools.release.git import Refused, run, tell


def main() -> None:
    """The command."""
    files = uploads(tagged())
    if not os.environ.get("ACTIONS_ID_TOKEN_REQUEST_URL"):
        tell(
            "No attestations: this platform vouches for nobody (on GitHub the job needs: permissions: id-token: write)."
        )
        return
    told = subprocess.run(
        [sys.executable, "-m", "pypi_attestations", "sign", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise Refused(
            "The files could not be signed:",
            told.stderr.strip()[-2000:],
            "Run the job again; nothing was uploaded yet.",
        )
    tell(f"{len(files)} files are signed.")


if __name__ == "__main__":
    run(main)
