"""What words are forms of: all lemmas a form may have, behind one interface."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import Stemmer  # type: ignore[import-not-found]  # it has no type stubs

Analysis = Callable[[Sequence[str]], list[frozenset[str]]]
"""Takes folded words; answers for each one the lemmas that it may be a form of."""

_AS_RUSSIAN = str.maketrans("іїєґ", "ииег")


def lemmas(words: Sequence[str]) -> list[frozenset[str]]:
    """All lemmas of words: two words are forms of one when these overlap.

    Cyrillic words are looked up (rumorph, else pymorphy3, else Snowball stems, whichever the machine has),
    others are stemmed as English ones. A word is always among its own.

    Args:
        words: folded, as ``sverka.words`` makes them.
    """
    analysed = analysis()
    cyrillic = [each for each in words if not each.isascii()]
    known = dict(zip(cyrillic, analysed(cyrillic), strict=True))
    stem = _stemmer("english").stemWord
    return [known[each] | {each} if each in known else frozenset((each, stem(each))) for each in words]


@cache
def analysis() -> Analysis:
    """The best analysis that this machine has, loaded on first use (rumorph: 10 ms, 27 MB)."""
    for chosen in (by_rumorph, by_pymorphy):
        try:
            return chosen()
        except ImportError:
            continue
    return by_stems()


def by_rumorph() -> Analysis:
    """The dictionary of OpenCorpora, 400,000 words/s; words that it lacks, Ukrainian ones too, by their ending and stem."""
    from rumorph import Analyzer  # noqa: PLC0415 - loaded on first use

    analyzer = Analyzer()
    stem = _stemmer("russian").stemWord

    def analysed(words: Sequence[str]) -> list[frozenset[str]]:
        answers = []
        for word, found in zip(words, analyzer.analyze_many(words), strict=True):
            answer = {each.lemma.lower().replace("ё", "е") for each in found}
            if [each for each in found if each.source != "dictionary"]:
                answer.add(stem(word.translate(_AS_RUSSIAN)))
            answers.append(frozenset(answer))
        return answers

    return analysed


def by_pymorphy() -> Analysis:
    """The same dictionary in Python, 20,000 words/s."""
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-not-found]  # noqa: PLC0415 - no stubs; loaded on first use

    parse = MorphAnalyzer().parse

    def analysed(words: Sequence[str]) -> list[frozenset[str]]:
        return [_folded(found.normal_form for found in parse(each)) for each in words]

    return analysed


def by_stems() -> Analysis:
    """Snowball's Russian stems: 84 % of the forms."""
    stem = _stemmer("russian").stemWord
    return lambda words: [frozenset((stem(each),)) for each in words]


def _folded(found: Iterable[str]) -> frozenset[str]:
    return frozenset(each.lower().replace("ё", "е") for each in found)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)
