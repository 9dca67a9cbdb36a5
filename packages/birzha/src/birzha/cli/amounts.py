"""How the command line writes sums."""


def roubles(kopecks: int) -> str:
    """A sum as people read it, such as ``1 234,50 ₽``, with spaces that do not break.

    Args:
        kopecks: the sum.
    """
    sign = "−" if kopecks < 0 else ""
    whole, part = divmod(abs(kopecks), 100)
    grouped = f"{whole:,}".replace(",", "\u00a0")
    return f"{sign}{grouped},{part:02}\u00a0₽"
