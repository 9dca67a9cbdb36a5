"""A container without an engine: the image's command with the image's variables, and its health check beside it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .dockerfile import Stage, environment_of, health_of

PATIENCE = 60
"""Seconds until a start is given up; the image itself allows ``start-period`` and then ``retries``."""
PAUSE = 0.2


@dataclass
class Container:
    """A running one.

    Args:
        process: of the command.
        url: where it answers.
        health: the health check's command.
        variables: of both.
        folder: where both run.
        user: as whom; ``None``: as ourselves.
    """

    process: "subprocess.Popen[str]"
    url: str
    health: list[str]
    variables: dict[str, str]
    folder: Path
    user: int | None

    def healthy(self) -> bool:
        """Whether the health check succeeds."""
        done = subprocess.run(
            _found(self.health, self.variables),
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            user=self.user,
            check=False,
        )
        return done.returncode == 0

    def wait(self) -> None:
        """Wait until it is healthy."""
        end = time.monotonic() + PATIENCE
        while not self.healthy():
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end, "it never became healthy"
            time.sleep(PAUSE)

    def stop(self) -> tuple[int, str]:
        """Stop it as an engine does; gives the exit code and all that was said on its error output."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            _, errors = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, errors = self.process.communicate()
        return self.process.returncode, errors


def start(
    stage: Stage, root: Path, command: list[str] | None = None, *, user: int | None = None, **variables: str
) -> Container:
    """Start the image.

    Args:
        stage: the last one of the Dockerfile.
        root: of the image.
        command: instead of ``CMD``, as a compose file says it.
        user: as whom to run.
        variables: of the container, over those of the image.
    """
    port = _free_port()
    own = {name: _below(root, value) for name, value in environment_of(stage).items()}
    own["PATH"] = own["PATH"].replace("$PATH", os.environ["PATH"])
    told = {**own, "HOME": f"{root}/data", "LANG": "C.UTF-8", **variables}
    # the tests listen on this machine alone, and many at once
    told |= {"BIRZHA_HOST": "127.0.0.1", "BIRZHA_PORT": str(port)}
    argv = _found([*stage.last("ENTRYPOINT").words(), *(command or stage.last("CMD").words())], told)
    folder = root / "data"
    process = subprocess.Popen(
        argv, cwd=folder, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, user=user
    )
    return Container(process, f"http://127.0.0.1:{port}", health_of(stage)[1], told, folder, user)


def plain_user(stage: Stage, variables: Mapping[str, str]) -> int | None:
    """The image's user where we may become that one and the program can be read by everybody; else ``None``."""
    user = int(stage.last("USER").text.partition(":")[0])
    if os.getuid() != 0:
        return None
    tried = (
        subprocess.run(
            _found(["python", "-c", ""], variables), env=dict(variables), capture_output=True, user=user, check=False
        )
        if _readable(variables, user)
        else None
    )
    return user if tried is not None and tried.returncode == 0 else None


def _readable(variables: Mapping[str, str], user: int) -> bool:
    python = Path(_found(["python"], variables)[0]).resolve()
    return all(each.stat().st_mode & 0o001 for each in (python, *python.parents))


def _found(argv: list[str], variables: Mapping[str, str]) -> list[str]:
    """The command with its program found on the image's PATH."""
    for folder in variables["PATH"].split(":"):
        if (path := Path(folder, argv[0])).exists():
            return [str(path), *argv[1:]]
    raise FileNotFoundError(argv[0])


def _below(root: Path, value: str) -> str:
    return f"{root}{value}" if value.startswith(("/opt/", "/data")) else value


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port
