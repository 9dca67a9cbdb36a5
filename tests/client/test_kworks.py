"""Kworks through our Kwork client, strictly, against our exchange in process on both engines."""

import pytest
from starlette.applications import Starlette

from birzha.app import Market
from birzha.dialects import kwork
from birzha.kworks.commands import add_favourite, count_kwork
from birzha.people.queries import actor_by_id
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from birzha_client.asgi import AsgiTransport
from kwork_api import KworkClient, KworkNotFoundError, KworkValidationError

BASE_URL = "http://exchange/kwork"


@pytest.fixture
async def client(market: Market):
    """Anna's client, for whom every difference from the documentation is an error."""
    await market.do(sow, read_seed(), Vault(market.settings.secret_key))
    transport = AsgiTransport(Starlette(routes=[*kwork.routes(market)]))
    async with await KworkClient.login(
        "anna", "demo-anna", base_url=BASE_URL, transport=transport, strict=True
    ) as found:
        yield found


async def test_the_documented_calls_on_kworks(client, market):
    """The catalogue by pages and orders, one kwork and the rest of it, favourites, what was looked at, own states."""
    catalog = await client.catalog.get_list(page=2, sort="price_asc")
    assert (catalog.pagination.total_items, catalog.pagination.has_next, len(catalog.kworks)) == (64, False, 14)
    everything = [each async for each in client.catalog.iterate(sort="newest")]
    assert len({each.id for each in everything}) == 64
    chosen = everything[10]
    await market.do(count_kwork, chosen.id, stars=4)
    details = await client.catalog.get_details(chosen.id)
    assert (details.title, details.rating, details.reviews_count) == (chosen.title, 4.0, 1)
    assert details.seller.username == chosen.seller.username
    extra = await client.catalog.get_details_extra(chosen.id)
    assert set(extra) >= {"images", "videos", "packages", "sales"}
    assert [each.id for each in await client.other.get_viewed_kworks()] == [chosen.id]
    anna = await market.ask(actor_by_id, (await client.user.get_info())["id"])
    await market.do(add_favourite, anna, chosen.id)
    assert [each.id for each in await client.user.get_favorite_kworks()] == [chosen.id]
    assert (await client.other.get_kworks_status())["total"] == 0


async def test_errors_on_kworks(client):
    """No such kwork, a negative page and an unknown order have their documented classes."""
    with pytest.raises(KworkNotFoundError):
        await client.catalog.get_details(999_999)
    with pytest.raises(KworkValidationError) as refused:
        await client.catalog.get_list(page=-1)
    assert set(refused.value.fields) == {"page"}
    with pytest.raises(KworkValidationError):
        await client.catalog.get_list(sort="cheapest")
