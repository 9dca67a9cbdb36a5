"""Text checks for Russian, Ukrainian and English, with no network and no model.

What is asked for is loaded when it is asked for: importing the package takes a millisecond.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sverka.comparison import Comparison as Comparison
    from sverka.comparison import Passage as Passage
    from sverka.comparison import Span as Span
    from sverka.comparison import compare as compare
    from sverka.contact.search import Contact as Contact
    from sverka.contact.search import Kind as Kind
    from sverka.contact.search import contacts as contacts
    from sverka.corpus.corpus import Corpus as Corpus
    from sverka.corpus.coverage import Source as Source
    from sverka.corpus.coverage import Uniqueness as Uniqueness
    from sverka.corpus.writing import Entry as Entry
    from sverka.errors import Busy as Busy
    from sverka.errors import Corrupt as Corrupt
    from sverka.errors import NoCorpus as NoCorpus
    from sverka.errors import SverkaError as SverkaError
    from sverka.errors import TooLong as TooLong
    from sverka.errors import WrongSeed as WrongSeed
    from sverka.errors import WrongVersion as WrongVersion
    from sverka.figures import Frequent as Frequent
    from sverka.figures import Metrics as Metrics
    from sverka.figures import metrics as metrics
    from sverka.files.reading import Read as Read
    from sverka.files.reading import Reader as Reader
    from sverka.files.reading import read as read
    from sverka.files.refusals import Unreadable as Unreadable
    from sverka.phrases import Keyword as Keyword
    from sverka.phrases import keywords as keywords
    from sverka.reports.reporting import Report as Report
    from sverka.reports.reporting import report as report
    from sverka.spell.dictionaries import Language as Language
    from sverka.spell.orthography import Misspelled as Misspelled
    from sverka.spell.orthography import Spelling as Spelling
    from sverka.spell.orthography import spelling as spelling

__version__ = "0.1.0"

_HOMES = {
    "Comparison": "comparison",
    "Passage": "comparison",
    "Span": "comparison",
    "compare": "comparison",
    "Contact": "contact.search",
    "Kind": "contact.search",
    "contacts": "contact.search",
    "Corpus": "corpus.corpus",
    "Entry": "corpus.writing",
    "Source": "corpus.coverage",
    "Uniqueness": "corpus.coverage",
    "Busy": "errors",
    "Corrupt": "errors",
    "NoCorpus": "errors",
    "SverkaError": "errors",
    "TooLong": "errors",
    "WrongSeed": "errors",
    "WrongVersion": "errors",
    "Frequent": "figures",
    "Metrics": "figures",
    "metrics": "figures",
    "Language": "spell.dictionaries",
    "Misspelled": "spell.orthography",
    "Spelling": "spell.orthography",
    "spelling": "spell.orthography",
    "Read": "files.reading",
    "Reader": "files.reading",
    "read": "files.reading",
    "Unreadable": "files.refusals",
    "Keyword": "phrases",
    "keywords": "phrases",
    "Report": "reports.reporting",
    "report": "reports.reporting",
}

__all__ = [
    "Busy",
    "Comparison",
    "Contact",
    "Corpus",
    "Corrupt",
    "Entry",
    "Frequent",
    "Keyword",
    "Kind",
    "Language",
    "Metrics",
    "Misspelled",
    "NoCorpus",
    "Passage",
    "Read",
    "Reader",
    "Report",
    "Source",
    "Span",
    "Spelling",
    "SverkaError",
    "TooLong",
    "Uniqueness",
    "Unreadable",
    "WrongSeed",
    "WrongVersion",
    "compare",
    "contacts",
    "keywords",
    "metrics",
    "read",
    "report",
    "spelling",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"sverka.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
