"""Real slips: ``SVERKA_RUSPELLRU=PATH python benchmarks/text_slips.py`` (text_pairs.py runs it too).

PATH is a set of sentences with slips and the same sentences without, as RUSpellRU has them (the blogs of the SpellRuEval
competition, 2016): a folder with ``sources.txt`` and ``corrections.txt``, a sentence a line, side by side; or a file with a JSON
object a line that has ``source`` and ``correction``; or a file with a pair a line, a tab between. Nothing of it is committed.

A slip is a word of two letters or more that the correction replaces by one other word. Which words were replaced is told by
aligning the words of both (folded: ё is е). Words that the correction joins, splits, adds or drops are no slips here.
"""

import difflib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sverka import Language, spelling
from sverka.lettering import lettering
from sverka.spell.dictionaries import known

NAMED = "SVERKA_RUSPELLRU"

Pair = tuple[str, str]


def pairs(path: Path) -> list[Pair]:
    """The sentences, with and without slips.

    Args:
        path: as above.
    """
    if path.is_dir():
        sources, corrections = (
            (path / f"{name}.txt").read_text("utf-8").splitlines() for name in ("sources", "corrections")
        )
        return list(zip(sources, corrections, strict=True))
    lines = filter(str.strip, path.read_text("utf-8").splitlines())
    found = []
    for line in lines:
        if line.startswith("{"):
            read = json.loads(line)
            found.append((read["source"], read["correction"]))
        else:
            source, _, correction = line.partition("\t")
            found.append((source, correction))
    return found


def slips(wrong: list[str], right: list[str]) -> Iterator[int]:
    """Which words of a sentence its correction replaces, each by one other.

    Args:
        wrong: the words of the sentence, folded.
        right: those of its correction.
    """
    for kind, start, end, first, last in difflib.SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == last - first:
            yield from (at for at in range(start, end) if len(wrong[at]) > 1)


def measured(path: Path) -> str:
    """What is said of the slips, and of the words that the corrections leave as they are.

    Args:
        path: as above.
    """
    has = known(Language.RUSSIAN)
    count = said = lacking = words = alarms = 0
    for source, correction in pairs(path):
        spelled, right = lettering(source), lettering(correction)
        found = {each.start for each in spelling(source).misspelled}
        for at in slips(spelled.words, right.words):
            count += 1
            said += int(spelled.starts[at]) in found
            lacking += has is not None and not has(spelled.words[at])
        checked = spelling(correction)
        words, alarms = words + checked.words, alarms + len(checked.misspelled)
    return (
        f"{count} slips: {100 * said / count:.1f} % said by spelling(), {100 * lacking / count:.1f} % in no dictionary; "
        f"{100 * alarms / words:.2f} % of {words} words of the corrections said"
    )


def main() -> None:
    named = os.environ.get(NAMED)
    if not named:
        print(f"Real slips were not measured: {NAMED} names neither a folder nor a file.")
    elif not Path(named).exists():
        sys.exit(f"{NAMED} names {named}, and there is nothing there.")
    else:
        print(f"real slips: {measured(Path(named))}")


if __name__ == "__main__":
    main()
