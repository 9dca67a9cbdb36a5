"""The dialect's switches by name."""

import pytest

from birzha.cli import texts
from birzha.configuration import Flaw, Misconfigured, sandbox_settings
from birzha.dialects.etxt.switches import POSITIONS, Wire, Wires, wire_of


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


def test_the_refusal_names_every_switch():
    """The sentence of a wrong switch lists what there is, in both languages."""
    told = texts.FLAWS[Flaw.BAD_SWITCH]
    for name, values in POSITIONS.items():
        assert f"{name}={'|'.join(values)}" in told.ru
        assert f"{name}={'|'.join(values)}" in told.en


def test_single_callers_have_their_own():
    """By token, over the exchange's own; whoever has none, or sends no token at all, has those."""
    wires = Wires(Wire(numbers="int", empty="list"))
    wires.put("anna", {"empty": "error"})
    assert wires.of(b"anna") == Wire(numbers="int", empty="error")
    for nobody in (b"boris", None, {b"0": b"anna"}):
        assert wires.of(nobody) == Wire(numbers="int", empty="list")
    assert wires.positions()["numbers"] == ("int", "string")
    with pytest.raises(ValueError, match="numbers="):
        wires.put("anna", {"numbers": "float"})
    assert wires.told() == {"anna": {"empty": "error"}}
    assert (wires.drop("anna"), wires.drop("anna")) == (True, False)
    assert wires.of(b"anna") == wires.usual
