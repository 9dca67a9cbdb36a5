"""Where a signed-in session is kept between runs: a file, or the system's keyring.

Signing in is what services watch most closely, so a session is worth keeping. A session is a plain JSON object; what is in it
is the dialect's business. It is as good as the password: files are readable by their owner alone.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

LOG = logging.getLogger("birzha_client.sessions")

Session = Mapping[str, Any]
"""What is kept: a JSON object."""


class SessionStore(Protocol):
    """Keeps one session."""

    def load(self) -> Session | None:
        """The session that is kept, or ``None``."""
        ...

    def save(self, session: Session) -> None:
        """Keep this session instead of the one before."""
        ...

    def clear(self) -> None:
        """Keep none."""
        ...

    def lock(self) -> AbstractContextManager[object]:
        """Keep others, in this process and in others, from renewing the session at the same time."""
        ...


class FileStore:
    """Keeps a session in a file that only its owner may read (mode 0600); a new one replaces it in one step.

    Args:
        path: the file; its folder is made when first needed. A file of the same name with ``.lock`` added stands beside it.
    """

    def __init__(self, path: Path | str) -> None:
        self.path: Path = Path(path).expanduser()
        self._threads = Lock()

    def __repr__(self) -> str:
        return f"FileStore({str(self.path)!r})"

    def load(self) -> Session | None:
        """The session in the file; a file that is missing or broken holds none.

        Raises:
            OSError: the file is there and cannot be read.
        """
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError:
            found = None
        if not isinstance(found, dict):
            LOG.warning("%s holds no session and is left aside; the next one will replace it", self.path)
            return None
        return found

    def save(self, session: Session) -> None:
        """Write the session to a new file beside the old one, and put it in its place.

        Raises:
            OSError: the file cannot be written; the old one stands.
        """
        import tempfile  # noqa: PLC0415 - costs 4 ms, and sessions are rarely saved

        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dict(session), file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def clear(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock; waits for whoever holds it."""
        with self._threads:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock_path = self.path.with_name(f"{self.path.name}.lock")
            handle = os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock_file(handle)
                yield
            finally:
                os.close(handle)  # and with it the lock


class KeyringStore:
    """Keeps a session in the system's keyring; needs the package ``keyring``.

    Args:
        service: the name under which the keyring shows it.
        username: whose session it is.

    Raises:
        ImportError: ``keyring`` is not installed.
    """

    def __init__(self, service: str, username: str) -> None:
        self._keyring: Any = import_module("keyring")
        self._place = (service, username)
        self._threads = Lock()

    def __repr__(self) -> str:
        return f"KeyringStore({self._place[0]!r})"

    def load(self) -> Session | None:
        """The session in the keyring; an entry that is no session counts as none."""
        with suppress(ValueError, TypeError):
            found = json.loads(self._keyring.get_password(*self._place))
            if isinstance(found, dict):
                return found
        return None

    def save(self, session: Session) -> None:
        """Put the session in the keyring."""
        self._keyring.set_password(*self._place, json.dumps(dict(session), ensure_ascii=False))

    def clear(self) -> None:
        """Take the session out of the keyring."""
        if self._keyring.get_password(*self._place) is not None:
            self._keyring.delete_password(*self._place)

    def lock(self) -> AbstractContextManager[object]:
        """Keep other threads away; keyrings have no lock for other processes."""
        return self._threads


class MemoryStore:
    """Keeps a session as long as the program runs: to share it between clients, and for tests.

    Args:
        session: what it holds at first.
    """

    def __init__(self, session: Session | None = None) -> None:
        self._session = None if session is None else dict(session)
        self._threads = Lock()

    def __repr__(self) -> str:
        return "MemoryStore()"

    def load(self) -> Session | None:
        """The session."""
        return self._session

    def save(self, session: Session) -> None:
        """Keep this session."""
        self._session = dict(session)

    def clear(self) -> None:
        """Keep none."""
        self._session = None

    def lock(self) -> AbstractContextManager[object]:
        """Keep other threads away."""
        return self._threads


def lock_of(store: SessionStore | None) -> AbstractContextManager[object]:
    """The lock of a store; none where there is no store."""
    return nullcontext() if store is None else store.lock()


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock_file(handle: int) -> None:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.05)
            else:
                return
else:
    import fcntl

    def _lock_file(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
