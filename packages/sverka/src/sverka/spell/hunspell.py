"""Dictionaries of hunspell, asked so that loading one (a tenth of a second, a second for the Ukrainian) stops no other thread.

chunspell's own binding keeps Python's lock while it loads. It carries hunspell as a library of its own on Linux and macOS,
and that has plain C functions (hunspell.h), which ctypes calls: without the lock to load, with it to ask, for a question
takes microseconds and a dictionary may be asked by one thread at a time. Elsewhere the binding is asked.
"""

import ctypes
import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

Ask = Callable[[str], bool]
"""Whether a word is in the dictionary. It raises ``UnicodeEncodeError`` where the dictionary lacks one of its letters."""


def dictionary(folder: Path, name: str) -> Ask:
    """Loads a dictionary.

    Args:
        folder: where its files are.
        name: of the files, without ``.dic`` and ``.aff``.
    """
    path = _library()
    return _by_binding(folder, name) if path is None else _by_library(path, folder, name)


@cache
def _library() -> Path | None:
    found = find_spec("hunspell")
    folders = [Path(each) for each in (found.submodule_search_locations or ())] if found else []
    return next((each for folder in folders for each in sorted(folder.glob("libhunspell*"))), None)


def _by_library(path: Path, folder: Path, name: str) -> Ask:
    create = ctypes.CDLL(str(path)).Hunspell_create
    create.argtypes, create.restype = [ctypes.c_char_p, ctypes.c_char_p], ctypes.c_void_p
    affixes, words = (os.fsencode(folder / f"{name}{suffix}") for suffix in (".aff", ".dic"))
    # Until the process ends: it is kept for as long as anything asks it.
    handle = create(affixes, words)
    asking = ctypes.PyDLL(str(path))
    named, spell = asking.Hunspell_get_dic_encoding, asking.Hunspell_spell
    named.argtypes, named.restype = [ctypes.c_void_p], ctypes.c_char_p
    spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    encoding = named(handle).decode("ascii")
    return lambda word: bool(spell(handle, word.encode(encoding)))


def _by_binding(folder: Path, name: str) -> Ask:
    from hunspell import Hunspell  # type: ignore[import-untyped]  # noqa: PLC0415 - no stubs; loaded on first use

    spell = Hunspell(name, hunspell_data_dir=str(folder)).spell
    return lambda word: bool(spell(word))
