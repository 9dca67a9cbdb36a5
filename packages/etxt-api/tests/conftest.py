"""Clients over a transport that answers from a list and remembers what was sent."""

import asyncio
import inspect
import json

import pytest

from birzha_client.transport import TransportFailure
from birzha_client.wire import WireResponse
from etxt_api import EtxtClient, RetryPolicy, SyncEtxtClient

TOKEN = "0123456789abcdef0123456789abcdef"
API_PASS = "the-api-password"


def response_of(answer):
    """An answer from JSON data, text, bytes or a ready response."""
    if isinstance(answer, WireResponse):
        return answer
    if isinstance(answer, bytes):
        return WireResponse(200, (("Content-Type", "text/html"),), answer)
    return WireResponse(200, (("Content-Type", "application/json"),), json.dumps(answer, ensure_ascii=False).encode())


class Script:
    """Answers in order; an exception is raised."""

    paced = False

    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = []
        self.closed = 0

    def next(self, request):
        self.sent.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, TransportFailure):
            raise answer
        return response_of(answer)


class AsyncScript(Script):
    """For asyncio."""

    async def send(self, request, timeouts):
        return self.next(request)

    async def close(self):
        self.closed += 1


class SyncScript(Script):
    """For threads."""

    def send(self, request, timeouts):
        return self.next(request)

    def close(self):
        self.closed += 1


class Rig:
    """A client with its script; the asynchronous one is driven to its end call by call."""

    def __init__(self, kind, answers, **options):
        options = {"retries": RetryPolicy(base=0.001), "base_url": "https://www.etxt.ru/api/json/", **options}
        self.script = AsyncScript(*answers) if kind is EtxtClient else SyncScript(*answers)
        self.client = kind(TOKEN, API_PASS, transport=self.script, **options)

    @property
    def sent(self):
        return self.script.sent

    @staticmethod
    def end(result):
        """The result of a call, or the rows of an iterator, in either world."""
        if inspect.iscoroutine(result):
            return asyncio.run(result)
        if hasattr(result, "__aiter__"):

            async def rows():
                return [row async for row in result]

            return asyncio.run(rows())
        return list(result) if hasattr(result, "__next__") else result


@pytest.fixture(params=[EtxtClient, SyncEtxtClient], ids=["async", "sync"])
def rig(request):
    """Makes rigs of either client: ``rig(answers..., **options)``."""
    return lambda *answers, **options: Rig(request.param, answers, **options)
