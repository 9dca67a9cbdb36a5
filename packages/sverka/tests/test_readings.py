"""What forms of words can be."""

from sverka.readings import Reading, readings


def test_readings() -> None:
    """A form's parts of speech, cases, genders and persons; every reading of it is there."""
    ((noun,), verb, both) = readings(["статья", "учится", "текст"])
    assert noun == Reading("NOUN", "Nom", "Fem", "Sing", "", False, False, False, False, True)
    assert [(each.part, each.person) for each in verb] == [("VERB", "3")]
    assert {each.case for each in both} == {"Nom", "Acc"}


def test_marks_of_readings() -> None:
    """Abbreviations, living beings, adjectives that stand for nouns, words without forms; strange words are guessed or nothing."""
    assert all(each.abbreviation for each in readings(["сша"])[0])
    assert all(each.animate for each in readings(["врач"])[0])
    assert all(each.noun_too for each in readings(["больной"])[0])
    assert all(each.fixed for each in readings(["кофе"])[0])
    assert not any(each.sure for found in readings(["кузявый", "qwe", "", "12"]) for each in found)
