"""The rewriting measure: rewrites of our own, the definition, evasions, and what does not count."""

import random
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sverka import Corpus, Entry, TooLong
from sverka.corpus import rewriting
from sverka.corpus.preparing import prepared
from sverka.corpus.rewriting import LEVEL, OTHERS, THRESHOLD, Asked
from sverka.hashing import hashed
from sverka.sentences import sentences
from sverka.stems import stem_ends
from sverka.twins import CYRILLIC_OF
from sverka.words import fold, placed

pytestmark = pytest.mark.usefixtures("way")

LISTS = Path(__file__).parent / "rewrites"
SEED = b"seed"
SOURCE = (
    "Пчелиная семья зимует под снегом спокойно. Пасечник слушает гудение улья через резиновую трубку. "
    "Ровный шелест означает достаток корма и тепла."
)
REWRITE = (
    "Под снегом пчелиной семье спокойно зимуется. Гудение улья пасечник проверяет резиновой трубкой. "
    "Шелест ровный, значит тепла и корма достаточно."
)
OTHER = "Трамвай ходит по проспекту каждые десять минут. Билет покупают у водителя или в приложении."


def passages(name: str) -> dict[str, list[tuple[str, str]]]:
    """Subject: kinds of passages (a source, its rewrite, a text of one's own) and the passages."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (LISTS / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]].append((line[0], line[2:]))
    return found


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    texts = Corpus.create(tmp_path_factory.mktemp("known"), seed=SEED)
    subjects = passages("looked") | passages("held")
    texts.add_many(
        Entry(subject, "\n".join(each for kind, each in found if kind == "=")) for subject, found in subjects.items()
    )
    texts.flush()
    return texts


@pytest.mark.parametrize("half", ["looked", "held"])
def test_rewrites(known: Corpus, half: str) -> None:
    """Of rewrites between texts of one's own on the same subject, F1 by characters is 0.90 or more in either half."""
    right = wrong = missed = 0
    for found in passages(half).values():
        rewrites, own = ([each for kind, each in found if kind == which] for which in "~-")
        parts = [rewrites[0], own[0], rewrites[1], rewrites[2], own[1], rewrites[3]]
        text = "\n".join(parts)
        marks = np.zeros(len(text), np.bool_)
        for start, end in known.check(text).rewrite_spans:
            marks[start:end] = True
        at = 0
        for part in parts:
            said = int(marks[at : at + len(part)].sum())
            if part in own:
                wrong += said
            else:
                right += said
                missed += len(part) - said
            at += len(part) + 1
    assert 2 * right / (2 * right + wrong + missed) >= 0.90


def test_number_of_rewrites() -> None:
    """There are at least 120 rewrites, half of them held out."""
    for half in ("looked", "held"):
        assert sum(kind == "~" for found in passages(half).values() for kind, _ in found) >= 60


def in_sentences(text: str) -> list[tuple[int, int, dict[int, int]]]:
    """The sentences of a text: their places, and the weights of their stems."""
    folded = fold(text)
    hashes, stems = hashed(folded, stem_ends(folded), SEED)
    whole = placed(text, folded, hashes)
    found = sentences(text, whole.starts, stems, SEED, np.array([0, len(whole)]))
    answer = []
    for at in range(len(found)):
        own = slice(found.bounds[at], found.bounds[at + 1])
        weights = dict(zip(found.stems[own].tolist(), found.weights[own].tolist(), strict=True))
        answer.append((int(whole.starts[found.firsts[at]]), int(whole.ends[found.firsts[at + 1] - 1]), weights))
    return answer


