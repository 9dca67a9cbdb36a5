"""Writes the typed methods of both clients from the declared operations.

python packages/etxt-api/tools/generate_methods.py            writes them
python packages/etxt-api/tools/generate_methods.py --check    tells whether they are as they would be written
"""

# ruff: noqa: INP001, S603, T201 - a tool that is run by hand: no package, it runs ruff, and it prints
import argparse
import builtins
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from birzha_client.operation import Kind, Operation, Parameter, Shape
from etxt_api.operations import OPERATIONS

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "etxt_api"
HEADER = '''"""{title}

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
'''
SHADOWING = "# ruff: noqa: A002 - parameters have the names of the wire\n"
ALIASES = {
    Kind.INT: "int",
    Kind.FLAG: "FlagLike",
    Kind.PRICE: "Price",
    Kind.TEXT: "str",
    Kind.IDS: "IdsLike",
    Kind.MOMENT: "MomentLike",
    Kind.DATE: "DateLike",
    Kind.TIME: "TimeLike",
    Kind.FILE: "FileLike",
}


class World:
    """How the asynchronous and the synchronous source differ."""

    def __init__(self, folder: str, caller: str, iterator: str, define: str, wait: str) -> None:
        self.folder = folder
        self.caller = caller
        self.iterator = iterator
        self.define = define
        self.wait = wait


WORLDS = (
    World("methods", "AsyncCaller", "AsyncIterator", "async def", "await "),
    World("sync_methods", "SyncCaller", "Iterator", "def", ""),
)


def groups() -> dict[str, list[Operation]]:
    """The operations by group, in the order of the documentation."""
    found: dict[str, list[Operation]] = {}
    for operation in OPERATIONS.values():
        found.setdefault(operation.group, []).append(operation)
    return found


def snake(name: str) -> str:
    """``getUserBW`` → ``get_user_bw``; ``import`` → ``import_``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return f"{spaced}_" if spaced == "import" else spaced


def class_name(group: str) -> str:
    """``tasks_archive`` → ``TasksArchive``."""
    return "".join(part.capitalize() for part in group.split("_"))


def model_name(result: str) -> str:
    """The class of ``package.module:Class``."""
    return result.partition(":")[2]


def result_annotation(operation: Operation, result: str) -> str:
    """The type that a method returns."""
    model = model_name(result)
    return {Shape.LIST: f"list[{model}]", Shape.MAP: f"dict[int | str, {model}]"}.get(operation.shape, model)


def annotation(parameter: Parameter) -> str:
    """The type of a parameter."""
    if parameter.kind is Kind.TEXT and parameter.choices:
        return f"Literal[{', '.join(repr(choice) for choice in parameter.choices)}]"
    return ALIASES[parameter.kind]


def arguments(operation: Operation, chosen: dict[str, str] | None = None) -> str:
    """The arguments of a method: obligatory ones first, the others by keyword."""
    fixed = chosen or {}
    required = [f"{p.python_name}: {annotation(p)}" for p in operation.parameters if p.required]
    optional = [
        f"{p.python_name}: {fixed.get(p.name, f'{annotation(p)} | None = None')}"
        for p in operation.parameters
        if not p.required
    ]
    return ", ".join(["self", *required, *(["*", *optional] if optional else [])])


def values(operation: Operation) -> str:
    """The dictionary of wire names that a method passes on."""
    return "{" + ", ".join(f'"{p.name}": {p.python_name}' for p in operation.parameters) + "}"


def docstring(operation: Operation, first: str, *, rows: bool = False) -> Iterator[str]:
    """The docstring of a method."""
    yield f'        """{first}'
    yield ""
    if operation.parameters:
        yield "        Args:"
        for parameter in operation.parameters:
            default = f" Default: {parameter.default}." if parameter.default not in {None, ""} else ""
            yield from wrapped(f"{parameter.python_name}: {parameter.summary}{default}")
        yield ""
    yield "        Raises:"
    own = f", among them {', '.join(operation.errors)}" if operation.errors else ""
    yield from wrapped(f"EtxtApiError: the exchange refuses{own}.")
    if operation.find_out and not rows:
        yield from wrapped(f"OutcomeUnknown: the answer was lost; {operation.find_out}.")
    yield from wrapped("EtxtNetworkError: no usable answer came.")
    yield ""
    yield f"        Source: the documentation of ``{operation.name}``."
    yield '        """'


def wrapped(text: str) -> Iterator[str]:
    """An entry of a docstring's list, broken at 120 characters."""
    line = " " * 12
    for word in text.split():
        if len(line) + len(word) + 1 > 118:
            yield line.rstrip()
            line = " " * 16
        line += f"{word} "
    yield line.rstrip()


def overloads(operation: Operation, define: str, name: str, returns: str) -> Iterator[str]:
    """A signature for each result model, where a parameter decides; ``returns`` has a place for the model."""
    for (parameter, value), result in operation.results_when.items():
        for chosen, model in (
            (f"Literal[{value}, True]", result),
            ("Literal[0, False] | None = None", operation.result),
        ):
            yield "    @overload"
            arguments_ = arguments(operation, {parameter: chosen})
            yield f"    {define} {name}({arguments_}) -> {returns.format(model_name(model))}: ..."


