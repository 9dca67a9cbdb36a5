"""``diff.*``: how alike two texts are."""

import asyncio

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.texts.comparing import compare, marked


@handles("diff.compareText")
async def compare_text(call: Call) -> Answer:
    """Percent, and both texts with what matches marked (A32)."""
    source, text = call.values["source"], call.values["text"]
    found = await asyncio.to_thread(compare, source, text)
    return {
        "result": call.style.number(found.percent),
        "text": marked(text, found.text),
        "source": marked(source, found.source),
    }
