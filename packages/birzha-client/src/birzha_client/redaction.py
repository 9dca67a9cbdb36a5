"""What may be shown of a call in logs, errors and recordings: an allow-list, so that a new secret stays hidden."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from birzha_client.operation import Kind, Operation, Parameter

HIDDEN = "<hidden>"
PLAIN = re.compile(r"-?\d{1,20}(\.\d{1,6})?|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}:\d{2}(:\d{2})?")
"""Numbers, dates and times: values without words."""
SHOWN_IDS = 10


def shown_parameters(operation: Operation | None, values: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of a call as they may be shown.

    Numbers, flags, dates and words from a declared list are shown. Free text, files and parameters that nobody declared
    are not: only how long they are.

    Args:
        operation: the declaration; ``None`` for a call that has none.
        values: the parameters by wire name.
    """
    declared = {parameter.name: parameter for parameter in operation.parameters} if operation else {}
    return {name: shown(declared.get(name), value) for name, value in values.items() if value is not None}


def shown(parameter: Parameter | None, value: Any) -> str:
    """One value as it may be shown."""
    if parameter is None or parameter.kind is Kind.FILE:
        return HIDDEN
    if parameter.kind is Kind.TEXT:
        return str(value) if value in parameter.choices else hidden(value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        items = [plain(item) for item in value] if isinstance(value, list | tuple | set | frozenset) else [HIDDEN]
        more = f" and {len(items) - SHOWN_IDS} more" if len(items) > SHOWN_IDS else ""
        return f"[{', '.join(items[:SHOWN_IDS])}]{more}"
    return plain(value)


def plain(value: Any) -> str:
    """A number, date or time; anything else is hidden, whatever it was declared as."""
    if isinstance(value, bool | int | float | Decimal | date | time):
        return str(value)
    return value if isinstance(value, str) and PLAIN.fullmatch(value) else hidden(value)


def hidden(value: Any) -> str:
    """A value that is not shown, and its length where it has one."""
    return f"<hidden, {len(value)} characters>" if isinstance(value, str) else HIDDEN
