"""What a failed test shows of its requests."""

import json
from typing import Any

from birzha.testing.exchange import Exchange
from birzha.testing.hands import Request

SHOWN = 30
"""How many requests are shown, the last ones."""
LONGEST = 300
"""How much of the parameters, and of an answer, is shown, characters."""


def journal_text(exchange: Exchange) -> str:
    """The test's requests as lines; empty when there were none.

    Args:
        exchange: of the test.
    """
    requests = exchange.journal.requests()
    if not requests:
        return ""
    hidden = len(requests) - SHOWN
    told = [f"… {hidden} earlier"] if hidden > 0 else []
    for each in requests[-SHOWN:]:
        told += _lines(each)
    clock = exchange.clock
    return "\n".join([*told, f"the clock shows {clock.now.isoformat()}{'' if clock.frozen else ' and runs'}"])


def _lines(request: Request) -> list[str]:
    outcome = f"refused: {request.error}" if request.error else f"{request.status or 'the caller hung up'}"
    fault = f", fault {request.fault}" if request.fault else ""
    head = f"{request.at}  {request.dialect} {request.method}  {request.login or 'nobody'}  {outcome}"
    lines = [f"{head}{fault}  ({request.ms:.1f} ms, {request.rows} rows)"]
    shown = {name: value for name, value in request.parameters.items() if value != "***"}
    if shown:
        lines.append(f"    asked:    {_short(shown)}")
    if request.error or request.fault:
        lines.append(f"    answered: {_short(request.answer)}")
    lines += [f"    hint:     {hint.text}" for hint in request.told]
    return lines


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