def method(operation: Operation, world: World) -> Iterator[str]:
    """The source of one method."""
    name = snake(operation.verb)
    yield from overloads(operation, world.define, name, "list[{}]")
    results = [operation.result, *operation.results_when.values()]
    returned = " | ".join(result_annotation(operation, result) for result in results)
    yield f"    {world.define} {name}({arguments(operation)}) -> {returned}:"
    yield from docstring(operation, operation.summary)
    yield f'        result: {returned} = {world.wait}self._caller.call("{operation.name}", {values(operation)})'
    yield "        return result"
    yield ""


def iterator(operation: Operation, world: World) -> Iterator[str]:
    """The source of the method that walks a paged list."""
    name = f"iter_{snake(operation.verb)}"
    yield from overloads(operation, "def", name, f"{world.iterator}[{{}}]")
    models = " | ".join(model_name(result) for result in (operation.result, *operation.results_when.values()))
    several = " | ".join(
        f"{world.iterator}[{model_name(result)}]" for result in (operation.result, *operation.results_when.values())
    )
    yield f"    def {name}({arguments(operation)}) -> {several if operation.results_when else f'{world.iterator}[{models}]'}:"
    first = f"Walks ``{operation.name}`` to its end, page by page; ``count`` is the size of a page."
    yield from docstring(operation, first, rows=True)
    yield f'        return self._caller.walk("{operation.name}", {values(operation)})'
    yield ""


def imports(operations: list[Operation], world: World, body: str) -> Iterator[str]:
    """The imports of a module, as far as its body needs them."""
    yield "from __future__ import annotations"
    yield ""
    typing = [name for name in ("Literal", "overload") if re.search(rf"\b{name}\b", body)]
    yield f"from typing import {', '.join(['TYPE_CHECKING', *typing])}"
    yield ""
    yield "if TYPE_CHECKING:"
    if world.iterator in body:
        yield f"    from collections.abc import {world.iterator}"
        yield ""
    yield f"    from etxt_api.callers import {world.caller}"
    likes = sorted(
        {alias for alias in ALIASES.values() if alias not in {"int", "str"} and re.search(rf"\b{alias}\b", body)}
    )
    if likes:
        yield f"    from etxt_api.encoding import {', '.join(likes)}"
    modules: dict[str, set[str]] = {}
    for operation in operations:
        for result in (operation.result, *operation.results_when.values()):
            module, _, name = result.partition(":")
            modules.setdefault(module, set()).add(name)
    for module, names in sorted(modules.items()):
        if module != "builtins":
            yield f"    from {module} import {', '.join(sorted(names))}"


def group_module(group: str, operations: list[Operation], world: World) -> str:
    """The source of the module of one group."""
    body = [f"class {class_name(group)}:", f'    """``{group}.*``: {len(operations)} of the documented calls."""', ""]
    body += ['    __slots__ = ("_caller",)', "", f"    def __init__(self, caller: {world.caller}) -> None:"]
    body += ["        self._caller = caller", ""]
    for operation in operations:
        body += method(operation, world)
        if operation.paging:
            body += iterator(operation, world)
    text = "\n".join(body)
    shadows = any(hasattr(builtins, p.python_name) for operation in operations for p in operation.parameters)
    head = HEADER.format(title=f"The methods of ``{group}.*``.") + (SHADOWING if shadows else "")
    return f"{head}\n" + "\n".join(imports(operations, world, text)) + f"\n\n\n{text}\n"


def index_module(names: list[str], world: World) -> str:
    """The source of the module that puts the groups on a client."""
    lines = [HEADER.format(title="The groups of methods, as attributes of a client.")]
    lines += [f"from etxt_api.callers import {world.caller}"]
    lines += [f"from etxt_api.{world.folder}.{name} import {class_name(name)}" for name in names]
    lines += ["", "", "class Groups:", '    """The groups of the documentation."""', ""]
    lines += [f"    def __init__(self, caller: {world.caller}) -> None:"]
    lines += [f"        self.{name}: {class_name(name)} = {class_name(name)}(caller)" for name in names]
    lines += ["", "", '__all__ = ["Groups"]', ""]
    return "\n".join(lines)


def sources() -> dict[Path, str]:
    """The source of every generated file, formatted."""
    found: dict[Path, str] = {}
    for world in WORLDS:
        for group, operations in groups().items():
            found[PACKAGE / world.folder / f"{group}.py"] = group_module(group, operations, world)
        found[PACKAGE / world.folder / "__init__.py"] = index_module(list(groups()), world)
    return {path: formatted(path, text) for path, text in found.items()}


def formatted(path: Path, text: str) -> str:
    """The text as the project's formatter leaves it."""
    for command in (["check", "--select", "I,RUF022", "--fix", "--quiet"], ["format", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(path), "-"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"ruff failed on {path.name}: {done.stderr}\n{text}")
        text = done.stdout
    return text


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    check = parser.parse_args().check
    stale = 0
    for path, text in sources().items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{'differs' if check else 'written'}: {path.relative_to(PACKAGE)}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
