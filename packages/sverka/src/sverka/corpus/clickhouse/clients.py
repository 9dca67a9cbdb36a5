"""How a ClickHouse is spoken to: two calls, over HTTP or in this process."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from sverka.errors import SverkaError

_TOLD = 500


class Refused(SverkaError):
    """ClickHouse did not do what it was asked, or does not answer.

    Args:
        said: what it said, or what happened.
    """

    def __init__(self, said: str) -> None:
        super().__init__(
            f"ClickHouse did not do what the corpus asked: {said[:_TOLD]}. Look whether it runs, takes this user and has "
            "room; what was acknowledged before is there."
        )


class Client(Protocol):
    """What the corpus needs of a connection. Its rows are those of ClickHouse's format RowBinary."""

    def execute(self, statement: str, rows: bytes = b"") -> None:
        """Does something and returns when it is done.

        Args:
            statement: what; an ``INSERT`` names no format.
            rows: what is inserted.

        Raises:
            Refused: it was not done.
        """
        ...

    def query(self, statement: str) -> bytes:
        """The rows of an answer.

        Args:
            statement: a ``SELECT`` that names no format.

        Raises:
            Refused: there is no answer.
        """
        ...


class Embedded:
    """The ClickHouse that runs in this process, of the package ``chdb`` (``pip install sverka[clickhouse]``).

    Args:
        session: a ``chdb.session.Session``, opened on a folder; the caller closes it.
    """

    def __init__(self, session: Any) -> None:
        self._session = session

    def execute(self, statement: str, rows: bytes = b"") -> None:
        """Does something; see ``Client``."""
        try:
            if not rows:
                self._session.query(statement)
                return
            with self._session.send_insert(statement, "RowBinary") as insert:
                insert.append(rows)
                insert.finish()
        except RuntimeError as error:
            raise Refused(str(error)) from error

    def query(self, statement: str) -> bytes:
        """The rows of an answer; see ``Client``."""
        try:
            answer: bytes = self._session.query(statement, "RowBinary").bytes()
        except RuntimeError as error:
            raise Refused(str(error)) from error
        return answer


class Http:
    """A server's HTTP interface. Every call has a connection of its own, so that threads may share this.

    Args:
        url: ``http://host:8123`` or ``https://host:8443``.
        user: who asks.
        password: of the user.
        database: where the corpus' tables are.
        timeout: seconds to wait for the server.
    """

    def __init__(
        self, url: str, *, user: str = "default", password: str = "", database: str = "default", timeout: float = 60
    ) -> None:
        place = urlsplit(url)
        if place.scheme not in {"http", "https"} or not place.hostname:
            raise ValueError(f"{url} is no address of a server. Give one like http://localhost:8123.")
        self._host, self._port, self._timeout = place.hostname, place.port, timeout
        self._kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        self._path = place.path or "/"
        self._heads = {"X-ClickHouse-User": user, "X-ClickHouse-Key": password, "X-ClickHouse-Database": database}

    def execute(self, statement: str, rows: bytes = b"") -> None:
        """Does something; see ``Client``."""
        if rows:
            self._ask({"query": f"{statement} FORMAT RowBinary"}, rows)
        else:
            self._ask({}, statement.encode())

    def query(self, statement: str) -> bytes:
        """The rows of an answer; see ``Client``."""
        return self._ask({"default_format": "RowBinary"}, statement.encode())

    def _ask(self, options: dict[str, str], body: bytes) -> bytes:
        # The server holds the answer back until it is whole: an error half-way is an error, not a short answer.
        asked = urlencode({**options, "wait_end_of_query": "1"})
        line = self._kind(self._host, self._port, timeout=self._timeout)
        try:
            line.request("POST", f"{self._path}?{asked}", body, self._heads)
            answer = line.getresponse()
            told = answer.read()
        except (OSError, HTTPException) as error:
            raise Refused(f"{self._host} does not answer ({error})") from error
        finally:
            line.close()
        if answer.status != 200:
            raise Refused(f"{answer.status}, {told.decode(errors='replace').strip()}")
        return told
