"""The error that both clients share: nobody can say whether the call was applied."""

from collections.abc import Mapping


class OutcomeUnknown(Exception):
    """The answer to a call that changes something was lost: it may have been applied, or not.

    Never repeat the call before finding out. Each client has a subclass that is also its own network error.

    Args:
        operation: name of the call on the wire.
        parameters: its parameters, fit to be shown.
        find_out: how to find out what happened.
        cause: what went wrong on the way.
    """

    operation: str
    parameters: Mapping[str, str]
    find_out: str
