"""What a call of the Kwork API is, beyond what every operation is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from birzha_client.operation import Evidence, Kind, Operation, Parameter

LARGEST_INTEGER = 2**63 - 1
"""Ours: ids and pages are 64-bit; the documentation names no limit."""


class Body(Enum):
    """What a call sends."""

    NOTHING = "nothing"
    """No body at all."""
    FIELDS = "fields"
    """A JSON object with every parameter, absent ones as null."""
    GIVEN = "given"
    """A JSON object with the parameters that were given."""
    WHOLE = "whole"
    """The one parameter is itself the JSON object."""


@dataclass(frozen=True, slots=True)
class KworkOperation(Operation):
    """One documented call. ``name`` is that of the Python method: ``catalog.get_list``.

    Args:
        path: the path under the base URL; the method is always POST.
        body: what is sent.
        key: the field of the answer that holds the result; empty where the whole answer is the result.
        rows: for a call that pages, the field of the result that holds the rows.
        walk: for a call that pages, the name of the method that walks it to its end.
        many: the name of the method that makes this call for many ids.
        lasting: the answer seldom changes, and may be kept for a day.
        evidence: how we know the call; all 34 are documented, what their raw answers hold may be less than that.
        live_names: names of parameters on the live mobile wire, where they are others.
        live_values: values that the live mobile wire wants beside the documented ones.
    """

    path: str = ""
    body: Body = Body.NOTHING
    key: str = ""
    rows: str = ""
    walk: str = ""
    many: str = ""
    lasting: bool = False
    evidence: Evidence = Evidence.DOCUMENTED
    live_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    live_values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def identifier(name: str, summary: str, *, required: bool = False) -> Parameter:
    """The id of something."""
    return Parameter(name, Kind.INT, summary, required=required, minimum=1, maximum=LARGEST_INTEGER)


PAGE = Parameter("page", Kind.INT, "Number of the page, from 1.", default=1, minimum=1, maximum=LARGEST_INTEGER)
CATEGORY = identifier("category_id", "Only this category; None: all.")
SORTS = ("recommend", "price_asc", "price_desc", "rating", "reviews", "newest")
