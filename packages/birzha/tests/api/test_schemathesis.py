"""Generated requests, good and bad by the document: every answer is one that the document names, and none is a 5xx."""

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from starlette.types import ASGIApp

from birzha.api.endpoints import ENDPOINTS
from birzha.app import Market
from birzha.people.commands import add_person, open_session
from birzha.people.model import ANYONE, Lock

EXAMPLES = int(os.environ.get("BIRZHA_EXAMPLES", "2"))
"""How many good and how many bad requests each operation gets."""

# the market knows more than a schema can say (whose id it is, what state it is in): valid data may well be refused
CHECKED = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name != "positive_data_acceptance"]


@dataclass
class Server:
    """A market behind a real server on the loopback."""

    market: Market
    url: str
    loop: asyncio.AbstractEventLoop
    logins: int = 0

    def token(self) -> str:
        """A session of somebody new who is everything at once."""
        self.logins += 1
        return asyncio.run_coroutine_threadsafe(self._enter(f"person{self.logins}"), self.loop).result()

    async def _enter(self, login: str) -> str:
        person_id = await self.market.do(add_person, login=login, roles=ANYONE)
        return await self.market.do(open_session, Lock(person_id, login, ""))


@contextmanager
def serving(market: Market, app: ASGIApp) -> Iterator[Server]:
    """Run a real server in a thread."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    started: list[asyncio.AbstractEventLoop] = []

    async def run() -> None:
        started.append(asyncio.get_running_loop())
        await market.store.open()
        await server.serve()
        await market.store.close()

    thread = threading.Thread(target=asyncio.run, args=[run()])
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Server(market, f"http://127.0.0.1:{port}/api/v1", started[0])
    finally:
        server.should_exit = True
        thread.join()


def exercise(operation: Any, server: Server, mode: GenerationMode, examples: int) -> None:
    """Send generated requests to one operation."""
    headers = {"Authorization": f"Bearer {server.token()}"}

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        response = case.call(headers=headers)
        assert response.status_code < 500, (case.as_curl_command(), response.content)
        case.validate_response(response, checks=CHECKED)

    run()


def sweep(server: Server, examples: int) -> int:
    """Exercise every operation, with good and with bad data; gives how many there were."""
    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    count = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        count += 1
        exercise(operation, server, GenerationMode.POSITIVE, examples)
        if operation.body or operation.query or operation.path_parameters:
            exercise(operation, server, GenerationMode.NEGATIVE, examples)
    return count


def test_generated_requests_to_every_endpoint(unopened: Market, application_of: Any):
    """As many good and bad requests to each operation as BIRZHA_EXAMPLES says (2) are answered as the document says."""
    with serving(unopened, application_of(unopened)) as server:
        assert sweep(server, EXAMPLES) == len(ENDPOINTS)
