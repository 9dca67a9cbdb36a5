"""A corpus on ClickHouse, for more texts than one machine should hold: the same answers as those of the corpus on disk.

Words, hashes, sentences and figures are made here, as everywhere; the server keeps and looks up. What it takes is in
docs/en/text-checks.md, section 3.
"""

from sverka.corpus.clickhouse.clients import Client, Embedded, Http, Refused
from sverka.corpus.clickhouse.corpus import ClickHouseCorpus

__all__ = ["ClickHouseCorpus", "Client", "Embedded", "Http", "Refused"]
