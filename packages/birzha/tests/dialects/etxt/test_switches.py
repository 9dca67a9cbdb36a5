"""The dialect's switches by name."""

import pytest

from birzha.configuration import Flaw, Misconfigured, sandbox_settings
from birzha.dialects.etxt.switches import Wire, wire_of


def test_switches_are_set_by_name():
    """What is named is set, the rest keeps its default."""
    assert wire_of({}) == Wire()
    assert wire_of({"numbers": "int", "text_files": "windows-1251"}) == Wire(numbers="int", text_files="windows-1251")


@pytest.mark.parametrize("switches", [{"numbers": "float"}, {"number": "int"}, {"numbers": ""}])
def test_unknown_switches_are_refused(switches):
    """A wrong name or position is said, with all the right ones."""
    with pytest.raises(ValueError, match=r"numbers=string\|int"):
        wire_of(switches)


def test_an_environment_sets_them(tmp_path):
    """BIRZHA_ETXT_… variables become switches; an empty one is none; a wrong one keeps the exchange from starting."""
    given = {"BIRZHA_ETXT_NUMBERS": "int", "BIRZHA_ETXT_EMPTY": "", "OTHER": "x"}
    assert sandbox_settings(tmp_path, environment=given).etxt == {"numbers": "int"}
    with pytest.raises(Misconfigured) as caught:
        sandbox_settings(tmp_path, environment={"BIRZHA_ETXT_NUMBER": "int"})
    assert caught.value.flaws == (Flaw.BAD_SWITCH,)
