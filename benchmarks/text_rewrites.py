"""How well rewriting is told from texts of one's own: ``python benchmarks/text_rewrites.py``.

It measures the rewrites of packages/sverka/tests/rewrites, each half by itself, with the Debian handbook (package
debian-handbook) as other texts of the corpus where it is installed; how much of one half of that book, every other eight
paragraphs of it, is said to rewrite the other; and a gold set of the operator's where SVERKA_GOLD names its file, of the
same shape: ``## subject``, then ``= a passage``, ``~ its rewrite``, ``- a text of one's own``.
"""

import os
import sys
import tempfile
from pathlib import Path

from text_pairs import PROSE, paragraphs

from sverka import Corpus, Entry

OURS = Path(__file__).parent.parent / "packages" / "sverka" / "tests" / "rewrites"
GOLD = "SVERKA_GOLD"
TOGETHER = 8

Passages = list[tuple[str, str]]


def read(path: Path) -> dict[str, Passages]:
    found: dict[str, Passages] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line[:2] in {"= ", "~ ", "- "} and found:
            found[list(found)[-1]].append((line[0], line[2:]))
    return found


def mixed(passages: Passages) -> Passages:
    """Rewrites and texts of one's own in turns."""
    rewrites, own = ([each for each in passages if each[0] == kind] for kind in "~-")
    every = max(1, len(rewrites) // (len(own) + 1))
    mixture: Passages = []
    for at, each in enumerate(rewrites, 1):
        mixture.append(each)
        if at % every == 0 and own:
            mixture.append(own.pop(0))
    return mixture + own


def measured(name: str, subjects: dict[str, Passages], texts: Corpus) -> None:
    right = wrong = missed = found_sources = 0
    for subject, passages in subjects.items():
        parts = mixed(passages)
        text = "\n".join(each for _, each in parts)
        found = texts.check(text)
        found_sources += any(each.key == subject and each.rewrite_spans for each in found.sources)
        said = {at for start, end in found.rewrite_spans for at in range(start, end)}
        begin = 0
        for kind, part in parts:
            count = sum(at in said for at in range(begin, begin + len(part)))
            right, wrong = (right + count, wrong) if kind == "~" else (right, wrong + count)
            missed += len(part) - count if kind == "~" else 0
            begin += len(part) + 1
    rewrites = sum(kind == "~" for passages in subjects.values() for kind, _ in passages)
    print(
        f"{name}: {rewrites} rewrites, precision {right / max(1, right + wrong):.3f}, recall "
        f"{right / max(1, right + missed):.3f}, F1 by characters {2 * right / max(1, 2 * right + wrong + missed):.3f}; "
        f"sources of {found_sources} of {len(subjects)} texts found"
    )


def strangers(groups: list[str], folder: Path) -> None:
    with Corpus.create(folder) as texts:
        texts.add_many(Entry(str(at), each) for at, each in enumerate(groups[1::2]))
        found = [texts.check(each) for each in groups[::2]]
    rewritten = 100 - sum(each.rewrite_unique for each in found) / len(found)
    copied = 100 - sum(each.unique for each in found) / len(found)
    print(f"one half of a book against the other: {rewritten:.1f} % said to be rewritten, {copied:.1f} % copied")


def main() -> None:
    halves = {name: read(OURS / f"{name}.txt") for name in ("looked", "held")}
    named = os.environ.get(GOLD)
    if named and not Path(named).is_file():
        sys.exit(f"{GOLD} names {named}, and there is no such file.")
    if named:
        halves["the operator's gold set"] = read(Path(named))
    else:
        print(f"The operator's gold set was not measured: {GOLD} names no file.")
    groups: list[str] = []
    if PROSE.is_dir():
        prose = paragraphs()
        groups = ["\n".join(prose[at : at + TOGETHER]) for at in range(0, len(prose), TOGETHER)]
    else:
        print("Without other texts: the Debian package debian-handbook is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        with Corpus.create(Path(folder) / "all") as texts:
            for subjects in halves.values():
                texts.add_many(
                    Entry(subject, "\n".join(each for kind, each in passages if kind == "="))
                    for subject, passages in subjects.items()
                )
            texts.add_many(Entry(f"book {at}", each) for at, each in enumerate(groups))
            for name, subjects in halves.items():
                measured(name, subjects, texts)
        if groups:
            strangers(groups, Path(folder) / "half")


if __name__ == "__main__":
    main()
