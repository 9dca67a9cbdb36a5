"""The page of a release on the forge: what changed, and the files. GitHub's API and Gitea's (Forgejo's).

Usage: python -m tools.release.release_object

Variables: GITHUB_API_URL, GITHUB_REPOSITORY (owner/name): both forges set them; FORGE_TOKEN; FORGE=github or gitea where neither
forge's runner says so itself. Called again, it brings the text up to date and adds the files that are missing.
"""

import hashlib
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import IO, Any

from tools.release.changelog import section
from tools.release.dist import DIST, tagged, uploads
from tools.release.git import ROOT, Refused, run, tell

PATIENCE = 120.0
"""Seconds for one call; the largest file has some megabytes."""

NOT_FOUND = 404


class Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else: the token is for the forge that was named."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """No request at all."""


@dataclass(frozen=True)
class Forge:
    """A forge's API for one repository.

    Args:
        api: Where the API begins, without a slash at the end.
        repository: The owner and the name, "owner/name".
        token: Shown in a header of each request.
        gitea: Files are sent as Gitea takes them, not as GitHub does.
    """

    api: str
    repository: str
    token: str
    gitea: bool

    def call(self, method: str, address: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        """The decoded answer, or None where there is nothing of that name.

        Raises:
            Refused: The forge refused; its words and what to do are told.
        """
        url = address if "://" in address else f"{self.api}/repos/{self.repository}/{address}"
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept": "application/json",
            "User-Agent": "birzha-release",
            "Content-Type": kind,
        }
        request = urllib.request.Request(url, data=body, method=method, headers=headers)
        try:
            with urllib.request.build_opener(Stay).open(request, timeout=PATIENCE) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            if error.code == NOT_FOUND and method == "GET":
                return None
            words = error.read(500).decode(errors="replace")
            raise Refused(f"The forge answered {error.code} to {method} {url}: {words}", why(error.code)) from None
        except OSError as error:
            raise Refused(f"The forge was not reached ({error}). Is GITHUB_API_URL right? Then run it again.") from None

    def send(self, release: dict[str, Any], path: Path) -> None:
        """Attach a file to a release."""
        name = urllib.parse.quote(path.name)
        if self.gitea:
            border = uuid.uuid4().hex
            head = f'--{border}\r\nContent-Disposition: form-data; name="attachment"; filename="{path.name}"\r\n\r\n'
            body = head.encode() + path.read_bytes() + f"\r\n--{border}--\r\n".encode()
            self.call(
                "POST", f"releases/{release['id']}/assets?name={name}", body, f"multipart/form-data; boundary={border}"
            )
        else:
            address = release["upload_url"].partition("{")[0]
            if urllib.parse.urlsplit(address).scheme != urllib.parse.urlsplit(self.api).scheme:
                raise Refused(
                    f"The forge wants the files at {address}, another kind of address than its API's; nothing is sent there."
                )
            self.call("POST", f"{address}?name={name}", path.read_bytes(), "application/octet-stream")


def why(status: int) -> str:
    """What to do about the forge's refusal."""
    if status in {401, 403}:
        return "The token is not valid, or may not write releases: it needs write access to the repository's contents."
    if status == NOT_FOUND:
        return "There is no such repository, or the token may not see it. Is GITHUB_REPOSITORY right?"
    return "Nothing else was changed. When the reason is gone, run it again: what is there is kept."


def forge() -> Forge:
    """The forge that the environment names.

    Raises:
        Refused: Something is not said.
    """
    missing = [name for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "FORGE_TOKEN") if not os.environ.get(name)]
    if missing:
        raise Refused(
            f"It is not said: {', '.join(missing)}. A forge's runner sets the first two; FORGE_TOKEN is a token that may write."
        )
    api = os.environ["GITHUB_API_URL"].rstrip("/")
    kind = os.environ.get("FORGE") or ("gitea" if os.environ.get("GITEA_ACTIONS") == "true" else "github")
    return Forge(api, os.environ["GITHUB_REPOSITORY"], os.environ["FORGE_TOKEN"], kind == "gitea")


def files(version: str) -> list[Path]:
    """What is attached: the packages, the bill of materials, the attestations, and the sums of all of them."""
    found = [*uploads(version), *sorted(DIST.glob("*.cdx.json")), *sorted(DIST.glob("*.publish.attestation"))]
    sums = DIST / "SHA256SUMS"
    sums.write_text(
        "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in found), encoding="utf-8"
    )
    return [*found, sums]


def main() -> None:
    """The command."""
    version = tagged()
    text = section((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    attached = files(version)
    there = forge()
    tag = f"v{version}"
    said = json.dumps({"tag_name": tag, "name": tag, "body": text, "draft": False, "prerelease": False}).encode()
    release = there.call("GET", f"releases/tags/{tag}")
    how = ("POST", "releases") if release is None else ("PATCH", f"releases/{release['id']}")
    release = there.call(*how, said)
    present = {asset["name"] for asset in release.get("assets") or []}
    for path in attached:
        if path.name not in present:
            there.send(release, path)
    tell(f"The release {tag} is on the forge with {len(attached)} files: {release.get('html_url', 'no address told')}")


if __name__ == "__main__":
    run(main)
