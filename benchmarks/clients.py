"""The Kwork client beside bare httpx2 and pydantic, in one run, as ratios of processor time per call.

    .venv/bin/python benchmarks/clients.py [--pages N] [--slices N] [--write]

Catalogue pages of fifty kworks come from a server process that only sends canned bytes: through our client, and through
httpx2's own client into plain pydantic models with the same fields. Both take turns, slice by slice; medians count. With --write
the table becomes a section of docs/en/benchmarks.md.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import httpx2
from pydantic import BaseModel
from report import keep_section

from kwork_api import KworkClient, SyncKworkClient

TARGET = 1.3
USER = {"id": 7, "username": "anna", "avatar_url": "https://files.example/a.png", "is_online": True, "rating": 4.9}
KWORK = {
    "title": "Напишу статью о хлебе, соли и огне",
    "description": "Коротко, по делу и без воды. Тема любая, кроме тех, что запрещены. " * 4,
    "price": 500.0,
    "currency": "RUB",
    "category_id": 5,
    "seller": USER,
    "images": ["https://files.example/1.png", "https://files.example/2.png"],
    "rating": 4.8,
    "reviews_count": 12,
    "created_at": "2026-11-01T10:00:00Z",
    "updated_at": "2026-11-02T10:00:00Z",
}
PAGING = {
    "current_page": 1,
    "total_pages": 40,
    "total_items": 2000,
    "items_per_page": 50,
    "has_next": True,
    "has_prev": False,
}
PAGE = json.dumps(
    {
        "kworks": [{"id": n, **KWORK} for n in range(50)],
        "pagination": PAGING,
        "filters": {},
        "sort_options": ["newest"],
    },
    ensure_ascii=False,
).encode()


class Canned(asyncio.Protocol):
    """Answers every request with the page."""

    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.held = b""

    def data_received(self, data: bytes) -> None:
        self.held += data
        while b"\r\n\r\n" in self.held:
            head, _, rest = self.held.partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            if len(rest) < length:
                return
            self.held = rest[length:]
            self.transport.write(self.answer)


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Canned, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def server() -> Iterator[str]:
    with subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def plain_models() -> Any:
    """The documented fields as anybody would write them."""

    class User(BaseModel):
        id: int
        username: str
        avatar_url: str | None = None
        is_online: bool = False
        rating: float | None = None

    class Kwork(BaseModel):
        id: int
        title: str
        description: str | None = None
        price: float
        currency: str = "RUB"
        category_id: int | None = None
        seller: User | None = None
        images: list[str] = []
        rating: float | None = None
        reviews_count: int = 0
        created_at: datetime | None = None
        updated_at: datetime | None = None

    class Pagination(BaseModel):
        current_page: int = 1
        total_pages: int = 1
        total_items: int = 0
        items_per_page: int = 0
        has_next: bool = False
        has_prev: bool = False

    class Catalog(BaseModel):
        kworks: list[Kwork] = []
        pagination: Pagination | None = None
        filters: dict[str, Any] | None = None
        sort_options: list[str] = []

    return Catalog


async def spread(one: Any, pages: int, connections: int) -> None:
    """So many calls, so many at a time."""
    left = iter(range(1, pages + 1))

    async def work() -> None:
        for page in left:
            assert len((await one(page)).kworks) == 50

    await asyncio.gather(*(work() for _ in range(connections)))


def spread_threads(one: Any, pages: int, connections: int) -> None:
    """The same with threads."""

    def checked(page: int) -> None:
        assert len(one(page).kworks) == 50

    if connections == 1:
        for page in range(1, pages + 1):
            checked(page)
        return
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(checked, range(1, pages + 1)))


async def ours(url: str, pages: int, connections: int) -> None:
    async with KworkClient("token", base_url=url) as client:
        await spread(lambda page: client.catalog.get_list(page=page), pages, connections)


async def bare(url: str, pages: int, connections: int) -> None:
    model = plain_models()
    async with httpx2.AsyncClient(cookies={"web_auth_token": "token"}) as client:

        async def one(page: int) -> Any:
            values = {"page": page, "category_id": None, "sort": "recommend"}
            answer = await client.post(f"{url}/catalogMainv2", json=values)
            answer.raise_for_status()
            return model.model_validate_json(answer.content)

        await spread(one, pages, connections)


def ours_sync(url: str, pages: int, connections: int) -> None:
    with SyncKworkClient("token", base_url=url) as client:
        spread_threads(lambda page: client.catalog.get_list(page=page), pages, connections)


def bare_sync(url: str, pages: int, connections: int) -> None:
    model = plain_models()
    with httpx2.Client(cookies={"web_auth_token": "token"}) as client:

        def one(page: int) -> Any:
            values = {"page": page, "category_id": None, "sort": "recommend"}
            answer = client.post(f"{url}/catalogMainv2", json=values)
            answer.raise_for_status()
            return model.model_validate_json(answer.content)

        spread_threads(one, pages, connections)


def cost(run: Any, url: str, pages: int, connections: int) -> float:
    """Processor time of this process per call, microseconds."""
    started = time.process_time()
    found = run(url, pages, connections)
    if asyncio.iscoroutine(found):
        asyncio.run(found)
    return (time.process_time() - started) / pages * 1e6


def beside(pair: Any, url: str, pages: int, slices: int, connections: int) -> tuple[float, float, float]:
    """Medians of both costs and of their ratio: slices of both take turns, so that a busy machine slows both alike."""
    found = []
    for turn in range(slices):
        order = pair if turn % 2 == 0 else pair[::-1]
        costs = {run: cost(run, url, pages, connections) for run in order}
        found.append((costs[pair[0]], costs[pair[1]], costs[pair[0]] / costs[pair[1]]))
    mine, theirs, ratios = zip(*found, strict=True)
    return statistics.median(mine), statistics.median(theirs), statistics.median(ratios)


def import_times() -> dict[str, float]:
    """Processor time of imports, milliseconds, best of five."""
    found = {}
    for code in ("import kwork_api", "from kwork_api import KworkClient", "import httpx2, pydantic.main"):
        timed = f"import time; t = time.process_time(); {code}; print(time.process_time() - t)"
        runs = [float(subprocess.check_output([sys.executable, "-c", timed])) for _ in range(5)]
        found[code] = min(runs) * 1000
    return found


def compared(pages: int, slices: int) -> tuple[list[str], float]:
    """The rows of the table, and the worst ratio."""
    lines, worst = [], 0.0
    with server() as url:
        for name, pair in (("asyncio", (ours, bare)), ("threads", (ours_sync, bare_sync))):
            for connections in (1, 100):
                mine, theirs, ratio = beside(pair, url, pages // slices, slices, connections)
                worst = max(worst, ratio)
                lines.append(
                    f"| {name}, {connections} at a time | {mine:.0f} | {theirs:.0f} | {ratio:.2f}× (≤ {TARGET}×) |"
                )
    return lines, worst


def section(rows: list[str], pages: int, slices: int) -> str:
    """What is kept."""
    imports = [f"| `{code}` | {milliseconds:.0f} ms |" for code, milliseconds in import_times().items()]
    return "\n".join(
        [
            f"{pages:,} pages of 50 kworks ({len(PAGE):,} bytes each) from a process that sends canned bytes, through our client and",
            "through httpx2 with plain pydantic models of the same fields. Microseconds of CPU a call, of the calling process alone,",
            f"medians of {slices} slices in turn; Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}.",
            "",
            "| calls | ours | bare | ratio and target |",
            "|---|---|---|---|",
            *rows,
            "",
            "CPU of imports, best of five:",
            "",
            "| what | CPU |",
            "|---|---|",
            *imports,
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--slices", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        asyncio.run(serve())
        return 0
    rows, worst = compared(arguments.pages, arguments.slices)
    told = section(rows, arguments.pages, arguments.slices)
    print(told)
    if arguments.write:
        keep_section("The Kwork client", told)
    return 0 if worst <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
