"""A forge on this machine, for the rehearsal and the tests: git over HTTP with a token, and releases.

It is git's own server program behind a door that asks for the token, and as much of GitHub's and Gitea's API as a release needs.
"""

import base64
import json
import os
import re
import subprocess
import urllib.parse
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

API = "/api/v1"
REPOSITORY = "house/birzha"
GIT_SERVER = ("git", "http-backend")


class Forge(ThreadingHTTPServer):
    """The double of a forge.

    Args:
        root: Where its bare repositories are: ``root/house/birzha``.
        token: The one that may read and write.
    """

    daemon_threads = True

    def __init__(self, root: Path, token: str) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.root = root
        self.token = token
        self.releases: dict[int, dict[str, Any]] = {}
        self.files: dict[tuple[int, str], bytes] = {}
        self.addresses: list[str] = []

    @property
    def address(self) -> str:
        """Where it is reached, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class Door(BaseHTTPRequestHandler):
    """One request to the forge."""

    server: Forge
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Nothing on the terminal: the requests are kept."""

    def answer(self, status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        """What was sent, whole, also where git sends it in pieces."""
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        whole = bytearray()
        while size := int(self.rfile.readline().strip() or b"0", 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return bytes(whole)

    def known(self) -> bool:
        """Is the token shown in a header the right one?"""
        scheme, _, shown = self.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic":
            shown = base64.b64decode(shown).decode().partition(":")[2]
        return shown == self.server.token

    def handle_any(self) -> None:
        """Route a request."""
        self.server.addresses.append(self.path)
        path, _, query = self.path.partition("?")
        sent = self.body()
        if not self.known():
            self.answer(401, b'{"message":"token is required"}', WWW_Authenticate='Basic realm="forge"')
        elif path.startswith(API):
            self.api(path.removeprefix(f"{API}/repos/{REPOSITORY}/"), urllib.parse.parse_qs(query), sent)
        elif path.startswith("/uploads/"):
            self.keep(int(path.split("/")[-2]), urllib.parse.parse_qs(query)["name"][0], sent)
        else:
            self.git(path, query, sent)

    do_GET = do_POST = do_PATCH = handle_any  # noqa: N815 - the standard library's names

    def api(self, path: str, query: dict[str, list[str]], sent: bytes) -> None:
        """Releases: look one up by its tag, make one, change one, attach a file."""
        releases = self.server.releases
        if self.command == "GET" and path.startswith("releases/tags/"):
            tag = path.removeprefix("releases/tags/")
            found = next((each for each in releases.values() if each["tag_name"] == tag), None)
            self.answer(200 if found else 404, json.dumps(found or {"message": "not found"}).encode())
        elif self.command == "POST" and path == "releases":
            number = len(releases) + 1
            uploads = f"{self.server.address}/uploads/repos/{REPOSITORY}/releases/{number}/assets{{?name,label}}"
            page = f"{self.server.address}/{REPOSITORY}/releases/{number}"
            releases[number] = {**json.loads(sent), "id": number, "assets": [], "upload_url": uploads, "html_url": page}
            self.answer(201, json.dumps(releases[number]).encode())
        elif self.command == "PATCH" and re.fullmatch(r"releases/\d+", path):
            number = int(path.rpartition("/")[2])
            releases[number] |= json.loads(sent)
            self.answer(200, json.dumps(releases[number]).encode())
        elif self.command == "POST" and re.fullmatch(r"releases/\d+/assets", path):
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            form = message_from_bytes(head + sent, policy=policy.HTTP)
            content = next(part.get_payload(decode=True) for part in form.walk() if not part.is_multipart())
            self.keep(int(path.split("/")[1]), query["name"][0], content if isinstance(content, bytes) else b"")
        else:
            self.answer(404, b'{"message":"not found"}')

    def keep(self, number: int, name: str, content: bytes) -> None:
        """Attach a file to a release."""
        self.server.files[number, name] = content
        self.server.releases[number]["assets"].append({"name": name, "size": len(content)})
        self.answer(201, b"{}")

    def git(self, path: str, query: str, sent: bytes) -> None:
        """Hand a request to git's own server program."""
        env = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.server.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "somebody",
            "REMOTE_ADDR": "127.0.0.1",
        }
        told = subprocess.run(GIT_SERVER, input=sent, env=env, capture_output=True, check=False)
        head, _, content = told.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(fields.pop("Status", "200").split()[0])
        self.answer(status, content, fields.pop("Content-Type", "text/plain"))
