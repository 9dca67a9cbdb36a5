"""Both languages say the same."""

import re
import string

import pytest

from birzha.cli import main as cli_main
from birzha.cli import texts
from birzha.cli.amounts import roubles
from birzha.cli.language import Speech, language_of
from birzha.cli.story import sale_texts
from birzha.cli.story import texts as story
from birzha.cli.texts import Text


def all_texts():
    for module in (texts, story, sale_texts):
        for name, value in vars(module).items():
            if isinstance(value, Text):
                yield pytest.param(value, id=f"{module.__name__}.{name}")
            elif isinstance(value, dict):
                yield from (
                    pytest.param(each, id=f"{name}.{key}") for key, each in value.items() if isinstance(each, Text)
                )


@pytest.mark.parametrize("text", list(all_texts()))
def test_each_text_is_there_in_both_languages(text):
    """Neither is empty, each is in its own alphabet, and both have the same places for values."""

    def places(sentence):
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    assert text.ru
    assert text.en
    assert places(text.ru) == places(text.en)
    assert not re.search("[а-яё]", text.en, re.IGNORECASE)


def test_the_language_follows_the_environment():
    """The order of POSIX: LC_ALL, LC_MESSAGES, LANG; English where none says Russian."""
    assert language_of({}) == "en"
    assert language_of({"LANG": "ru_RU.UTF-8"}) == "ru"
    assert language_of({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_of({"LANG": "de_DE", "LC_MESSAGES": "RU"}) == "ru"
    assert language_of({"LANG": "ru", "LC_ALL": ""}) == "ru"


def test_a_text_speaks_the_language_in_use(monkeypatch):
    """The same constant says one or the other."""
    text = Text(ru="да {n}", en="yes {n}")
    monkeypatch.setattr(Speech, "language", "ru")
    assert text.said(n=1) == "да 1"
    monkeypatch.setattr(Speech, "language", "en")
    assert (text.said(n=1), str(text)) == ("yes 1", "yes {n}")


@pytest.mark.parametrize(
    ("kopecks", "said"),
    [
        (0, "0,00 ₽"),
        (5, "0,05 ₽"),
        (-5, "−0,05 ₽"),
        (123456789, "1 234 567,89 ₽"),
        (-100, "−1,00 ₽"),
    ],
)
def test_sums_are_written_for_people(kopecks, said):
    """Thousands apart, kopecks always, a real minus, and spaces that do not break."""
    assert roubles(kopecks) == said.replace(" ", "\u00a0")


def test_every_command_is_told_in_the_catalogue():
    """No help text of a command stands outside of the catalogue."""
    said = {str(value) for value in vars(texts).values() if isinstance(value, Text)}
    for command in cli_main.app.registered_commands:
        assert (command.help or "").split("\n\n", 1)[0] in said
