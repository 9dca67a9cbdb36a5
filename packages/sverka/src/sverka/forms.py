"""What words are forms of: all lemmas a form may have."""

from collections.abc import Callable, Sequence
from functools import cache

import Stemmer  # type: ignore[import-not-found]  # it has no type stubs

_AS_RUSSIAN = str.maketrans("іїєґ", "ииег")


def lemmas(words: Sequence[str]) -> list[frozenset[str]]:
    """All lemmas of words: two words are forms of one when these overlap.

    Cyrillic words are looked up in the dictionary of OpenCorpora, 400,000 a second; words that it lacks, Ukrainian ones too, go
    by their ending and stem. Others are stemmed as English ones. A word is always among its own.

    Args:
        words: folded, as ``sverka.words`` makes them.
    """
    cyrillic = [each for each in words if not each.isascii()]
    known = dict(zip(cyrillic, _analysis()(cyrillic), strict=True))
    stem = _stemmer("english").stemWord
    return [known[each] | {each} if each in known else frozenset((each, stem(each))) for each in words]


@cache
def _analysis() -> Callable[[Sequence[str]], list[frozenset[str]]]:
    """Answers for each of some folded words the lemmas that it may be a form of (loaded on first use: 10 ms, 27 MB)."""
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


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)
