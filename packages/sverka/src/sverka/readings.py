"""What forms of words can be: part of speech, case, gender, number, as the dictionary of OpenCorpora says."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple


class Reading(NamedTuple):
    """One thing that a form can be, in the words of Universal Dependencies; an empty string: it has no such feature.

    Args:
        part: of speech: ``NOUN``, ``ADJ``, ``VERB``, ``ADP``…
        case: ``Nom``, ``Gen``…
        gender: ``Masc``, ``Fem``, ``Neut``.
        number: ``Sing``, ``Plur``.
        person: ``1``, ``2``, ``3``.
        animate: whether it is a living being.
        fixed: whether it has one form only.
        noun_too: whether an adjective stands for a noun at times: «больной».
        abbreviation: whether it is one.
        sure: whether the dictionary has it; otherwise it was guessed by its ending.
    """

    part: str
    case: str
    gender: str
    number: str
    person: str
    animate: bool
    fixed: bool
    noun_too: bool
    abbreviation: bool
    sure: bool


def readings(words: Sequence[str]) -> list[tuple[Reading, ...]]:
    """Everything that each of some Russian words can be; 300,000 words a second.

    Args:
        words: in lower case; what is no word has no sure reading.
    """
    return [tuple(map(_reading, found)) for found in _analyzer().analyze_many(words)]


def _reading(found: Any) -> Reading:
    feats = found.feats
    return Reading(
        part=found.pos,
        case=feats.get("Case", ""),
        gender=feats.get("Gender", ""),
        number=feats.get("Number", ""),
        person=feats.get("Person", ""),
        animate=feats.get("Animacy") == "Anim",
        fixed=feats.get("InflClass") == "Ind",
        noun_too="Subx" in found.labels and found.pos == "ADJ",
        abbreviation=feats.get("Abbr") == "Yes",
        sure=found.source == "dictionary",
    )


@cache
def _analyzer() -> Any:
    from rumorph import Analyzer  # noqa: PLC0415 - loaded on first use

    return Analyzer()
