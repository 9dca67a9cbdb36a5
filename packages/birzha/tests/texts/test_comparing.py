"""The plain comparison of two texts."""

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birzha.texts.comparing import common_chain, compare, marked

TEXT = "Ржаной хлеб пекут из ржаной муки, воды и закваски."


def matches(source: str, text: str) -> tuple[int, list[str], list[str]]:
    """The percentage, and what matches in either."""
    found = compare(source, text)
    return (
        found.percent,
        [source[start:end] for start, end in found.source],
        [text[start:end] for start, end in found.text],
    )


def test_the_same_text_matches_as_a_whole():
    """A text is its own copy from the first word to the last, whatever its case, punctuation and «ё»."""
    assert matches(TEXT, TEXT) == (100, [TEXT[:-1]], [TEXT[:-1]])
    assert matches("Всё ещё ёлка — да!", "все Еще елка, да")[0] == 100
    assert matches("слово", "Слово!") == (100, ["слово"], ["Слово"])


def test_nothing_in_common():
    """Words that only one of the texts has, and single words that both have, do not match."""
    assert matches("Ржаной хлеб пекут дома", "Пшеничная булка лежит рядом") == (0, [], [])
    assert matches("первый общий второй", "третий общий четвёртый") == (0, [], [])
    assert matches("два слова здесь", "здесь слова два") == (0, [], [])


def test_what_matches_is_told_in_both():
    """Of 4 + 6 words 3 and 3 match: 60 percent, with the punctuation inside."""
    percent, source, text = matches("пекут дома, хлеб зимой", "Все люди пекут дома хлеб — вот")
    assert (percent, source, text) == (60, ["пекут дома, хлеб"], ["пекут дома хлеб"])


def test_the_order_counts():
    """Of two swapped pieces only the longer one matches."""
    percent, _, text = matches("один два три четыре пять", "четыре пять один два три")
    assert (percent, text) == (60, ["один два три"])


def test_a_word_matches_once():
    """A phrase repeated in one text and said once in the other matches once."""
    percent, source, text = matches("хлеб да вода", "хлеб да вода " * 3)
    assert (percent, source, len(text)) == (50, ["хлеб да вода"], 1)


def test_the_percentage_is_rounded_down():
    """100 is said of nothing less than all: one changed word in two hundred is 99 or less."""
    words = [f"слово{number}" for number in range(200)]
    assert compare(" ".join(words), " ".join([*words[:-1], "иное"])).percent == 99


def test_texts_without_words():
    """Signs alone are alike when they are the same."""
    assert matches("!?" * 20, "!?" * 20) == (100, [], [])
    assert matches("!?" * 20, "?!" * 20) == (0, [], [])
    assert matches("!?" * 20, TEXT) == (0, [], [])


def test_marking():
    """What matches stands in a span; markup of the text itself is shown, not obeyed."""
    assert marked("<b>да & нет</b>", [(3, 11)]) == '&lt;b&gt;<span class="match">да &amp; нет</span>&lt;/b&gt;'
    assert marked("как есть 'так'", []) == "как есть &#x27;так&#x27;"
    assert marked("ab", [(0, 1), (1, 2)]) == '<span class="match">a</span><span class="match">b</span>'


PAIRS = st.lists(st.tuples(st.sampled_from("абв"), st.sampled_from("аб")), max_size=12)


@given(PAIRS, PAIRS)
def test_the_chain_is_a_longest_one(first, second):
    """Beside the textbook recursion: as long, ascending in both, equal at every place."""

    @cache
    def longest(n, m):
        if not n or not m:
            return 0
        if first[n - 1] == second[m - 1]:
            return longest(n - 1, m - 1) + 1
        return max(longest(n - 1, m), longest(n, m - 1))

    chain = common_chain(first, second)
    assert len(chain) == longest(len(first), len(second))
    assert all(first[place] == second[other] for place, other in chain)
    for one, next_one in pairwise(chain):
        assert one[0] < next_one[0]
        assert one[1] < next_one[1]


@pytest.mark.parametrize("word", ["а", "слово", "аб ба", "аб аб ба"])
def test_no_text_takes_long(word):
    """Texts of 20,000 characters that repeat themselves, with other ends, take a bounded time (about 50 ms here)."""
    text = f"{word} " * (19_990 // (len(word) + 1))
    before = time.process_time()
    assert compare(f"в {text}г", f"д {text}е").percent >= 99
    assert time.process_time() - before < 0.5
