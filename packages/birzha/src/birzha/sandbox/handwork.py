"""The controls of the sandbox's hands: journal, faults, checkpoints, and switches for single callers."""

from typing import Any

from msgspec import Struct

from birzha.sandbox.answers import not_found
from birzha.sandbox.control import Control, Nothing
from birzha.sandbox.controls import Controls
from birzha.sandbox.faults import WORDS, Rule
from birzha.sandbox.journal import Wanted


class Named(Struct, forbid_unknown_fields=True):
    """Args: name: of the checkpoint."""

    name: str


async def _journal(controls: Controls, given: Wanted) -> object:
    journal = controls.hands.journal
    lines = journal.listed(given)
    following = lines[-1].id if len(lines) == given.count else None
    return {"kept": len(journal), "entries": lines, "before": following}


async def _entry(controls: Controls, given: Nothing, number: str) -> object:
    found = controls.hands.journal.whole(_number(number))
    if found is None:
        raise not_found(f"Записи №{number[:20]} в журнале нет или уже нет.", "Какие есть: GET /_sandbox/journal")
    return found


async def _clear_journal(controls: Controls, given: Nothing) -> object:
    controls.hands.journal.clear()
    return {"kept": 0}


async def _faults(controls: Controls, given: Nothing) -> object:
    return {"kinds": WORDS, "rules": controls.hands.faults.listed()}


async def _add_fault(controls: Controls, given: Rule) -> object:
    return await controls.add_fault(given)


async def _remove_fault(controls: Controls, given: Nothing, number: str) -> object:
    if not controls.hands.faults.remove(_number(number)):
        raise not_found(f"Правила №{number[:20]} нет или оно уже сработало.", "Какие есть: GET /_sandbox/faults")
    return await _faults(controls, given)


async def _clear_faults(controls: Controls, given: Nothing) -> object:
    controls.hands.faults.clear()
    return await _faults(controls, given)


async def _checkpoints(controls: Controls, given: Nothing) -> object:
    return {"checkpoints": await controls.checkpoints()}


async def _save(controls: Controls, given: Named) -> object:
    return await controls.save(given.name)


async def _drop(controls: Controls, given: Nothing, name: str) -> object:
    await controls.drop_checkpoint(name)
    return await _checkpoints(controls, given)


async def _rewind(controls: Controls, given: Nothing, name: str) -> object:
    return await controls.rewind(name)


async def _changes(controls: Controls, given: Nothing, name: str) -> object:
    return await controls.changes(name)


async def _wires(controls: Controls, given: Nothing) -> object:
    return await controls.callers.told()


async def _put_wire(controls: Controls, given: dict[str, str], who: str) -> object:
    return await controls.callers.put(who, given)


async def _drop_wire(controls: Controls, given: Nothing, who: str) -> object:
    await controls.callers.drop(who)
    return await controls.callers.told()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


_SWITCHES: Any = dict[str, str]

HANDS = (
    Control(
        "GET", "/journal", "запросы к API, новые сверху: method, person, error, text, since, before", Wanted, _journal
    ),
    Control("DELETE", "/journal", "забыть все запросы", Nothing, _clear_journal),
    Control("GET", "/journal/{number}", "один запрос целиком: параметры, подпись, ответ", Nothing, _entry),
    Control("GET", "/faults", "какие бывают поломки и какие сейчас действуют", Nothing, _faults),
    Control("POST", "/faults", "устроить поломку: kind, method, person, nth или share, times", Rule, _add_fault),
    Control("DELETE", "/faults", "отменить все поломки", Nothing, _clear_faults),
    Control("DELETE", "/faults/{number}", "отменить одну поломку", Nothing, _remove_fault),
    Control("GET", "/checkpoints", "контрольные точки", Nothing, _checkpoints),
    Control("POST", "/checkpoints", "запомнить биржу как она есть: name", Named, _save),
    Control("DELETE", "/checkpoints/{name}", "забыть контрольную точку", Nothing, _drop),
    Control("POST", "/checkpoints/{name}/rewind", "вернуть биржу, файлы и часы к точке", Nothing, _rewind),
    Control("GET", "/checkpoints/{name}/changes", "что изменилось с тех пор, построчно", Nothing, _changes),
    Control("GET", "/wire", "переключатели API и у кого они свои", Nothing, _wires),
    Control("PUT", "/wire/{who}", "свои переключатели для логина или токена", _SWITCHES, _put_wire),
    Control("DELETE", "/wire/{who}", "снова общие переключатели", Nothing, _drop_wire),
)
"""Every control of the hands."""