def by_definition(text: str, sources: list[str]) -> list[tuple[int, int]]:
    """Places of the sentences that rewrite one of some sources, all of which are candidates."""
    mine, theirs = in_sentences(text), [[each for _, _, each in in_sentences(source)] for source in sources]

    def above(own: list[dict[int, int]]) -> list[float]:
        def like(other: dict[int, int]) -> float:
            shared = sum(weight for each in own for stem, weight in each.items() if stem in other)
            return shared / (sum(sum(each.values()) for each in own) * sum(other.values())) ** 0.5

        every = sorted((like(other) for source in theirs for other in source), reverse=True)
        level = min(LEVEL, every[OTHERS]) if len(every) > OTHERS else 0
        return [max(map(like, source)) - level for source in theirs]

    alone = [above([each]) for _, _, each in mine]
    pairs = [above([one, two]) for (_, _, one), (_, _, two) in pairwise(mine)]
    found = []
    for at, (start, end, _) in enumerate(mine):
        for source in range(len(sources)):
            beside = any(pairs[near][source] >= THRESHOLD for near in (at - 1, at) if 0 <= near < len(pairs))
            if alone[at][source] >= THRESHOLD or (beside and 2 * alone[at][source] >= THRESHOLD):
                found.append((start, end))
                break
    return found


def test_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said to be rewritten from some candidates is what the definition says, however many sentences go at a time."""
    drawn = random.Random(4)
    subjects = list((passages("looked") | passages("held")).values())
    for _ in range(12):
        sources = ["\n".join(each for kind, each in found if kind == "=") for found in drawn.sample(subjects, 5)]
        text = "\n".join(each for found in subjects for kind, each in found if kind != "=" and drawn.random() < 0.2)
        text += f"\n{sources[0][:300]}"
        folded = fold(text)
        hashes, stems = hashed(folded, stem_ends(folded), SEED)
        whole = placed(text, folded, hashes)
        asked = Asked(whole, sentences(text, whole.starts, stems, SEED, np.array([0, len(whole)])))
        bags = [each.bag for each in prepared(["", *sources], 4, SEED)]
        found = asked.answer(np.arange(len(bags), dtype=np.uint32), bags)
        expected = by_definition(text, sources)
        assert found.whole.characters == sum(end - start for start, end in expected)
        assert {at for span in found.whole.spans for at in range(*span)} >= {
            at for span in expected for at in range(*span)
        }
        assert found.docs[0] in {1, 2, 3, 4, 5}
        with monkeypatch.context() as patched:
            patched.setattr(rewriting, "_ROWS", 3)
            assert asked.answer(np.arange(len(bags), dtype=np.uint32), bags) == found


def evaded(text: str, how: str, drawn: random.Random) -> str:
    """A text whose words look the same."""
    twins: dict[str, list[str]] = {}
    for twin, letter in CYRILLIC_OF.items():
        twins.setdefault(letter, []).append(twin)
    match how:
        case "twins":
            return "".join(
                drawn.choice(twins[each]) if each in twins and drawn.random() < 0.3 else each for each in text
            )
        case "zero width":
            return "".join(each + ("\u200b" if drawn.random() < 0.3 else "") for each in text)
        case "stress":
            return "".join(each + ("\u0301" if each in "аеиоуыэюя" and drawn.random() < 0.3 else "") for each in text)
        case "case":
            return "".join(each.upper() if drawn.random() < 0.5 else each.lower() for each in text)
    parts = [each for line in text.splitlines() for each in line.replace("? ", ". ").split(". ")]
    drawn.shuffle(parts)
    return ". ".join(each.rstrip(".") for each in parts)


@pytest.mark.parametrize("how", ["twins", "zero width", "stress", "case", "order"])
def test_evasion(known: Corpus, how: str) -> None:
    """Disguised copies are at most 1 % unique; with their sentences in another order too, for the rewriting measure."""
    drawn = random.Random(7)
    found = []
    for items in passages("held").values():
        text = "\n".join(each for kind, each in items if kind == "=")
        found.append(known.check(evaded(text, how, drawn)))
    assert sum(each.rewrite_unique for each in found) / len(found) <= 1
    assert how == "order" or sum(each.unique for each in found) / len(found) <= 1


def test_strangers(known: Corpus) -> None:
    """Texts of one's own on subjects that the corpus has are hardly ever said to be rewritten."""
    own = [each for found in passages("held").values() for kind, each in found if kind == "-"]
    unique = [known.check(each).rewrite_unique for each in own]
    assert sum(unique) / len(unique) >= 90


