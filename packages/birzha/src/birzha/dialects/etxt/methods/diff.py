"""``diff.*``: how alike two texts are."""

import asyncio

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.texts.comparing import compare


@handles("diff.compareText")
async def compare_text(call: Call) -> Answer:
    """Percent, and both texts with what matches marked (A32)."""
    found = await asyncio.to_thread(compare, call.values["source"], call.values["text"])
    return {"result": call.style.number(found.percent), "text": found.text, "source": found.source}
