"""How the story is told: a row for each step, and every sum checked before the row is written."""

import textwrap
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console
from rich.table import Table

from birzha.cli.amounts import roubles
from birzha.cli.story import texts
from birzha.cli.texts import Text

NARROWEST = 120
"""Columns of the table where the output is no terminal."""

OTHERS = 76
"""Columns that everything but the event takes."""


class Differs(Exception):
    """Something is not as it should be.

    Args:
        what: was looked at.
        got: what it is.
        wanted: what it should be.
    """

    def __init__(self, what: Text, got: object, wanted: object) -> None:
        super().__init__(f"{what}: {got!r}, not {wanted!r}")
        self.what = what
        self.got = got
        self.wanted = wanted


def expect(what: Text, got: object, wanted: object) -> None:
    """Go on only when something is as it should be.

    Raises:
        Differs: it is not.
    """
    if got != wanted:
        raise Differs(what, got, wanted)


@dataclass(slots=True)
class Purse:
    """Who has how much, kopecks.

    Args:
        customer: free to spend.
        held: set aside from the customer's.
        performer: of the first order's performer.
        fee: of the exchange.
    """

    customer: int
    held: int
    performer: int
    fee: int

    def __str__(self) -> str:
        """The four sums as people read them."""
        return " / ".join(roubles(each) for each in (self.customer, self.held, self.performer, self.fee))


@dataclass(slots=True)
class Teller:
    """Collects the rows of the story.

    Args:
        title: above the table.
    """

    title: str
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def tell(self, moment: str, event: str, purse: Purse) -> None:
        """Add a step that went as it should.

        Args:
            moment: of the exchange's clock, ISO 8601.
            event: what happened.
            purse: who has how much now.
        """
        time = datetime.fromisoformat(moment).strftime("%d.%m %H:%M")
        sums = (purse.customer, purse.held, purse.performer, purse.fee)
        self.rows.append((str(len(self.rows) + 1), time, event, *(roubles(each) for each in sums)))

    def show(self, console: Console) -> None:
        """Print everything told so far."""
        if not console.is_terminal:
            console.width = max(console.width, NARROWEST)
        table = Table(title=self.title, title_justify="left", header_style="bold", show_lines=True)
        table.add_column("№", justify="right", no_wrap=True)
        table.add_column(str(texts.COLUMN_TIME), no_wrap=True)
        table.add_column(str(texts.COLUMN_EVENT), no_wrap=True)
        for column in (texts.COLUMN_CUSTOMER, texts.COLUMN_HELD, texts.COLUMN_PERFORMER, texts.COLUMN_FEE):
            table.add_column(str(column), justify="right", no_wrap=True)
        for number, time, event, *sums in self.rows:
            # rich would also break a line at the spaces inside of a sum
            table.add_row(number, time, textwrap.fill(event, max(40, console.width - OTHERS)), *sums)
        console.print(table)
