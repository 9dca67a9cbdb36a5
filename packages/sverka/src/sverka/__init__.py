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
    from sverka.contact_search import Contact as Contact
    from sverka.contact_search import Kind as Kind
    from sverka.contact_search import contacts as contacts
    from sverka.corpus import Corpus as Corpus
    from sverka.corpus import Entry as Entry
    from sverka.coverage import Source as Source
    from sverka.coverage import Uniqueness as Uniqueness
    from sverka.dictionaries import Language as Language
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
    from sverka.orthography import Misspelled as Misspelled
    from sverka.orthography import Spelling as Spelling
    from sverka.orthography import spelling as spelling
    from sverka.phrases import Keyword as Keyword
    from sverka.phrases import keywords as keywords
    from sverka.reporting import Report as Report
    from sverka.reporting import report as report

__version__ = "0.1.0"

_HOMES = {
    "Comparison": "comparison",
    "Passage": "comparison",
    "Span": "comparison",
    "compare": "comparison",
    "Contact": "contact_search",
    "Kind": "contact_search",
    "contacts": "contact_search",
    "Corpus": "corpus",
    "Entry": "corpus",
    "Source": "coverage",
    "Uniqueness": "coverage",
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
    "Language": "dictionaries",
    "Misspelled": "orthography",
    "Spelling": "orthography",
    "spelling": "orthography",
    "Keyword": "phrases",
    "keywords": "phrases",
    "Report": "reporting",
    "report": "reporting",
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
    "Report",
    "Source",
    "Span",
    "Spelling",
    "SverkaError",
    "TooLong",
    "Uniqueness",
    "WrongSeed",
    "WrongVersion",
    "compare",
    "contacts",
    "keywords",
    "metrics",
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
