"""The order of names as a Russian reader expects it, the same on every engine."""


def name_key(name: str) -> tuple[str, str]:
    """What names are sorted by: without regard to case, with ё beside е.

    Args:
        name: of anything.
    """
    folded = name.casefold()
    return folded.replace("ё", "е"), folded
