"""Lists of what the two services' APIs can be asked: made from the clients' declarations."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from birzha_client.operation import Operation, Parameter
from etxt_api import OPERATIONS as ETXT
from kwork_api import OPERATIONS as KWORK

WORDS = {
    "ru": {
        "read": "только читает: повторяется",
        "idempotent": "меняет, но повтор ничего не портит: повторяется",
        "unsafe": "меняет: при потерянном ответе не повторяется",
        "parameter": "параметр", "kind": "вид", "what": "что", "limits": "пределы", "needed": "обязательный",
        "default": "по умолчанию", "path": "адрес", "result": "ответ", "find": "Если ответ потерян",
    },
    "en": {
        "read": "only reads: is repeated",
        "idempotent": "changes, and may be repeated: is repeated",
        "unsafe": "changes: is not repeated when its answer is lost",
        "parameter": "parameter", "kind": "kind", "what": "what", "limits": "limits", "needed": "required",
        "default": "default", "path": "path", "result": "answer", "find": "When the answer is lost",
    },
}  # fmt: skip


def listing(service: str, language: str) -> str:
    """Every operation of a service with its effect and its parameters.

    Args:
        service: ``etxt`` or ``kwork``.
        language: of the words around; what the declarations say is in English.
    """
    return "\n".join(_lines(_declared(service), WORDS[language]))


def _declared(service: str) -> Iterable[Operation]:
    return {"etxt": ETXT, "kwork": KWORK}[service].values()


def _lines(found: Iterable[Operation], words: dict[str, str]) -> Iterator[str]:
    for group, members in groupby(found, key=lambda each: each.group):
        yield f"\n## {group}\n"
        for each in members:
            yield from _operation(each, words)


def _operation(each: Any, words: dict[str, str]) -> Iterator[str]:
    yield f"### `{each.name}`\n"
    yield f"{each.summary}\n"
    model = each.result.partition(":")[2]
    facts = [words[each.effect.value]]
    facts += [f"`{name}={value}`: {words[effect.value]}" for (name, value), effect in each.effects_when.items()]
    if path := getattr(each, "path", ""):
        facts.append(f"{words['path']} `{path}`")
    facts.append(f"{words['result']}: `{model}` ({each.shape.value})")
    yield "; ".join(facts) + ".\n"
    if each.find_out:
        yield f"{words['find']}: {each.find_out}\n"
    if each.parameters:
        yield f"| {words['parameter']} | {words['kind']} | {words['limits']} | {words['what']} |\n|---|---|---|---|"
        yield from (_row(given, words) for given in each.parameters)
        yield ""


def _row(given: Parameter, words: dict[str, str]) -> str:
    limits = [words["needed"]] if given.required else []
    if given.choices:
        limits.append(", ".join(f"`{each}`" for each in given.choices))
    elif given.minimum is not None or given.maximum is not None:
        limits.append(_between(given.minimum, given.maximum))
    elif given.shortest is not None or given.longest is not None:
        limits.append(_between(given.shortest, given.longest))
    if given.default is not None:
        limits.append(f"{words['default']} `{given.default}`")
    return f"| `{given.name}` | {given.kind.value} | {'; '.join(limits)} | {given.summary.replace('|', '/')} |"


def _between(least: int | None, most: int | None) -> str:
    shown = None if most is None else "2⁶³−1" if most == 2**63 - 1 else f"{most:,}".replace(",", " ")
    return f"≥ {least}" if shown is None else f"≤ {shown}" if least is None else f"{least}–{shown}"
