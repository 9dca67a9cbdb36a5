"""What the market refuses, and why. Nothing here knows HTTP; each face has one table from these classes to its own codes.

MarketError
├── Invalid             a value is missing or beyond its limits
├── NotFound            there is no such thing, or it is not yours to see
├── Forbidden           the thing is there, the act is not allowed: role, owner, state
│   ├── WrongState      the thing is in a state that does not allow it
│   └── WrongCredentials  login and password do not belong together
├── LimitExceeded       an allowance is used up
├── TooSoon             the same act was done a moment ago
├── NotEnoughMoney      the account cannot cover it
├── ContactsFound       a public text carries contact data
├── NoSuchTarget        the addressee of an individual order cannot be addressed
├── WorkMismatch        the addressee does not do this work at this price
├── Taken               a unique name is in use
└── FileRefused         an upload was not accepted
    ├── FileEmpty, FileNotUploaded, FileTooBig, FileBadType, FileHasVirus
"""


class MarketError(Exception):
    """A command or query was refused; nothing has changed.

    Args:
        message: what happened, in Russian, for the person who asked.
        field: the parameter at fault, where there is one, by the market's name.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Invalid(MarketError):
    """A value is missing or beyond its limits."""


class NotFound(MarketError):
    """There is no such thing, or the caller may not know of it."""


class Forbidden(MarketError):
    """The thing is there, but this person may not do this."""


class WrongState(Forbidden):
    """The thing is in a state that does not allow the act."""


class WrongCredentials(Forbidden):
    """Login and password do not belong together; which of them is wrong is not said."""


class LimitExceeded(MarketError):
    """An allowance is used up."""


class TooSoon(MarketError):
    """The same act was done a moment ago and has a time-out.

    Args:
        message: as for every market error.
        field: as for every market error.
        wait: seconds until it may be done again.
    """

    def __init__(self, message: str, *, field: str = "", wait: int = 60) -> None:
        super().__init__(message, field=field)
        self.wait = wait


class NotEnoughMoney(MarketError):
    """The available balance does not cover the sum."""


class ContactsFound(MarketError):
    """A text that others will read carries contact data."""


class NoSuchTarget(MarketError):
    """The addressee of an individual order does not exist, is no performer, or one has blocked the other."""


class WorkMismatch(MarketError):
    """The kind of work or the price is not what the addressee accepts."""


class Taken(MarketError):
    """A unique name is in use already."""


class FileRefused(MarketError):
    """An upload was not accepted."""


class FileEmpty(FileRefused):
    """The file has no bytes."""


class FileNotUploaded(FileRefused):
    """The upload is broken."""


class FileTooBig(FileRefused):
    """The file is over the limit."""


class FileBadType(FileRefused):
    """The kind of file is not accepted, or its content is not what its name says."""


class FileHasVirus(FileRefused):
    """The file carries a virus signature."""
