"""The forge and the package index of the rehearsal, both on this machine. The index is pypiserver."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Self
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pypiserver  # type: ignore[import-not-found]  # it is in the release tools' own environment alone
from tools.release.doubles import REPOSITORY, Forge


class IndexServer(ThreadingMixIn, WSGIServer):
    """A package index for several callers at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """A request to the index, without a line on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Say nothing."""


def package_index(folder: Path, token: str) -> IndexServer:
    """A pypiserver over a folder; uploads need the token."""
    allowed: Callable[[str, str], bool] = lambda _, password: password == token  # noqa: E731 - one line says it
    logging.getLogger("pypiserver").addHandler(logging.NullHandler())
    index = pypiserver.app(
        roots=[folder],
        authenticate=["update"],
        password_file="",
        auther=allowed,
        disable_fallback=True,
        overwrite=False,
    )
    return make_server("127.0.0.1", 0, index, server_class=IndexServer, handler_class=Quiet)


class Doubles:
    """The forge and the index, running as long as the block does.

    Args:
        forge_token: What the forge takes.
        registry_token: What the index takes.
    """

    def __init__(self, forge_token: str, registry_token: str) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="birzha-doubles-"))
        self.bare = self.place / "forge" / REPOSITORY
        self.packages = self.place / "index"
        self.packages.mkdir()
        self.bare.parent.mkdir(parents=True)
        self.forge = Forge(self.place / "forge", forge_token)
        self.index = package_index(self.packages, registry_token)

    def __enter__(self) -> Self:
        for server in (self.forge, self.index):
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in (self.forge, self.index):
            server.shutdown()
            server.server_close()
        shutil.rmtree(self.place, ignore_errors=True)

    @property
    def index_address(self) -> str:
        """Where packages are uploaded to."""
        return f"http://127.0.0.1:{self.index.server_port}/"

    @property
    def looked_up(self) -> str:
        """Where packages are looked up."""
        return "/".join((self.index_address.rstrip("/"), "simple", ""))
