"""The compiled kernel answers as numpy does, bit for bit, for every text; and is left alone when it is another one's."""

import random
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sverka import Corpus, Entry, kernel
from sverka.corpus import merging, working
from sverka.corpus.merging import merged
from sverka.corpus.postings import Shape, packed
from sverka.corpus.preparing import prepared
from sverka.corpus.ranking import best_of
from sverka.corpus.segment import Segment
from sverka.corpus.sums import PAGE, crc32, page_sums
from sverka.hashing import hashed
from sverka.sentences import RARE_ASKED, RARE_STORED, sentences
from sverka.stems import stem_ends
from sverka.twins import CYRILLIC_OF
from sverka.words import fold, folded_together

LOOKALIKES = "".join(CYRILLIC_OF) + "".join(CYRILLIC_OF.values())
LETTERS = LOOKALIKES + "щёйжbdfz019 \n.!?…'’-\u0301\u0306\u200b\u00adﬁ½№\ud800😀שﷺ" + "ё\u0308"
TEXTS = st.one_of(
    st.text(LETTERS, max_size=300),
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["кот", "собака", "ﷺ", "COBA", "mixа", "а" * 70, "и", ".", "\n", "ночами", "гулял"]),
        max_size=120,
    ).map(" ".join),
)
WORDS = [
    "кот",
    "собака",
    "дом",
    "лес",
    "море",
    "водокачка",
    "трамвай",
    "пасечник",
    "улей",
    "снег",
    "и",
    "на",
    "билет",
    "гудение",
]
COMMON = (
    "Пчелиная семья зимует под снегом спокойно, а пасечник слушает гудение улья через резиновую трубку каждый день."
)
HOSTILE = [
    "",
    "слово",
    "а " * 20_000,
    "\u0301" * 5000 + "а",
    "сор" * 300,
    "a c o " * 500,
    "\ud800" * 300,
    "ы" * 5000,
    "№" * 900,
]


def both(ask: Callable[[], Any]) -> tuple[Any, Any]:
    """What the kernel says and what numpy says."""
    assert kernel.library() is not None
    compiled = ask()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "library", lambda: None)
        return compiled, ask()


def same(ask: Callable[[], Any]) -> None:
    compiled, plain = both(ask)
    assert shown(compiled) == shown(plain)


def shown(answer: Any) -> Any:
    """An answer with its arrays as their types and bytes."""
    if isinstance(answer, np.ndarray):
        return (str(answer.dtype), answer.shape, answer.tobytes())
    if isinstance(answer, (tuple, list)):
        return [shown(each) for each in answer]
    if hasattr(answer, "__dataclass_fields__"):
        return [shown(getattr(answer, each)) for each in answer.__dataclass_fields__]
    return answer


def all_of(text: str) -> list[Any]:
    folded = fold(text)
    stems = stem_ends(folded)
    hashes, short = hashed(folded, stems, b"seed")
    begins = folded.starts if folded.places is None else folded.places[folded.starts]
    found = sentences(text, begins, short, b"seed", np.array([0, len(begins)]))
    return [
        folded,
        stems,
        hashes,
        hashed(folded, None, b"other")[0],
        short,
        found,
        found.pairs(RARE_STORED),
        found.pairs(RARE_ASKED),
    ]


@given(TEXTS)
@settings(deadline=None)
def test_text(text: str) -> None:
    """Folding, stems, hashes, sentences and pairs of any text."""
    same(lambda: all_of(text))


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_hostile(at: int) -> None:
    """The same for texts that were made to be trouble."""
    same(lambda: all_of(HOSTILE[at]))


@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(1, 6))
@settings(deadline=None, max_examples=50)
def test_texts(texts: list[str], length: int) -> None:
    """Texts that are folded together, and all that is stored of them."""
    same(lambda: folded_together(texts))
    same(lambda: list(prepared(texts, length, b"seed")))


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 300), max_size=400))
@settings(deadline=None, max_examples=50)
def test_distinct(values: list[int]) -> None:
    """Values each once in their order, also where they are not spread like hashes."""
    array = np.array(values, np.uint64)
    library = kernel.library()
    assert library is not None
    assert array[: library.sverka_distinct(array, len(array))].tolist() == sorted(set(values))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Texts of few words, in three segments and in memory, some replaced, some removed, some of many others' runs."""
    drawn = random.Random(11)
    texts = Corpus.create(tmp_path_factory.mktemp("known"), seed=b"seed")
    for part in range(4):
        texts.add_many(
            Entry(f"k{drawn.randrange(90)}", sentence(drawn, drawn.randrange(90)), f"o{drawn.randrange(4)}")
            for _ in range(40)
        )
        texts.add_many(Entry(f"same {part} {each}", COMMON, "many") for each in range(20))
        texts.remove(f"k{drawn.randrange(90)}")
        if part < 3:
            texts.flush()
    return texts


