"""The seam for a virus scanner: anything that takes the bytes of a file and names what it found in them.

The exchange itself knows only the file that exists for tests (EICAR). A real one names a scanner of its operator's choice, such as
ten lines that hand the bytes to clamd; it runs on a thread, after everything that is cheaper to find out.
"""

import logging
from importlib import import_module
from typing import Protocol

from birzha.errors import FileHasVirus, FileNotUploaded

logger = logging.getLogger("birzha.scanning")

# in halves, or every scanner would take this very file for infected
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(Protocol):
    """Looks for viruses."""

    def __call__(self, content: bytes, /) -> str:
        """The name of what is in the file, empty when nothing is.

        Args:
            content: all of the file, at most 10 MiB. It is called on a thread and may wait; it should have a time limit of its own.

        Raises:
            Exception: it cannot tell; the file is refused then, since nobody has looked.
        """
        ...


def find_test_virus(content: bytes, /) -> str:
    """The scanner that is always there: finds the EICAR test file, anywhere in a file."""
    return "EICAR-Test-File" if _EICAR in content else ""


def refuse_viruses(content: bytes, scanner: Scanner) -> None:
    """Have a file looked at.

    Args:
        content: all of it.
        scanner: that looks.

    Raises:
        FileHasVirus: it found something.
        FileNotUploaded: it could not look.
    """
    try:
        found = scanner(content)
    except Exception:
        logger.exception("a file could not be scanned, and was refused")
        raise FileNotUploaded(
            "Файл не удалось проверить на вирусы: отправьте его ещё раз немного позже.", field="file"
        ) from None
    if found:
        logger.warning("a file was refused: %s", found)
        raise FileHasVirus("В файле найден вирус.", field="file")


def scanner_named(name: str) -> Scanner:
    """The scanner of that name.

    Args:
        name: ``package.module:function``.

    Raises:
        ValueError: there is no such function.
    """
    module, _, function = name.partition(":")
    try:
        found: Scanner = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"there is no scanner {name!r}: {error}") from None
    if not callable(found):
        raise ValueError(f"the scanner {name!r} cannot be called")  # noqa: TRY004  # the caller asks about the name, not a type
    return found
