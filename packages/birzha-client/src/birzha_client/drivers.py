"""The two loops that turn a conversation into traffic: the only code of the clients that sends and sleeps."""

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from birzha_client.conversation import Conversation, Send
from birzha_client.transport import AsyncTransport, SyncTransport, TransportFailure
from birzha_client.wire import WireResponse

T = TypeVar("T")


async def drive(
    conversation: Conversation[T],
    transport: AsyncTransport,
    sleep: Callable[[float], Awaitable[None]] | None = None,
) -> T:
    """Run a conversation on the running event loop."""
    if sleep is None:
        # asyncio takes 25 ms to import, which users of the sync client need not pay.
        from asyncio import sleep as asyncio_sleep  # noqa: PLC0415 - see above

        sleep = asyncio_sleep
    event: WireResponse | TransportFailure | None = None
    try:
        while True:
            action = conversation.send(event)
            event = None
            if not isinstance(action, Send):
                await sleep(action.seconds)
                continue
            try:
                event = await transport.send(action.request, action.timeouts)
            except TransportFailure as failure:
                event = failure
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        conversation.close()


def drive_sync(
    conversation: Conversation[T],
    transport: SyncTransport,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Run a conversation on the calling thread."""
    event: WireResponse | TransportFailure | None = None
    try:
        while True:
            action = conversation.send(event)
            event = None
            if not isinstance(action, Send):
                sleep(action.seconds)
                continue
            try:
                event = transport.send(action.request, action.timeouts)
            except TransportFailure as failure:
                event = failure
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        conversation.close()
