"""The plain limits of values, refused in one way everywhere: how long a text is, how big a number."""

from unicodedata import category

from birzha.errors import Invalid

MOST_ROWS = 100
"""How many rows one page of a list has at most."""


def text_within(value: str, field: str, *, least: int = 0, most: int) -> str:
    """The text itself, if it can be kept.

    Args:
        value: what was given.
        field: its name in the refusal.
        least: the fewest characters (code points).
        most: the most characters.

    Raises:
        Invalid: it is shorter or longer, or has a character that no database keeps (NUL, half of a surrogate pair).
    """
    if not least <= len(value) <= most:
        raise Invalid(f"Длина значения «{field}» — от {least} до {most} знаков, получено {len(value)}.", field=field)
    if not storable(value):
        raise Invalid(f"В значении «{field}» есть недопустимые символы.", field=field)
    return value


def written(value: str, field: str, most: int) -> str:
    """The text itself, if it says something and is not too long (nothing is cut off, A29).

    Args:
        value: what was written.
        field: the parameter's name, for the refusal.
        most: characters.

    Raises:
        Invalid: it is empty or nothing but spaces and invisible characters, too long, or has a character that no database keeps.
    """
    if not can_be_read(value):
        raise Invalid(f"Не заполнен обязательный параметр «{field}».", field=field)
    return text_within(value, field, most=most)


def can_be_read(value: str) -> bool:
    """Whether there is anything in a text but spaces and characters that are not seen: marks of direction, joiners, controls."""
    return any(not each.isspace() and category(each) not in {"Cf", "Cc"} for each in value)


def number_within(value: int, field: str, *, least: int, most: int) -> int:
    """The number itself, if it is within its limits.

    Args:
        value: what was given.
        field: its name in the refusal.
        least: the smallest allowed.
        most: the greatest allowed.

    Raises:
        Invalid: it is not.
    """
    if not least <= value <= most:
        raise Invalid(f"Значение «{field}» — от {least} до {most}, получено {value}.", field=field)
    return value


def page(count: int, offset: int) -> tuple[int, int]:
    """How many rows to give and how many to pass over: out of range values are clamped (A30).

    Args:
        count: rows asked for, 1 to 100.
        offset: rows to pass over, 0 or more.
    """
    return min(max(count, 1), MOST_ROWS), min(max(offset, 0), 2**62)


def storable(value: str) -> bool:
    """Whether every database can keep the text: no NUL, no half of a surrogate pair.

    Look before a search, too: PostgreSQL refuses such a value there as well, and nothing that is kept can be equal to it.
    """
    if "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
