"""Which language the command line speaks: Russian where the environment asks for it, English elsewhere."""

import os
from collections.abc import Mapping
from typing import Literal

Language = Literal["ru", "en"]


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the locale variables name, in the order in which POSIX looks at them.

    Args:
        environment: variables by name.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable, ""):
            return "ru" if value.lower().startswith("ru") else "en"
    return "en"


class Speech:
    """The language in use, chosen once when the program starts."""

    language: Language = language_of(os.environ)