def test_answer(tmp_path: Path) -> None:
    """A rewrite shares no run of words with its source, and yet the source is said, with the places of the sentences."""
    with Corpus.create(tmp_path, seed=SEED) as texts:
        texts.add("source", SOURCE)
        texts.add("other", OTHER)
        text = f"{REWRITE} {OTHER[:47]} Погода завтра обещает дождь вперемешку с градом, синоптики советуют зонт."
        found = texts.check(text)
        assert [each.key for each in found.sources] == ["source", "other"]
        source, other = found.sources
        assert (source.words, source.spans) == (0, ())
        assert [text[slice(*each)] for each in source.rewrite_spans] == [REWRITE.rstrip(".")]
        assert source.rewrite_percent == pytest.approx(100 * (len(REWRITE) - 5) / found.characters, abs=1)
        assert [text[slice(*each)] for each in other.rewrite_spans] == [OTHER[:46]]
        assert found.rewrite_unique == pytest.approx(100 - source.rewrite_percent - other.rewrite_percent)
        assert found.unique > found.rewrite_unique


def test_what_counts(tmp_path: Path) -> None:
    """Left-out owners and keys, removed and replaced texts are not rewritten; in memory, in a segment, and merged."""
    with Corpus.create(tmp_path, seed=SEED) as texts:
        texts.add("mine", SOURCE, "anna")
        reader = Corpus.open(tmp_path, seed=SEED)
        for settle in (lambda: None, texts.flush, lambda: texts.merge(whole=True)):
            settle()
            for whose in (texts, reader):
                assert whose.check(REWRITE).rewrite_unique == 0
                assert whose.check(REWRITE, without_owners=["anna"]).rewrite_unique == 100
                assert whose.check(REWRITE, without=["mine"]).rewrite_unique == 100
                assert whose.check(OTHER).rewrite_unique == 100
        texts.add("mine", OTHER, "anna")
        assert reader.check(REWRITE).rewrite_unique == 100
        assert reader.check(OTHER).rewrite_unique == 0
        texts.remove("mine")
        texts.merge(whole=True)
        assert reader.check(OTHER).rewrite_unique == 100


@pytest.mark.parametrize("text", ["", "…", "и в на", "кот", "\ud800 ... !", "слово " * 1000, ". " * 1000])
def test_nothing_to_compare(tmp_path: Path, text: str) -> None:
    """Texts without words that count are unique, with themselves in the corpus too, or rewrite themselves as a whole."""
    with Corpus.create(tmp_path, seed=SEED) as texts:
        texts.add("same", text)
        assert texts.check(text).rewrite_unique in {0, 100}
        assert texts.check(OTHER).rewrite_unique == 100


def test_many_sentences(known: Corpus) -> None:
    """Sentences are judged alike wherever a long text has them."""
    text = (
        "Погода завтра обещает дождь вперемешку с градом, синоптики советуют зонт.\n" * 300
        + passages("held")["кошки"][0][1]
    )
    found = known.check(text)
    assert text[slice(*found.rewrite_spans[0])] == passages("held")["кошки"][0][1].rstrip(".")
    assert found.sources[0].key == "кошки"


def test_long(tmp_path: Path) -> None:
    """Long texts against ones ten times as long are judged right, in seconds; texts above the limit are refused."""
    drawn = random.Random(2)
    letters = [f"{first}{second}{third}" for first in "бвгдж" for second in "аеио" for third in "клмнр"]
    words = [one + two for one in letters for two in letters]

    def prose(size: int) -> str:
        return " ".join(f"{' '.join(drawn.choices(words, k=9))}." for _ in range(size // 64))

    long, text = prose(400_000), prose(40_000)
    with Corpus.create(tmp_path, seed=SEED) as texts:
        texts.add("long", f"{long} {text}")
        texts.add("other", long)
        began = time.process_time()
        found = texts.check(text)
        assert found.rewrite_unique < 1
        assert found.unique == 0
        assert found.sources[0].key == "long"
        assert time.process_time() - began < 10
        with pytest.raises(TooLong):
            texts.check(text, limit=30_000)


def test_very_many_sentences(tmp_path: Path) -> None:
    """A text of more than 65,536 sentences joins and is found by its last one."""
    text = " ".join(f"Раз{number} два{number} три{number} чет{number}." for number in range(66_000))
    with Corpus.create(tmp_path, seed=SEED) as texts:
        texts.add("many", text)
        assert texts.check(text[-5000:]).rewrite_unique < 1
