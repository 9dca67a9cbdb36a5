"""``birzha up``: the sandbox."""

import json as plain_json
import shlex
import sys
from collections.abc import Mapping, Sequence
from hashlib import md5
from pathlib import Path

import msgspec

from birzha.app import Market, assemble
from birzha.cli import texts
from birzha.cli.exits import Code, Stop
from birzha.cli.market import place_of, plain_refusals
from birzha.cli.opening import prepare_schema, serve_market
from birzha.clock import AdjustableClock
from birzha.configuration import Flaw, Misconfigured, sandbox_settings
from birzha.people.vault import Vault
from birzha.running import bind, url_of
from birzha.sandbox.seed import Account, accounts, has_demo_people, is_empty, read_seed, sow

NARROWEST = 80
"""Columns that the table of demo people takes; tokens are of no use when they are cut."""


def start_sandbox(
    environment: Mapping[str, str],
    *,
    host: str,
    port: int,
    data: Path,
    database_url: str | None,
    json: bool,
    frozen: bool,
    loose: bool,
    quiet: bool,
) -> None:
    """Run the sandbox until it is stopped.

    Args:
        environment: where switches and rules come from.
        host: where to listen.
        port: 0 takes a free one.
        data: the folder where everything lives.
        database_url: another database than the SQLite file in the folder.
        json: whether the first line of output is one JSON object.
        frozen: whether the clock stands still from the start.
        loose: whether it keeps silent about parameters that no method has.
        quiet: whether nothing is printed.

    Raises:
        Stop: it cannot start.
    """
    data = data.absolute()
    with plain_refusals(place_of(database_url) if database_url else str(data)):
        _make_folder(data)
        clock = AdjustableClock()
        if frozen:
            clock.freeze()
        settings = sandbox_settings(
            data, database_url=database_url, loose=loose, environment=environment, corpus=data / "corpus"
        )
        market = assemble(settings, clock=clock)
        with bind(host, port) as listening:
            prepare_schema(market)
            known: list[Account] = []
            url = url_of(listening)

            async def settle() -> None:
                known.extend(await people_of(market))

            def announce() -> None:
                if json:
                    print(plain_json.dumps(summary(url, known), ensure_ascii=False), flush=True)  # noqa: T201  # output
                elif not quiet:
                    show(url, data, known)

            serve_market(market, listening, before=settle, ready=announce)
    if not (json or quiet):
        print(texts.STOPPED)  # noqa: T201  # output


async def people_of(market: Market) -> list[Account]:
    """The demo people of a sandbox; an empty one gets its seed first.

    Raises:
        Misconfigured: real people live there.
    """
    seed = read_seed()
    vault = Vault(market.settings.secret_key)
    if await market.store.read(is_empty):
        await market.do(sow, seed, vault)
    elif not await market.ask(has_demo_people, seed):
        raise Misconfigured(Flaw.REAL_PEOPLE)
    return await market.ask(accounts, seed, vault)


def summary(url: str, known: Sequence[Account]) -> dict[str, object]:
    """What ``--json`` prints: where the faces are and who may enter."""
    return {
        "url": url,
        "etxt": f"{url}/etxt/api/json/",
        "kwork": f"{url}/kwork",
        "api": f"{url}/api/v1",
        "sandbox": f"{url}/_sandbox",
        "accounts": [msgspec.to_builtins(each) for each in known],
    }


def show(url: str, data: Path, known: Sequence[Account]) -> None:
    """Print where the sandbox is, who may enter, and a first call."""
    from rich.console import Console  # noqa: PLC0415  # programs that read --json start faster without it
    from rich.table import Table  # noqa: PLC0415  # as above

    console = Console(highlight=False, soft_wrap=True)
    console.width = max(console.width, NARROWEST)
    console.print(texts.READY.said(url=url), style="bold green")
    for name, place in summary(url, ()).items():
        if name not in {"url", "accounts"}:
            console.print(f"  {name:8} {place}")
    table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in (
        texts.COLUMN_LOGIN,
        texts.COLUMN_PASSWORD,
        texts.COLUMN_ROLES,
        texts.COLUMN_TOKEN,
        texts.COLUMN_API_PASS,
    ):
        table.add_column(str(column), no_wrap=True)
    for each in known:
        password = each.password or str(texts.CHANGED)
        roles = texts.ROLES[each.roles[0]] if len(each.roles) == 1 else texts.SEVERAL_ROLES
        table.add_row(each.login, password, str(roles), each.etxt_token or "—", each.etxt_api_pass or "—")
    console.print(table)
    if calls := [call for call in (first_call(url, known), first_kwork_call(url, known)) if call]:
        console.print(str(texts.TRY))
        for call in calls:
            console.print(f"  {call}", markup=False)
    console.print(f"{texts.DATA_PLACE.said(place=data)} {texts.STOP_HINT}")
    sys.stdout.flush()


def first_call(url: str, known: Sequence[Account]) -> str:
    """A line for the shell that asks for the balance of the first customer; empty when nobody can be asked for."""
    for each in known:
        if each.etxt_token and each.etxt_api_pass and "customer" in each.roles:
            method = "users.getBalance"
            # the documented signature (reference of the exchange, §2.2)
            secret = md5(f"{each.etxt_api_pass}api-pass".encode(), usedforsecurity=False).hexdigest()
            signed = f"method={method}token={each.etxt_token}{secret}"
            sign = md5(signed.encode(), usedforsecurity=False).hexdigest()
            query = f"method={method}&token={each.etxt_token}&sign={sign}"
            return f"curl -s {shlex.quote(f'{url}/etxt/api/json/?{query}')}"
    return ""


def first_kwork_call(url: str, known: Sequence[Account]) -> str:
    """A line for the shell that asks for a performer's account through the Kwork client; empty when nobody can log in."""
    for each in known:
        if each.password and "performer" in each.roles:
            login, password = (
                plain_json.dumps(each.login),
                plain_json.dumps(each.password),
            )  # double quotes read better here
            code = f"print(SyncKworkClient.login({login}, {password}).user.get_info())"
            script = shlex.quote(f"from kwork_api import SyncKworkClient; {code}")
            return f"KWORK_BASE_URL={shlex.quote(f'{url}/kwork')} python -c {script}"
    return ""


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(texts.CANNOT_WRITE.said(place=data, reason=error.strerror), code=Code.USAGE) from None
