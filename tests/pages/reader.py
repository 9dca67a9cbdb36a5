"""Somebody who follows a page to the letter: one shell, a home and a working folder of their own."""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from .page import Block, is_shown, steps_of

PATIENCE = 120
"""Seconds for one block; installing from a clone gets ten times as long."""

PRINTED_PORT = 8000
"""The port that the pages print."""

PLACE = re.compile(r"(?:(?<=127\.0\.0\.1:)|(?<=localhost:)|(?<=--port ))(?:800[0-9])\b")
"""Ports of a page, where they stand as such."""

SEPARATOR = "\x1e"

BEFORE = """
separator=$'\\x1e'; failures=
trap 'failures="$failures$?:$LINENO: $BASH_COMMAND$separator"' ERR
"""


class Differs(AssertionError):
    """The page says one thing, and another happened."""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@dataclass
class Reader:
    """Follows the blocks of one page.

    Tests that run side by side cannot all have the port that the pages print: each reader gets one of its own, in
    ``BIRZHA_PORT`` for the programs and in place of the printed one in what is typed. With ``port=8000`` nothing is replaced.

    Args:
        name: of the page, for what is said when it fails.
        folder: for the home, the working folder and notes.
        path: what comes first in ``PATH``.
        language: of the command line.
        port: that servers of this page listen on.
        extra: further environment variables.
        patience: seconds for one block.
    """

    name: str
    folder: Path
    path: tuple[str, ...]
    language: str
    port: int
    extra: dict[str, str] = field(default_factory=dict)
    patience: float = PATIENCE
    printed: str = ""
    _servers: list[tuple[int, Path, str]] = field(default_factory=list)
    _ports: dict[int, int] = field(default_factory=dict)
    _notes: int = 0

    def __enter__(self) -> Self:
        self._ports[PRINTED_PORT] = self.port
        self.work.mkdir(parents=True, exist_ok=True)
        self.home.mkdir()
        self.notes.mkdir()
        (self.notes / "before.sh").write_text(BEFORE)
        self._said, told = os.pipe()
        self._shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            stdin=subprocess.PIPE,
            bufsize=0,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.work,
            env=self.environment(),
            pass_fds=(told,),
            start_new_session=True,
            preexec_fn=_heed_ctrl_c,  # noqa: PLW1509  # one call that takes no lock
        )
        os.close(told)
        self._told = told
        self._type(f". {self.notes}/before.sh")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.stop(quietly=error is not None)
        finally:
            for process, _, _ in self._servers:
                _end(process, signal.SIGKILL)
            self._shell.kill()
            self._shell.communicate()
            os.close(self._said)
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def work(self) -> Path:
        """The working folder."""
        return self.folder / "work"

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.folder / "home"

    @property
    def notes(self) -> Path:
        """What the reader's fingers need and the page does not see."""
        return self.folder / "notes"

    def environment(self) -> dict[str, str]:
        """The tests' own, without anything that the programs of this house listen to."""
        ours = (
            "BIRZHA_",
            "ETXT_",
            "KWORK_",
            "XDG_",
            "PYTEST_",
            "COV_",
            "LC_",
            "LANG",
            "PG",
            "VIRTUAL_ENV",
            "PYTHON",
            "GIT_",
            "MAKE",
            "MFLAGS",
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        mine = {
            "HOME": str(self.home),
            "PATH": os.pathsep.join((*self.path, os.environ["PATH"])),
            "LANG": {"ru": "ru_RU.UTF-8", "en": "C.UTF-8"}[self.language],
            "LC_CTYPE": "C.UTF-8",
            "COLUMNS": "120",
            "BIRZHA_PORT": str(self.port),
        }
        return {**kept, **mine, **self.extra}

    def follow(self, block: Block) -> None:
        """Do what a block says.

        Raises:
            Differs: something else happened than the page says.
        """
        if block.is_output:
            self._compare(block, block.code, self.printed)
        elif block.is_file:
            place = self._here() / block.marks["title"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(self._with_port(block.code), encoding="utf-8")
        elif block.is_run:
            if "after" in block.marks:
                self.stop()
            self._run(block)

    def stop(self, *, quietly: bool = False) -> None:
        """Ctrl-C in the terminals where something goes on.

        Args:
            quietly: whatever becomes of it.

        Raises:
            Differs: one did not end well.
        """
        while self._servers:
            self._stop(*self._servers[-1], quietly=quietly)
            self._servers.pop()

    def _run(self, block: Block) -> None:
        if url := block.marks.get("serves"):
            self._serve(block, self._with_port(url))
        elif block.language == "console":
            for command, shown in steps_of(block.code):
                self._do(block, command)
                self._compare(block, shown, self.printed)
        elif block.language == "python":
            script = self._note("py", self._with_port(block.code))
            self._do(block, f"python - <{script}")
        else:
            self._do(block, block.code)

    def _do(self, block: Block, code: str) -> None:
        script = self._note("sh", self._with_port(code))
        out = script.with_suffix(".out")
        self._type(f"failures=; . {script} >{out} 2>&1 </dev/null")
        self._type(
            f'code=$?; printf "%s" "$failures" >{script}.failures; pwd >{self.notes}/here; echo $code >&{self._told}'
        )
        code_of_last = self._hear(block, out)
        self.printed = out.read_text(encoding="utf-8", errors="replace")
        # the trap also fires for the sourcing itself, when its last command failed
        failures = script.with_name(f"{script.name}.failures").read_text(encoding="utf-8").split(SEPARATOR)
        failures = [each for each in failures if each and f". {script}" not in each]
        expected = int(block.marks.get("fails", "0"))
        if code_of_last != expected or len(failures) != (1 if expected else 0):
            said = "; ".join(failures) or f"exit code {code_of_last}"
            raise Differs(self._where(block, f"failed (exit code:line: command): {said}"))

    def _serve(self, block: Block, url: str) -> None:
        script = self._note("sh", self._with_port(block.code))
        out = script.with_suffix(".out")
        self._type(f"set -m; (. {script}) >{out} 2>&1 </dev/null & echo $! >&{self._told}; set +m")
        process = self._hear(block, out)
        self._servers.append((process, out, block.code))
        until = time.monotonic() + self.patience
        while not _answers(url):
            if time.monotonic() > until or not _is_there(process):
                self.printed = out.read_text(encoding="utf-8", errors="replace")
                raise Differs(self._where(block, f"{url} does not answer"))
            time.sleep(0.05)
        self.printed = out.read_text(encoding="utf-8", errors="replace")

    def _stop(self, process: int, out: Path, code: str, *, quietly: bool) -> None:
        _end(process, signal.SIGINT)
        self._type(f"wait {process}; echo $? >&{self._told}")
        block = Block("sh", code, 0)
        try:
            status = self._hear(block, out)
        except Differs:
            if quietly:
                return
            raise
        if status and not quietly:
            self.printed = out.read_text(encoding="utf-8", errors="replace")
            raise Differs(self._where(block, f"Ctrl-C ended it with exit code {status}"))

    def _compare(self, block: Block, shown: str, printed: str) -> None:
        if not is_shown(self._with_port(shown), printed):
            raise Differs(self._where(block, f"another output; the page shows:\n{shown}"))

    def _here(self) -> Path:
        """The shell's folder now: the page may have changed it."""
        told = self.notes / "here"
        return Path(told.read_text(encoding="utf-8").rstrip("\n")) if told.exists() else self.work

    def _with_port(self, text: str) -> str:
        return PLACE.sub(lambda found: str(self._port_for(int(found[0]))), text)

    def _port_for(self, printed: int) -> int:
        if self.port == PRINTED_PORT:
            return printed
        return self._ports.setdefault(printed, free_port())

    def _note(self, kind: str, text: str) -> Path:
        self._notes += 1
        place = self.notes / f"{self._notes:03}.{kind}"
        place.write_text(text, encoding="utf-8")
        return place

    def _type(self, line: str) -> None:
        if self._shell.stdin is None:
            raise Differs("the shell listens no more")
        with suppress(BrokenPipeError):  # a page may have ended the shell: then it says nothing more, and that is told
            self._shell.stdin.write(f"{line}\n".encode())

    def _hear(self, block: Block, out: Path) -> int:
        """The number that the shell says next."""
        ready, _, _ = select.select([self._said], [], [], self.patience)
        answer = os.read(self._said, 100) if ready else b""
        if not answer:
            _end(self._shell.pid, signal.SIGKILL)
            self.printed = out.read_text(encoding="utf-8", errors="replace") if out.exists() else ""
            raise Differs(self._where(block, f"no end after {self.patience:.0f} s"))
        return int(answer)

    def _where(self, block: Block, what: str) -> str:
        port = "" if self.port == PRINTED_PORT else f" (port {PRINTED_PORT} of the page is {self.port} here)"
        servers = "".join(
            f"\n--- {code.strip()} said:\n{out.read_text(encoding='utf-8', errors='replace')[-600:]}"
            for _, out, code in self._servers
        )
        return (
            f"{self.name}, line {block.line}: {what}{port}\n{block.code}--- it said:\n{self.printed[-3000:]}{servers}"
        )


def _heed_ctrl_c() -> None:
    """A shell that was started where Ctrl-C is ignored (in the background, by nohup) would hand that on to all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _end(process: int, how: signal.Signals) -> None:
    """Signal a process and what it started: each has a group of its own."""
    try:
        os.killpg(process, how)
    except ProcessLookupError:
        return
