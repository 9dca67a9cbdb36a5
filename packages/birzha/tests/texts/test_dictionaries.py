"""The exchange's spelling: what dictionaries lack and every exchange speaks of is no mistake, nor counted as one."""

from birzha.texts.dictionaries import spelling


def test_words_of_the_trade_are_not_counted():
    """They leave both the list and the share; a slip beside them stays in both."""
    found = spelling("Опытный копирайтер сделает рерайтинг и пиревод")
    assert [each.word for each in found.misspelled] == ["пиревод"]
    assert (found.words, found.percent) == (5, 20)


def test_a_text_without_words():
    """Nothing to count is no mistake."""
    assert spelling("— 5 —").percent == 0
