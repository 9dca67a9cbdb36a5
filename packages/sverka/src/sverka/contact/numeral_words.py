"""Words for numbers: Russian, Ukrainian, Belarusian and English, as they are spelled and as they are misspelled and said."""

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Same:
    """A digit by its name, as in «три нуля» and «две семёрки»: as often as the number before it says, else once."""

    digit: int


@dataclass(frozen=True, slots=True)
class Times:
    """How often the next number is said, as in «дважды пять»."""

    count: int


@dataclass(frozen=True, slots=True)
class Hundred:
    """English «hundred»: the digit before it is a number of hundreds."""


Number = int | str | Same | Times | Hundred
"""Digits as they are written, the value of a numeral, or what changes its neighbour."""

_SPELLED: dict[int, str] = {
    0: "ноль нуль нолик нулик zero nil",
    1: "один одна одно адзін one",
    2: "два две дві дзве two",
    3: "три тры three",
    4: "четыре чотири четыри читыре чатыры four",
    5: "пять пяць five",
    6: "шесть шість шэсць шисть six",
    7: "семь сім сем seven",
    8: "восемь вісім восім восем возем восим eight",
    9: "девять дзевяць девить дивять nine",
    10: "десять дзесяць десить ten",
    11: "одиннадцать одинадцать одинадцять eleven",
    12: "двенадцать дванадцять двинадцать двенацать twelve",
    13: "тринадцать тринадцять thirteen",
    14: "четырнадцать чотирнадцять четырнацать читырнадцать fourteen",
    15: "пятнадцать пятнадцять петнадцать fifteen",
    16: "шестнадцать шістнадцять шеснадцать шиснадцать sixteen",
    17: "семнадцать сімнадцять симнадцать seventeen",
    18: "восемнадцать вісімнадцять восимнадцать восемьнадцать eighteen",
    19: "девятнадцать девятнадцять девитнадцать дивятнадцать nineteen",
    20: "двадцать двадцять twenty",
    30: "тридцать тридцять thirty",
    40: "сорок сорак forty fourty",
    50: "пятьдесят пятдесят пядьдесят пядесят пидесят пийсят пиисят пейсят полтинник fifty",
    60: "шестьдесят шістдесят шесдесят шездесят шейсят шисят sixty",
    70: "семьдесят сімдесят семдесят семисят симдесят seventy",
    80: "восемьдесят вісімдесят восемдесят восимдесят восемисят eighty",
    90: "девяносто девяноста девеносто девиносто дивяносто ninety",
    100: "сто",
    200: "двести двісті двесте двисти дзвесце",
    300: "триста трыста тристо",
    400: "четыреста чотириста четыресто читыреста",
    500: "пятьсот пятсот пяцот",
    600: "шестьсот шістсот шестсот шесот шисот",
    700: "семьсот сімсот семсот",
    800: "восемьсот вісімсот восемсот восимсот",
    900: "девятьсот девятсот девяцот девицот",
}
_NAMED: dict[int, str] = {
    0: "ноля нуля нулей нулі нулів нолика ноликов нулика нуликов zeros zeroes",
    1: "единица единицы единиц единичка единички одиниця одиниці ones",
    2: "двойка двойки двоек двоечка двоечки двійка двійки twos",
    3: "тройка тройки троек трійка трійки threes",
    4: "четверка четверки четверок четвірка четвірки fours",
    5: "пятерка пятерки пятерок пятірка пятірки fives",
    6: "шестерка шестерки шестерок шістка шістки sixes",
    7: "семерка семерки семерок сімка сімки sevens",
    8: "восьмерка восьмерки восьмерок вісімка вісімки eights",
    9: "девятка девятки девяток nines",
}
_COUNTING: dict[int, str] = {2: "дважды двічі double", 3: "трижды тричі triple", 4: "четырежды"}
# Endings that are misspelled in one way wherever they stand; each numeral is known with each of them.
_SLIPS = {
    "дцать": ("тцать", "цать", "ццать", "дцадь", "дцат"),
    "дцять": ("тцять", "цять"),
    "десят": ("дисят", "десять"),
}


def _slips(word: str) -> set[str]:
    forms = {word}
    for right, wrong in _SLIPS.items():
        forms |= {form.replace(right, each) for form, each in product(tuple(forms), wrong) if right in form}
    if word.endswith(("ть", "мь")) and len(word) > 4:
        forms |= {each.removesuffix("ь") for each in forms}
    return forms


def _values() -> dict[str, Number]:
    spelled: dict[str, Number] = {}
    for value, words in _SPELLED.items():
        for word in words.split():
            spelled |= dict.fromkeys(_slips(word) - {"десять"} if value > 10 else _slips(word), value)
    known: dict[str, Number] = {word: value for value, words in _SPELLED.items() for word in words.split()}
    named: dict[str, Number] = {word: Same(digit) for digit, words in _NAMED.items() for word in words.split()}
    counting: dict[str, Number] = {word: Times(count) for count, words in _COUNTING.items() for word in words.split()}
    return spelled | known | named | counting | {"hundred": Hundred()}


VALUES: dict[str, Number] = _values()
"""What each word for a number stands for; the words are folded."""

BETWEEN = [
    "затем",
    "потом",
    "дальше",
    "далее",
    "следом",
    "после",
    "и",
    "а",
    "еще",
    "также",
    "окончание",
    "конец",
    "в конце",
    "в начале",
    "хвост",
    "начало",
    "середина",
    "продолжение",
    "первые",
    "последние",
    "цифры",
    "цифра",
    "код",
    "номер",
    "такие",
    "там",
    "это",
    "далі",
    "потім",
    "ще",
    "кінець",
    "початок",
    "закінчення",
    "решта",
    "then",
    "and",
    "next",
    "ending",
    "end",
    "finally",
    "тире",
    "дефис",
    "пробел",
    "пауза",
    "скобка",
    "точка",
    "запятая",
    "dash",
    "space",
    "раза",
    "раз",
    "по",
]
"""What is said between the parts of a number."""
