"""The 58 operations of eTXT's API, declared once, in the order of its documentation.

Nothing here imports a model library: a server or a command line may read the declarations without paying for the client.
"""

from collections.abc import Mapping
from types import MappingProxyType

from birzha_client.operation import Operation
from etxt_api.operations import (
    articles,
    articles_archive,
    bwgroups,
    categories,
    correction,
    diff,
    folders,
    messages,
    options,
    rating,
    tasks,
    tasks_archive,
    users,
)

GROUPS = (
    categories,
    folders,
    users,
    tasks,
    tasks_archive,
    options,
    articles,
    articles_archive,
    bwgroups,
    messages,
    rating,
    diff,
    correction,
)

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {operation.name: operation for group in GROUPS for operation in group.OPERATIONS}
)
"""Every operation by its name on the wire."""

__all__ = ["OPERATIONS"]
