"""Times the text checks on real prose: ``python benchmarks/text_pairs.py`` (it needs Debian's package debian-handbook)."""

import html
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import text_slips

from sverka import Corpus, Entry, Language, compare, contacts, keywords, spelling
from sverka.spell.dictionaries import ALPHABETS, known

PROSE = Path("/usr/share/doc/debian-handbook/html/ru-RU")
TWINS = str.maketrans("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX")


def paragraphs() -> list[str]:
    found = []
    for page in sorted(PROSE.glob("*.html")):
        for raw in re.findall(r'(?s)<div class="para">(.*?)</div>', page.read_text("utf-8")):
            text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", raw)).split())
            if len(text) > 40 and sum("а" <= each <= "я" for each in text.lower()) > 0.55 * len(text):
                found.append(text)
    return found


def timed(run: Callable[[], object], rounds: int) -> str:
    run()
    took = []
    for _ in range(rounds):
        began = time.thread_time()
        run()
        took.append(1000 * (time.thread_time() - began))
    took.sort()
    return f"p50 {took[rounds // 2]:.2f} ms, p99 {took[min(rounds - 1, rounds * 99 // 100)]:.2f} ms"


def pairs(prose: list[str], drawn: random.Random) -> None:
    half = len(prose) // 2
    source, other = ("\n\n".join(part)[:20_000] for part in (prose[:half], prose[half:]))
    moved = source.split("\n\n")
    drawn.shuffle(moved)
    replaced = " ".join(each if drawn.random() > 0.1 else drawn.choice(other.split()) for each in source.split(" "))[
        :20_000
    ]
    twins = "".join(each.translate(TWINS) if drawn.random() < 0.3 else each for each in source)
    texts = {
        "same": source,
        "moved": "\n\n".join(moved),
        "10 % replaced": replaced,
        "look-alikes": twins,
        "other": other,
    }
    for name, text in texts.items():
        found = compare(source, text)
        print(f"compare, {name}: {found.percent:.1f} %, {timed(lambda text=text: compare(source, text), 200)}")


def worst() -> None:
    def runs(order: range, letter: str) -> str:
        return " ".join(f"{'а ' * each}{letter}{each}" for each in order)[:20_000]

    texts = {
        "one letter": ("а " * 10_000, "а " * 10_000),
        "runs against one letter": (runs(range(3, 139), "ц"), "а " * 10_000),
        "runs against runs": (runs(range(3, 139), "ц"), runs(range(138, 2, -1), "щ")),
        "a period": ("а б в " * 3_333, "а б в " * 3_333),
    }
    for name, (source, text) in texts.items():
        found = compare(source, text)
        print(
            f"worst, {name}: {found.percent:.1f} %, {timed(lambda source=source, text=text: compare(source, text), 5)}"
        )


def alarms(prose: list[str]) -> None:
    text = "\n".join(each for each in prose if not contacts(each))[:5000]
    said = sum(1 for each in prose if any(found.kind == "phone" for found in contacts(each)))
    print(f"contacts, 5,000 characters: {timed(lambda: contacts(text), 50)}; phones in {len(prose)} paragraphs: {said}")


def orthography(prose: list[str], drawn: random.Random) -> None:
    text = "\n".join(prose)
    spelling(text)
    took = []
    for _ in range(20):
        began = time.thread_time()
        found = spelling(text)
        took.append(found.words / (time.thread_time() - began))
    took.sort()
    print(
        f"spelling: {found.percent:.2f} % of {found.words} words said, {took[10]:,.0f} words/s, median of 20 "
        f"({took[0]:,.0f} at least)"
    )
    has = known(Language.RUSSIAN)
    words = [each for each in re.findall(r"[а-яё]{4,}", text) if has is not None and has(each)]
    slips = [slip for word in drawn.choices(words, k=20_000) if (slip := slipped(word, drawn)) != word]
    said = sum(1 for each in slips if has is not None and not has(each))
    print(f"spelling: {100 * said / len(slips):.1f} % of {len(slips)} slips said")
    phrases = [" ".join(each.split()[:2]) for each in prose[:40]]
    print(f"keywords, 40 phrases, 5,000 characters: {timed(lambda: keywords(text[:5000], phrases), 50)}")


def slipped(word: str, drawn: random.Random) -> str:
    at, letter = drawn.randrange(len(word) - 1), drawn.choice(ALPHABETS[Language.RUSSIAN])
    return drawn.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def corpus(prose: list[str], drawn: random.Random, count: int) -> None:
    stream = " ".join(prose).split()

    def recombined(size: int) -> str:
        parts, length = [], 0
        while length < size:
            run = drawn.randrange(3, 7) if drawn.random() > 0.02 else drawn.randrange(12, 41)
            at = drawn.randrange(len(stream) - run)
            parts.append(" ".join(stream[at : at + run]))
            length += len(parts[-1]) + 1
        return " ".join(parts)[:size]

    entries = [Entry(str(number), recombined(3000), f"o{number % 1000}") for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        with Corpus.create(folder) as texts:
            began, spent = time.perf_counter(), time.process_time()
            texts.add_many(entries)
            texts.flush()
            wall, spent = time.perf_counter() - began, time.process_time() - spent
        size = sum(each.stat().st_size for each in Path(folder).iterdir())
        print(
            f"corpus of {count}: {count / wall:.0f} texts/s ({count / spent:.0f} a processor second), {size // count} bytes a text"
        )
        with Corpus.open(folder) as texts:
            for name, text in (("recombined", recombined(5000)), ("copied", entries[7].text + entries[9].text[:2000])):
                print(
                    f"check, {name}: {texts.check(text).unique:.1f} % unique, {timed(lambda text=text: texts.check(text), 100)}"
                )


def main() -> None:
    if not PROSE.is_dir():
        sys.exit("The Debian package debian-handbook is not installed: apt-get install debian-handbook")
    drawn = random.Random(3)
    prose = paragraphs()
    drawn.shuffle(prose)
    pairs(prose, drawn)
    worst()
    alarms(prose)
    orthography(prose, drawn)
    text_slips.main()
    corpus(prose, drawn, int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    main()
