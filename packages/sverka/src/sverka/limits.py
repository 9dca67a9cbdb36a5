"""Limits that more than one check shares."""

LIMIT = 200_000
"""The most characters that ``compare`` and ``Corpus.check`` take unless the caller says otherwise."""
