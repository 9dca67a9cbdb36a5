"""Patterns of many words that are quick to search with."""


def alternatives(words: set[str]) -> str:
    """A pattern that matches any of the words, the longest that stands there, and reads each letter once.

    Args:
        words: plain words, none of them empty.
    """
    firsts: dict[str, set[str]] = {}
    for word in words:
        firsts.setdefault(word[0], set()).add(word[1:])
    branches = []
    for first, rests in sorted(firsts.items()):
        tails = alternatives(rests - {""}) if rests - {""} else ""
        branches.append(first + (f"(?:{tails})?" if tails and "" in rests else tails))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def grouped(patterns: list[str]) -> str:
    """A pattern that matches any of the patterns, the longest written first, with their first letter read once.

    Args:
        patterns: patterns without groups around them; each begins with a letter, or with what is no letter.
    """
    firsts: dict[str, list[str]] = {}
    for pattern in sorted(set(patterns), key=len, reverse=True):
        # A letter that may be left out, or be there more than once, stays with what says so.
        alone = pattern[0].isalpha() and pattern[1:2] not in {"?", "{", "*", "+", ""}
        firsts.setdefault(pattern[0] if alone else "", []).append(pattern[1:] if alone else pattern)
    branches = [f"{first}(?:{'|'.join(rests)})" for first, rests in sorted(firsts.items()) if first]
    return "|".join([*branches, *firsts.get("", [])])
