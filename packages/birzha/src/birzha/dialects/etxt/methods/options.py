"""``options.*``."""

from birzha.dialects.etxt.failures import Refused
from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.reference.queries import languages


@handles("options.getLangs")
async def get_langs(call: Call) -> Answer:
    """Every language: its name under its id. A map has string keys in either style of numbers."""
    found = {str(each.id): each.name for each in await call.market.ask(languages)}
    if not found and call.wire.empty == "error":
        raise Refused("no_object")
    return found
