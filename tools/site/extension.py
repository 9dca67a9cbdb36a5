"""Lets the site's generator read our docstrings as :mod:`docstrings` says them."""

from typing import Any

import griffe
from docstrings import plain


class Plain(griffe.Extension):
    """Does so with each docstring that is read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of one object.

        Args:
            obj: what was read.
        """
        if obj.docstring is not None:
            obj.docstring.value = plain(obj.docstring.value)
