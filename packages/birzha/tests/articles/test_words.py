"""Words as the search knows them."""

import threading
from dataclasses import replace

import pytest

from birzha.articles.model import blank_article
from birzha.articles.words import LONGEST_STEM, MOST_HITS, STEP, searched, stems, weights


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Кошками", "кошка"),
        ("ЁЛКА", "елки"),
        ("Running", "runs"),
        ("№2026", "2026"),
        ("и\u0306од", "йод"),  # a letter written as two
    ],
)
def test_forms_of_one_word_are_one(text, same):
    """Case, ending, ё, the way a letter is composed: none of them makes another word."""
    assert stems(text) == stems(same)


def test_what_separates_words():
    """Everything but letters and digits does, underscores and hyphens among it; order and repetition are kept."""
    assert stems("дом-дом_cat\n2,5 «дом»!") == ["дом", "дом", "cat", "2", "5", "дом"]
    assert stems("—  …") == []
    assert searched("дома дом cat") == ["дом", "cat"]


def test_weights_keep_the_fields_apart():
    """Hits in the title outweigh any in keywords, and these any in the description; each is counted up to 99."""
    article = replace(blank_article(1, 0), title="дом дом", keywords="дом", description="дом " * 200 + "cat")
    assert weights(article) == {"дом": 2 * STEP * STEP + STEP + MOST_HITS, "cat": 1}


def test_twenty_words_cannot_spill_into_the_next_field():
    """The most that a search of 40 characters can add up in one field stays below one hit in the next."""
    assert 20 * MOST_HITS < STEP


def test_a_monstrous_word_is_cut():
    """A word without end takes no more room in the index than a search could ever ask for."""
    assert len(stems("ы" * 10_000)[0]) == LONGEST_STEM


def test_threads_do_not_share_a_stemmer():
    """Many threads that stem at once get what one alone gets."""
    words = " ".join(["кошками", "running", "домами", "елками"] * 200)
    expected = stems(words)
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(stems(words) == expected)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [True] * 8
