"""``birzha make-admin``: the first administrator, whom nobody on the exchange can appoint."""

from pathlib import Path

from birzha.cli import texts
from birzha.cli.doctor import recorded_revision, schema
from birzha.cli.exits import Code, Stop
from birzha.cli.looking import look, market_at
from birzha.cli.market import place_of, plain_refusals, with_open
from birzha.errors import NotFound
from birzha.people.commands import appoint_admin
from birzha.storage.sqlite import DatabaseInUse


def make_admin(login: str, data: Path, database_url: str | None) -> None:
    """Give a registered person the role of an administrator, besides those that they have.

    Args:
        login: as they registered, in any case of letters.
        data: the folder of a sandbox.
        database_url: of any exchange, instead of the folder.

    Raises:
        Stop: there is no such person (code 4), another process writes to the SQLite file (code 2), or there is no such database.
    """
    place = place_of(database_url) if database_url else str(data)
    with plain_refusals(place):
        market = market_at(data, database_url)
        found = schema(look(market, recorded_revision))
        if not found.ok:
            raise Stop(found.said, code=Code.FAILED)
        try:
            with_open(market, market.do(appoint_admin, login))
        except NotFound:
            raise Stop(texts.NOBODY_TO_APPOINT.said(login=login), code=Code.NOT_FOUND) from None
        except DatabaseInUse:
            raise Stop(texts.STOP_TO_APPOINT.said(place=place), code=Code.USAGE) from None
    print(texts.APPOINTED.said(login=login))  # noqa: T201  # output
