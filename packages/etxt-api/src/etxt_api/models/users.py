"""Answers of ``users.*``."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from etxt_api.models.base import Flag, MaybeWhole, Moment, Money, Text, Whole, WireModel


def _values(data: Any) -> Any:
    """The values of a map keyed by an id that they repeat."""
    if data is None or data == "":
        return ()
    return tuple(data.values()) if isinstance(data, dict) else data


def _keys(data: Any) -> Any:
    """Ids, whether they came as a list, as the keys of names, or inside objects."""
    if data is None or data == "":
        return ()
    if isinstance(data, dict):
        plain = all(not isinstance(value, dict) and str(value).isdecimal() for value in data.values())
        data = list(data.values()) if plain else list(data)
    if not isinstance(data, list):
        return data
    return [next(iter(item.values()), 0) if isinstance(item, dict) else item for item in data]


def _by_author(data: Any) -> Any:
    """Reviews grouped by author, as one list."""
    groups = data.values() if isinstance(data, dict) else data
    if not isinstance(data, dict | list):
        return () if data in {None, ""} else data
    rows: list[Any] = []
    for group in groups:
        if isinstance(group, list):
            rows.extend(group)
        elif isinstance(group, dict) and group and all(isinstance(row, dict) for row in group.values()):
            rows.extend(group.values())
        else:
            rows.append(group)
    return rows


class Work(WireModel):
    """A kind of work that a performer takes."""

    id_type: Whole
    """1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting."""
    minprice: Money
    """Lowest price, roubles per 1000 characters; 0: any."""


Works = Annotated[tuple[Work, ...], BeforeValidator(_values)]
IdsOfAnything = Annotated[tuple[int, ...] | None, BeforeValidator(_keys)]


class Performer(WireModel):
    """A row of the list of performers."""

    identity: ClassVar[str] = "id_user"

    id_user: Whole
    login: Text
    fio: Text
    """Full name."""
    description: Text
    country: Text
    city: Text
    online: Flag
    regdate: Moment
    rate: Whole
    """Rating; may be negative."""


class User(Performer):
    """A user in detail."""

    photo: Text
    """Path of the picture."""
    group: Text
    """Name of the user's group on the exchange."""
    works: Annotated[tuple[Work, ...] | None, BeforeValidator(_values)] = None
    """Kinds of work (performers only)."""
    categories: IdsOfAnything = None
    """Ids of categories (performers only)."""
    langs: IdsOfAnything = None
    """Ids of languages (performers only)."""
    portfolio: MaybeWhole = None
    """How many works the portfolio has (performers only)."""
    reports: Whole
    """How many good reviews."""
    reports_n: Whole
    """How many bad reviews."""


class ListedUser(WireModel):
    """A user in the caller's white or black list."""

    identity: ClassVar[str] = "id_user"

    id_user: Whole
    id_group: Whole
    """Group of the lists; 0: none."""
    login: Text
    fio: Text
    online: Flag
    type: Text
    """``whiteList`` or ``blackList``."""


class UserNote(WireModel):
    """The caller's private note about a user."""

    id_user: Whole
    text: Text
    date: Moment
    """When it was last changed."""


class SavedNote(WireModel):
    """What became of ``users.setNote``."""

    status: Flag


class StatementRow(WireModel):
    """A row of the account statement."""

    identity: ClassVar[str] = "id"

    id: Whole
    date: Moment
    count: Money
    """The sum, roubles; negative when it was taken."""
    balance: Money
    """The balance afterwards, roubles."""
    operation: Text
    id_user_to: Whole
    """The counterparty."""
    comission: Money
    """Commission, roubles; spelt so on the wire."""
    id_folder: Whole


class UserWorks(WireModel):
    """A performer's kinds of work."""

    works: Works


class Report(WireModel):
    """A review of a user."""

    id_author: Whole
    text: Text
    date: Moment


Reports = Annotated[tuple[Report, ...], BeforeValidator(_by_author)]


class UserReports(WireModel):
    """The reviews of a user. The service groups them by author; here they are lists, and ``raw`` has the groups."""

    negative: Reports
    positive: Reports

    def by_author(self) -> Mapping[int, tuple[Report, ...]]:
        """All reviews by the id of their author."""
        found: dict[int, tuple[Report, ...]] = {}
        for report in (*self.negative, *self.positive):
            found[report.id_author] = (*found.get(report.id_author, ()), report)
        return found


class SavedReport(WireModel):
    """The review that ``users.setReport`` made or changed."""

    id_report: Whole


class ListCounts(WireModel):
    """In how many lists a user is."""

    id_user: Whole
    whiteList: Whole  # noqa: N815 - the wire's name
    blackList: Whole  # noqa: N815 - the wire's name


class ListChange(WireModel):
    """What ``users.setUserBW`` did."""

    id: Whole
    type: Text
    """``whiteList``, ``blackList`` or ``delete``."""


class Balance(WireModel):
    """The caller's account."""

    id: Whole
    balance: Money
    """Roubles that can be spent: money on hold is not among them."""
    date: Moment
    """When this was asked."""


__all__ = [
    "Balance",
    "ListChange",
    "ListCounts",
    "ListedUser",
    "Performer",
    "Report",
    "SavedNote",
    "SavedReport",
    "StatementRow",
    "User",
    "UserNote",
    "UserReports",
    "UserWorks",
    "Work",
]