def sentence(drawn: random.Random, words: int) -> str:
    return " ".join(drawn.choice(WORDS) + drawn.choice(["", "", "", ".", ","]) for _ in range(words))


@given(
    st.integers(0, 2**32),
    st.integers(0, 200),
    st.sets(st.sampled_from(["o1", "o2", "many", "нет"])),
    st.sets(st.sampled_from(["k1", "k2", "same 0 1"])),
    st.integers(-1, 30),
)
@settings(deadline=None, max_examples=60)
def test_check(known: Corpus, seed: int, words: int, owners: set[str], keys: set[str], most: int) -> None:
    """Whole answers of a corpus: figures, places, sources and their order."""
    drawn = random.Random(seed)
    text = (
        sentence(drawn, words) + drawn.choice(["", f" {COMMON} ", f". {COMMON[40:]}. "]) + sentence(drawn, words // 2)
    )
    same(lambda: known.check(text, without_owners=owners, without=keys, most=most))


@pytest.mark.parametrize("room", [1 << 10, 1 << 13, 1 << 16])
def test_little_room(known: Corpus, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Whatever memory a check begins with, it takes more until it has enough, and answers the same."""
    text = f"{sentence(random.Random(room), 60)} {COMMON} \ufdfa \u0301{'ы' * 70} {'ы' * 65} " * 3
    whole = known.check(text, most=100)
    assert whole.sources
    monkeypatch.setattr(working, "_ROOM", room)
    monkeypatch.setattr(working, "_A_LETTER", 0)
    monkeypatch.setattr(working, "_rooms", [])
    assert known.check(text, most=100) == whole
    same(lambda: known.check(text, most=100))


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_hostile_check(known: Corpus, at: int) -> None:
    """Whole answers for texts that were made to be trouble."""
    same(lambda: known.check(f"{HOSTILE[at]} {COMMON}"))
    same(lambda: known.check(HOSTILE[at]))


def test_long_rewrites(tmp_path: Path) -> None:
    """Sentences that are rewritten only together with a neighbour are found wherever the rows of the kernel are cut."""
    drawn = random.Random(7)
    with Corpus.create(tmp_path / "long", seed=b"seed") as texts:
        for number in range(6):
            source = [["".join(drawn.choices("бвгдклмнпрст", k=8)) for _ in range(12)] for _ in range(60)]
            texts.add(str(number), ". ".join(" ".join(each).capitalize() for each in source))
            halves = [each[at : at + 2] for each in source for at in (0, 2)]
            # An odd first sentence moves all others, so that each cut is once between two of one source.
            halves = halves[number % 2 :]
            mine = [[*half, *("".join(drawn.choices("фхцчшщ", k=8)) for _ in range(4))] for half in halves]
            text = ". ".join(" ".join(each).capitalize() for each in mine)
            assert texts.check(text).rewritten
            same(lambda text=text: texts.check(text))  # type: ignore[misc]  # each call is made at once


@given(st.integers(0, 2**32), st.lists(st.integers(0, 300), max_size=12))
@settings(deadline=None, max_examples=30)
def test_uneven(seed: int, crowds: list[int]) -> None:
    """Postings of few hashes that very many texts have, among others, are found as numpy finds them, removed texts left out."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, Corpus.create(Path(folder) / "uneven", seed=b"seed") as texts:
        for number, crowd in enumerate(crowds):
            own = sentence(drawn, 30)
            texts.add_many(
                Entry(f"{number} {each}", f"{own} {sentence(drawn, 6)}", f"o{each % 3}") for each in range(crowd)
            )
            texts.flush()
            texts.remove(f"{number} {crowd // 2}")
            text = f"{sentence(drawn, 20)} {own}"
            same(lambda text=text: texts.check(text, most=30))  # type: ignore[misc]  # each call is made at once
            same(lambda text=text: texts.check(text, without_owners=["o1"]))  # type: ignore[misc]  # as above


@given(
    st.lists(st.tuples(st.integers(0, 2**64 - 1) | st.integers(0, 9), st.integers(0, 40)), max_size=200),
    st.integers(2, 64),
    st.integers(0, 9),
    st.integers(7, 8),
)
@settings(deadline=None)
def test_packed(entries: list[tuple[int, int]], bits: int, more: int, width: int) -> None:
    """Postings in their order, however many bits are known and however the hashes are spread."""
    hashes = np.array([hash_ >> 64 - bits << 64 - bits for hash_, _ in entries], np.uint64)
    docs = np.array([doc for _, doc in entries], np.int64)
    shape = Shape.fitting(len(entries) << more, 41, bits, width)

    def made() -> list[Any]:
        counts = np.zeros(1 << shape.bucket_bits, np.int64)
        return [packed(shape, hashes, docs, counts), counts]

    same(made)


@pytest.mark.parametrize("removed", [set(), {3, 50, 51}, set(range(60))])
@pytest.mark.parametrize("order", [1, -1])
def test_merged(known: Corpus, tmp_path: Path, removed: set[int], order: int) -> None:
    """Segments merged into one are the same file, whatever order they come in and whoever left."""
    segments = [Segment(each) for each in sorted(Path(known._shelf.folder).glob("segment-*"))][::order]
    assert len(segments) == 3

    def made() -> bytes:
        path = tmp_path / "merged"
        assert merged(path, segments, removed)
        return path.read_bytes()

    compiled, plain = both(made)
    assert compiled == plain


def test_merged_many(tmp_path: Path) -> None:
    """The same for more postings than are made at a time, and for one pair that hundreds of texts share."""
    drawn = random.Random(5)
    with Corpus.create(tmp_path / "corpus", seed=b"seed") as texts:
        for part in range(3):
            texts.add_many(Entry(f"{part} {each}", f"{COMMON} {sentence(drawn, 300)}") for each in range(300))
            texts.flush()
    segments = [Segment(each) for each in sorted((tmp_path / "corpus").glob("segment-*"))]

    def made() -> bytes:
        path = tmp_path / "merged"
        assert merged(path, segments, {7})
        return path.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_AT_ONCE", 1 << 12)
        compiled, plain = both(made)
    assert compiled == plain


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), max_size=60), st.integers(0, 14), st.booleans())
@settings(deadline=None)
def test_best(found: list[tuple[int, int]], most: int, weighed: bool) -> None:
    """The texts that have most, equal ones in their order."""
    which = np.array([each for each, _ in found], np.int64)
    docs = np.array([doc for _, doc in found], np.uint32)
    same(lambda: best_of(which, docs, np.arange(10) % 4 if weighed else None, most))


