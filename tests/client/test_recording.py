"""A session with our exchange on files: no secret in them, and played back it is the same session."""

import asyncio
from decimal import Decimal

import pytest
from tests.conformance.etxt.conftest import application, staged

from birzha.orders.commands import mark_overdue
from birzha_client.asgi import AsgiTransport, SyncAsgiTransport
from birzha_client.recorder import RecordingTransport, ReplayTransport, SyncRecordingTransport, SyncReplayTransport
from etxt_api import EtxtClient, NoObjectError, SyncEtxtClient

URL = "http://exchange/etxt/api/json/"


@pytest.fixture
async def stage(sqlite_market):
    """The exchange of the conformance suite."""
    async with staged(sqlite_market) as the_stage:
        yield the_stage


def secrets_of(stage):
    keys = stage.customer.client
    return keys.token, keys.api_pass


def written(folder):
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.json")))


async def session(client):
    """Reads, changes, a refusal and a file."""
    order = (
        await client.tasks.save_task(
            title="О чтении", price=Decimal(10), size=10, id_category=1911, file=("план.txt", b"abc")
        )
    ).id_task
    [task] = await client.tasks.list_tasks(id=order)
    with pytest.raises(NoObjectError):
        await client.users.get_note(1)
    return order, task.title, task.price, (await client.users.get_balance()).balance


async def test_links_that_do_something_are_secrets(stage, tmp_path):
    """Whoever has the link of a failed order can give rating back: it is not written."""
    order = int(await stage.in_work(deadline="16.11.2023"))
    stage.market.clock.set(stage.market.clock.now() + 3 * 86_400)
    await stage.market.do(mark_overdue)
    recorder = RecordingTransport(AsgiTransport(application(stage.market)), tmp_path)
    async with EtxtClient(*secrets_of(stage), base_url=URL, transport=recorder) as client:
        link = (await client.tasks.fail_task(order)).rateup
    assert link.startswith("http")
    assert link not in written(tmp_path)
    assert '"rateup": "<removed>"' in written(tmp_path)


async def test_an_asynchronous_session(stage, tmp_path):
    """The recording has neither token, signature nor password, and replays to equal results without an exchange."""
    keys = secrets_of(stage)
    recorder = RecordingTransport(AsgiTransport(application(stage.market)), tmp_path)
    async with EtxtClient(*keys, base_url=URL, transport=recorder) as client:
        lived = await session(client)
    text = written(tmp_path)
    assert "tasks.saveTask" in text
    assert "О чтении" in text
    assert not [secret for secret in keys if secret in text]
    async with EtxtClient("another", "other", base_url=URL, transport=ReplayTransport(tmp_path)) as client:
        assert await session(client) == lived


async def test_a_session_on_threads(stage, tmp_path):
    """The same with the other client; with values=False nothing of what was said is written, only its shape."""
    keys = secrets_of(stage)

    def lived(transport, *credentials):
        with SyncEtxtClient(*credentials, base_url=URL, transport=transport) as client:
            folder = client.folders.add_folder("Тайная папка").id_folder
            return folder, [each.name for each in client.folders.list_folders()]

    recorder = SyncRecordingTransport(SyncAsgiTransport(application(stage.market)), tmp_path / "whole")
    first = await asyncio.to_thread(lived, recorder, *keys)
    assert await asyncio.to_thread(lived, SyncReplayTransport(tmp_path / "whole"), "another", "other") == first
    shapes = SyncRecordingTransport(SyncAsgiTransport(application(stage.market)), tmp_path / "shapes", values=False)
    await asyncio.to_thread(lived, shapes, *keys)
    text = written(tmp_path / "shapes")
    assert "folders.addFolder" in text
    assert "Тайная" not in text
    assert not [secret for secret in keys if secret in text]
