"""How long a text is."""


def characters(text: str, whitespaces: bool) -> int:
    """The number of characters (code points) of a text.

    Args:
        text: of any length.
        whitespaces: whether whitespace counts. Without it everything that Unicode calls whitespace is left out, no-break
            spaces and line ends included (documentation of tasks.saveTask, ``whitespaces``; reference §4.3).
    """
    return len(text) if whitespaces else len("".join(text.split()))
