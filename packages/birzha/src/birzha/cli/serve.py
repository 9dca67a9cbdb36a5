"""``birzha serve``: a real exchange."""

from collections.abc import Mapping
from pathlib import Path

from birzha.app import assemble
from birzha.cli import texts
from birzha.cli.market import place_of, plain_refusals
from birzha.cli.opening import prepare_schema, serve_market
from birzha.configuration import Flaw, Misconfigured, real_settings
from birzha.running import bind, url_of
from birzha.sandbox.seed import has_demo_people, read_seed


def start_exchange(
    environment: Mapping[str, str],
    *,
    host: str,
    port: int,
    database_url: str | None,
    base_url: str | None,
    files: Path,
) -> None:
    """Run a real exchange until it is stopped.

    Args:
        environment: where the secret key and what is not given come from.
        host: where to listen.
        port: 0 takes a free one.
        database_url: the database.
        base_url: how the outside reaches the exchange.
        files: the folder of uploads.

    Raises:
        Stop: it cannot start.
    """
    url = database_url or ""
    with plain_refusals(place_of(url)):
        settings = real_settings(
            environment,
            files=files.absolute(),
            database_url=database_url,
            base_url=base_url,
            corpus=files.absolute().parent / "corpus",
        )
        market = assemble(settings)
        with bind(host, port) as listening:
            prepare_schema(market)

            async def refuse_demo_people() -> None:
                if await market.ask(has_demo_people, read_seed()):
                    raise Misconfigured(Flaw.DEMO_PEOPLE)

            def announce() -> None:
                print(texts.SERVING.said(url=settings.base_url or url_of(listening)), flush=True)  # noqa: T201  # output

            serve_market(market, listening, before=refuse_demo_people, ready=announce)
    print(texts.STOPPED)  # noqa: T201  # output
