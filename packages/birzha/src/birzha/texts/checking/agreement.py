"""Words side by side that cannot stand so: repeated ones, adjectives and prepositions with the wrong form, «будет учится».

Each rule looks at two neighbours and speaks only where every reading of both (OpenCorpora's dictionary) leaves nothing else.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from birzha.texts.checking.model import Code, Issue, Severity
from sverka.readings import Reading, readings

_WORD = re.compile(r"(?<![\w-])[А-Яа-яЁё]+(?![\w-])")
_ENGLISH_TWICE = re.compile(r"(?<![\w-])(the|an?|of|and|for|with)\s{1,4}\1(?![\w-])", re.IGNORECASE)
_GAP = re.compile(r"[ \t\xa0]{1,4}|[ \t]?\r?\n[ \t]?")
_IN_A_NAME = re.compile(r"[._/@]\w")
_LONGEST = 30

_NAMES_OF_LETTERS = frozenset(
    {
        "буква",
        "букву",
        "буквы",
        "букве",
        "буквой",
        "пункт",
        "пункта",
        "пункте",
        "раздел",
        "класс",
        "класса",
        "классе",
        "вариант",
        "группа",
    }
)
_TWICE = frozenset(
    {
        "в",
        "на",
        "с",
        "со",
        "к",
        "ко",
        "по",
        "для",
        "из",
        "от",
        "до",
        "при",
        "под",
        "над",
        "за",
        "о",
        "об",
        "у",
        "без",
        "через",
        "между",
        "и",
        "а",
        "но",
        "или",
        "если",
        "чтобы",
    }
)
_MAY_BE_TWICE = frozenset(
    {
        "первый",
        "второй",
        "третий",
        "самый",
        "самая",
        "самое",
        "самые",
        "новый",
        "новая",
        "каждый",
        "каждая",
        "друг",
        "раз",
        "день",
        "добра",
    }
)
_MEASURES = frozenset(
    {
        "раз",
        "час",
        "год",
        "день",
        "месяц",
        "век",
        "миг",
        "сезон",
        "квартал",
        "метр",
        "километр",
        "сантиметр",
        "рубль",
        "доллар",
        "евро",
        "процент",
        "килограмм",
        "грамм",
        "вечер",
    }
)
_STAND_ALONE = frozenset(
    {"такое", "какое", "тот", "та", "то", "весь", "вся", "сам", "сама", "само", "один", "одна", "одно"}
)
_NO_ACCUSATIVE = frozenset({"для", "без", "из", "от", "до", "к", "ко", "над"})
_NO_NOMINATIVE = frozenset({"под", "в", "на", "через", "со"})
_BEFORE_INFINITIVE = frozenset(
    {
        "буду",
        "будешь",
        "будет",
        "будем",
        "будете",
        "будут",
        "нужно",
        "надо",
        "нельзя",
        "можно",
        "необходимо",
        "должен",
        "должна",
        "должно",
        "должны",
        "следует",
        "хочу",
        "хочет",
        "хотят",
        "хотите",
        "хотим",
        "пришлось",
        "придётся",
        "придется",
    }
)

_Found = tuple[str, str | None] | None
_Rule = Callable[[str, str, tuple[Reading, ...], tuple[Reading, ...]], _Found]


def agreement(text: str) -> Iterator[Issue]:
    """What is wrong between neighbours in a Russian text, and words said twice in an English one.

    Args:
        text: any text.
    """
    for twice in _ENGLISH_TWICE.finditer(text):
        yield Issue(Severity.WARNING, Code.GRAMMAR, "Слово повторено.", *twice.span(), twice[1])
    found = [each for each in _WORD.finditer(text) if len(each.group()) <= _LONGEST]
    small = [each.group().lower() for each in found]
    different = list(dict.fromkeys(small))
    known = dict(zip(different, readings(different), strict=True))
    for at, (first, second) in enumerate(pairwise(found)):
        apart = not _GAP.fullmatch(text, first.end(), second.start())
        if apart or second.group()[:1].isupper() or _IN_A_NAME.match(text, second.end()):
            continue
        before = small[at - 1] if at else ""
        for rule in _RULES:
            said = rule(small[at], small[at + 1], known[small[at]], known[small[at + 1]])
            if said is not None and not (before in _NAMES_OF_LETTERS and len(small[at]) == 1):
                yield Issue(Severity.WARNING, Code.GRAMMAR, said[0], first.start(), second.end(), said[1])
                break


def _twice(one: str, other: str, may_be: tuple[Reading, ...], _: tuple[Reading, ...]) -> _Found:
    if one != other or one in _MAY_BE_TWICE:
        return None
    whole = len(one) > 3 and all(each.sure and each.part in {"NOUN", "ADJ"} for each in may_be)
    return ("Слово повторено.", one) if whole or one in _TWICE else None


def _disagreeing(one: str, other: str, adjective: tuple[Reading, ...], noun: tuple[Reading, ...]) -> _Found:
    """«Эта текст»: an adjective in the nominative before a lifeless noun of another gender in the nominative."""
    genders = {each.gender for each in adjective}
    if (
        one not in _STAND_ALONE
        and other not in _MEASURES
        and len(genders) == 1
        and all(each.part in {"ADJ", "DET"} and each.sure and not each.noun_too for each in adjective)
        and {(each.case, each.number) for each in adjective} <= {("Nom", "Sing"), ("Acc", "Sing")}
        and any(each.case == "Nom" for each in adjective)
        and _is_nominative(noun, animate=False)
        and any(each.case == "Nom" for each in noun)
        and not genders & {each.gender for each in noun}
    ):
        return f"«{one}» и «{other}» не согласованы в роде.", None
    return None


def _is_nominative(noun: tuple[Reading, ...], *, animate: bool) -> bool:
    """Whether a word is surely a noun in the singular that is in the nominative, or looks like it in the accusative."""
    return all(
        each.part == "NOUN"
        and each.sure
        and not each.fixed
        and not each.abbreviation
        and (animate or not each.animate)
        and each.number == "Sing"
        and each.case in {"Nom", "Acc"}
        and each.gender
        for each in noun
    )


def _ungoverned(one: str, other: str, _: tuple[Reading, ...], noun: tuple[Reading, ...]) -> _Found:
    """«Для статья»: no preposition stands before a nominative, and some not before an accusative that looks like it."""
    wrong = (one in _NO_ACCUSATIVE and _is_nominative(noun, animate=True)) or (
        one in _NO_NOMINATIVE and _is_nominative(noun, animate=False) and all(each.case == "Nom" for each in noun)
    )
    return (f"После предлога «{one}» слово «{other}» должно стоять в другом падеже.", None) if wrong else None


def _finite(one: str, other: str, _: tuple[Reading, ...], verb: tuple[Reading, ...]) -> _Found:
    """«Будет учится»: what asks for an infinitive stands before a third person."""
    if (
        one in _BEFORE_INFINITIVE
        and other.endswith("тся")
        and all(each.part == "VERB" and each.sure and each.person == "3" for each in verb)
    ):
        infinitive = f"{other[:-3]}ться"
        if all(each.sure and not each.person for each in readings([infinitive])[0]):
            return f"После «{one}» нужна неопределённая форма: «{infinitive}».", f"{one} {infinitive}"
    return None


_RULES: tuple[_Rule, ...] = (_twice, _disagreeing, _ungoverned, _finite)
