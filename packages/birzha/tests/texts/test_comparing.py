"""How much of a text comes from another one, in whole percent. What passages are is tested in the text library."""

import time

import pytest

from birzha.texts.comparing import compare

TEXT = "Ржаной хлеб пекут из ржаной муки, воды и закваски."


def test_the_same_text_matches_as_a_whole():
    """A text is its own copy from the first word to the last, whatever its case, punctuation and «ё»."""
    assert compare(TEXT, TEXT).percent == 100
    assert compare("Всё ещё ёлка — да!", "все Еще елка, да").percent == 100


@pytest.mark.parametrize(
    ("text", "percent"), [("слово", 100), ("Слово за", 100), ("Слово и", 0), ("иное", 0), ("!?", 0)]
)
def test_texts_shorter_than_a_passage(text, percent):
    """A text of one or two words is a passage as a whole; one without words is nobody's."""
    found = compare("слово за слово", text)
    assert found.percent == percent
    assert ("span" in found.text) is (percent == 100)


def test_what_matches_is_marked_in_both():
    """A passage that moved is found; of the text's six words three lie in it."""
    found = compare("пекут дома хлеб: <b>зимой</b> & летом", "Все люди — пекут дома, хлеб вот")
    assert found.percent == 50
    assert found.text == 'Все люди — <span class="match">пекут дома, хлеб</span> вот'
    assert found.source == '<span class="match">пекут дома хлеб</span>: &lt;b&gt;зимой&lt;/b&gt; &amp; летом'


def test_moved_passages_count_in_full():
    """Two pieces that swapped their places are both found."""
    assert compare("один два три четыре пять шесть", "четыре пять шесть один два три").percent == 100


def test_the_percentage_is_rounded_down():
    """100 is said of nothing less than all: one changed word in two hundred is 99 or less."""
    words = [f"слово{number}" for number in range(200)]
    assert compare(" ".join(words), " ".join([*words[:-1], "иное"])).percent == 99


@pytest.mark.parametrize("word", ["а", "слово", "аб ба", "аб аб ба"])
def test_no_text_takes_long(word):
    """Texts of 20,000 characters that repeat themselves, with other ends, take a bounded time (some 50 ms here)."""
    text = f"{word} " * (19_990 // (len(word) + 1))
    before = time.process_time()
    assert compare(f"в {text}г", f"д {text}е").percent >= 99
    assert time.process_time() - before < 0.5
