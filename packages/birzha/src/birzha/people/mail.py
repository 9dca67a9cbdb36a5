"""Letters to people outside of the exchange: the seam, and the two ways of delivery that stand."""

import asyncio
import sys
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Protocol, TextIO

from birzha.ids import Ids


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person.

    Args:
        to: the address.
        subject: one line.
        text: plain.
        date: when it was written, unixtime.
    """

    to: str
    subject: str
    text: str
    date: int


class Mailer(Protocol):
    """Takes letters for delivery."""

    async def send(self, letter: Letter) -> None:
        """Take a letter over.

        Raises:
            OSError: it could not be taken.
        """
        ...


@dataclass(frozen=True, slots=True)
class OutboxMailer:
    """Puts each letter as an ``.eml`` file into a folder, from which the operator's mail system sends it.

    Args:
        folder: made when missing; a file appears in it only when it is whole.
        ids: draws the names of the files.
        sender: the exchange's own address.
    """

    folder: Path
    ids: Ids
    sender: str = "birzha@localhost"

    async def send(self, letter: Letter) -> None:
        """Write the file."""
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = formatdate(letter.date)
        message.set_content(letter.text)
        await asyncio.to_thread(self._write, f"{letter.date}-{self.ids.token()}.eml", message.as_bytes())

    def _write(self, name: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(content)
        unfinished.replace(self.folder / name)


@dataclass(frozen=True, slots=True)
class ConsoleMailer:
    """Prints each letter: for the sandbox, where the reader stands beside it.

    Args:
        stream: where to.
    """

    stream: TextIO = field(default_factory=lambda: sys.stderr)

    async def send(self, letter: Letter) -> None:
        """Print it."""
        self.stream.write(f"To: {letter.to}\nSubject: {letter.subject}\n\n{letter.text}\n")
        self.stream.flush()
