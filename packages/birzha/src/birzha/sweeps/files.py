"""Files that nothing refers to any more: forgotten on disk, then in the rows that remembered to do so."""

from birzha.app import Market
from birzha.articles.tables.articles import IMAGE_IN_USE
from birzha.corrections.tables import FILE_IN_USE as CORRECTED_FILE
from birzha.kworks.tables.kworks import IMAGE_IN_USE as KWORK_IMAGE
from birzha.orders.tables.orders import DROPPED_FILES, FILE_IN_USE, FORGET_DROPPED
from birzha.storage.transaction import Transaction

BATCH = 100
"""How many files are looked at in one go."""


async def forget_files(market: Market) -> int:
    """Delete files whose orders, articles or kworks are gone, as long as no copy of the order and no correction still uses them.

    Returns:
        How many notes of dropped files were settled.
    """
    dropped = await market.ask(_dropped)
    for _, key, used in dropped:
        if not used:
            market.files.delete(key)
    if dropped:
        await market.do(_forget, [row_id for row_id, _, _ in dropped])
    return len(dropped)


async def _dropped(tx: Transaction) -> list[tuple[int, str, bool]]:
    rows = await tx.all(DROPPED_FILES, most=BATCH)
    return [(row["id"], row["key"], await _in_use(tx, row["key"])) for row in rows]


async def _in_use(tx: Transaction, key: str) -> bool:
    users = (FILE_IN_USE, IMAGE_IN_USE, KWORK_IMAGE, CORRECTED_FILE)
    return any([await tx.first(each, file=key) is not None for each in users])


async def _forget(tx: Transaction, ids: list[int]) -> int:
    return await tx.run(FORGET_DROPPED, ids=ids)