@given(st.binary(max_size=9000), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_sums(data: bytes, before: int) -> None:
    """Checksums are zlib's, going on from another, and by pages."""
    array = np.frombuffer(data, np.uint8)
    assert crc32(array, before) == zlib.crc32(data, before)
    assert page_sums(array).tolist() == [zlib.crc32(data[at : at + PAGE]) for at in range(0, len(data), PAGE)]


def test_time() -> None:
    """A token a million times, and values made to fall into one bucket, take no longer than their size allows."""
    began = time.process_time()
    list(prepared(["кот " * 1_000_000], 4, b""))
    array = np.arange(500_000, 0, -1).astype(np.uint64)
    assert array[: kernel.library().sverka_distinct(array, len(array))].tolist() == list(range(1, 500_001))
    assert time.process_time() - began < 5


def test_wrong_arguments() -> None:
    """An array of another type, or with gaps, is refused before the kernel sees it."""
    library = kernel.library()
    for wrong in (np.zeros(4, np.int32), np.zeros(8, np.uint64)[::2]):
        with pytest.raises(Exception, match="The kernel wants uint64"):
            library.sverka_distinct(wrong, 4)


def test_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is missing, is none, or is of another version is not used."""
    (tmp_path / "none").write_bytes(b"no library")
    assert kernel.load(tmp_path / "none") is None
    assert kernel.load(tmp_path / "missing") is None
    monkeypatch.setattr(kernel, "VERSION", kernel.VERSION + 1)
    assert kernel.load(Path(kernel.__file__).with_name(kernel.NAME)) is None


@pytest.mark.tools
def test_other_functions(tmp_path: Path) -> None:
    """A library of the right version that lacks a function is not used."""
    source = Path(kernel.__file__).parents[2] / "kernel" / "version.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", tmp_path / "old.so", source], check=True)
    assert kernel.load(tmp_path / "old.so") is None
