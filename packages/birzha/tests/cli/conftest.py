"""What the command line's tests share."""

import pytest

from birzha.cli.language import Speech


@pytest.fixture(autouse=True)
def one_language(monkeypatch):
    """A test that changes the language in use changes it for itself alone."""
    monkeypatch.setattr(Speech, "language", Speech.language)
