"""Writes the typed methods of both clients from the declared operations.

python packages/kwork-api/tools/generate_methods.py            writes them
python packages/kwork-api/tools/generate_methods.py --check    tells whether they are as they would be written
"""

# ruff: noqa: INP001, S603, T201 - a tool that is run by hand: no package, it runs ruff, and it prints
import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from birzha_client.operation import Kind, Parameter, Shape
from kwork_api.declaration import KworkOperation
from kwork_api.operations import GROUPS

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "kwork_api"
PRIVATE = "# ruff: noqa: SLF001 - the groups and their client are of one house\n"
HEADER = '''"""{title}

Generated from kwork_api/operations.py by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
'''
TITLES = {
    "catalog": "The catalogue of kworks",
    "projects": "The exchange of projects",
    "user": "The account, its reviews and favourites",
    "reference": "Reference data, kept for a day",
    "notifications": "Notifications and dialogs",
    "other": "Everything else: interests, states, offers, settings, presence, checks of texts",
}
TYPES = {Kind.INT: "int", Kind.TEXT: "str", Kind.NESTED: "dict[str, Any]"}


@dataclass(frozen=True)
class World:
    """How the asynchronous and the synchronous source differ."""

    folder: str
    client: str
    module: str
    iterator: str
    define: str
    wait: str


WORLDS = (
    World("methods", "KworkClient", "client", "AsyncIterator", "async def", "await "),
    World("sync_methods", "SyncKworkClient", "sync_client", "Iterator", "def", ""),
)


def class_name(group: str) -> str:
    """``catalog`` → ``CatalogAPI``."""
    return f"{group.capitalize()}API"


def returns(operation: KworkOperation) -> str:
    """The type that a method returns."""
    model = operation.result.partition(":")[2]
    return {Shape.LIST: f"list[{model}]", Shape.MAP: "dict[str, Any]"}.get(operation.shape, model)


def argument(parameter: Parameter) -> str:
    """An argument of a method, with its type and default."""
    kind = TYPES[parameter.kind]
    if parameter.required:
        return f"{parameter.name}: {kind}"
    return f"{parameter.name}: {kind}{' | None' if parameter.default is None else ''} = {parameter.default!r}"


def arguments(operation: KworkOperation) -> str:
    """The arguments of a method, in the order of the documentation."""
    return ", ".join(["self", *map(argument, operation.parameters)])


def passed(operation: KworkOperation) -> str:
    """What a method passes on."""
    return "".join(f", {p.name}={p.name}" for p in operation.parameters)


def docstring(
    operation: KworkOperation, first: str, notes: tuple[str, ...] = (), *, changes: bool = True
) -> Iterator[str]:
    """The docstring of a method."""
    yield f'        """{first}'
    yield ""
    if operation.parameters:
        yield "        Args:"
        for parameter in operation.parameters:
            options = f" One of {', '.join(map(str, parameter.choices))}." if parameter.choices else ""
            yield from wrapped(f"{parameter.name}: {parameter.summary}{options}")
        yield ""
    yield from notes
    yield "        Raises:"
    if operation.name == "catalog.get_details" and changes:
        yield from wrapped("KworkNotFoundError: there is no such kwork.")
    yield from wrapped("KworkAuthError: the session has expired, or the account may not do this.")
    yield from wrapped("KworkApiError: the service refuses, or fails.")
    if operation.find_out and changes:
        yield from wrapped(f"OutcomeUnknown: the answer was lost; {operation.find_out}.")
    yield from wrapped("KworkNetworkError: no answer.")
    yield ""
    yield f"        Source: the documentation of ``{operation.path}``."
    yield '        """'


def wrapped(text: str) -> Iterator[str]:
    """An entry of a docstring's list, broken at 118 characters."""
    line = " " * 12
    for word in text.split():
        if len(line) + len(word) + 1 > 118:
            yield line.rstrip()
            line = " " * 16
        line += f"{word} "
    yield line.rstrip()


def method(operation: KworkOperation, world: World) -> Iterator[str]:
    """The source of one method."""
    yield f"    {world.define} {operation.verb}({arguments(operation)}) -> {returns(operation)}:"
    yield from docstring(operation, operation.summary)
    yield f'        result: {returns(operation)} = {world.wait}self.client.call("{operation.name}"{passed(operation)})'
    yield "        return result"
    yield ""


def iterator(operation: KworkOperation, world: World) -> Iterator[str]:
    """The source of the method that walks a paged list."""
    row = row_model(operation)
    yield f"    def {operation.walk}({arguments(operation)}) -> {world.iterator}[{row}]:"
    first = f"Walks ``{operation.verb}`` to its end, page by page, from ``page`` on; no row comes twice."
    yield from docstring(operation, first)
    values = ", ".join(f'"{p.name}": {p.name}' for p in operation.parameters)
    yield f'        return self.client._caller.walk("{operation.name}", {{{values}}})'
    yield ""


def row_model(operation: KworkOperation) -> str:
    """The model of a row of a paged list: ``kworks`` → ``Kwork``."""
    return operation.rows.capitalize().removesuffix("s")


def many(operation: KworkOperation, world: World) -> Iterator[str]:
    """The source of the method that makes a call for many ids."""
    (parameter,) = operation.parameters
    model = returns(operation)
    head = f"self, {parameter.name}s: Iterable[int], *, concurrency: int = 4"
    yield f"    {world.define} {operation.many}({head}) -> dict[int, {model}]:"
    yield f'        """Makes ``{operation.verb}`` for many ids, a few at a time; the pacing of the client holds for all of them.'
    yield ""
    yield "        Args:"
    yield f"            {parameter.name}s: The ids; each is asked for once."
    yield "            concurrency: How many calls may be under way."
    yield ""
    yield "        Returns:"
    yield "            What was found, by id, in the order of the ids. Ids that do not exist are left out."
    yield ""
    yield "        Raises:"
    yield "            KworkError: A call failed otherwise; the calls that had not begun are not made."
    yield '        """'
    call = f'self.client._caller.many("{operation.name}", "{parameter.name}", {parameter.name}s, concurrency)'
    yield f"        result: dict[int, {model}] = {world.wait}{call}"
    yield "        return result"
    yield ""


def imports(operations: tuple[KworkOperation, ...], world: World, body: str) -> Iterator[str]:
    """The imports of a module, as far as its body needs them."""
    yield "from __future__ import annotations"
    yield ""
    typing = ["TYPE_CHECKING", *(["Any"] if "dict[str, Any]" in body else [])]
    yield f"from typing import {', '.join(typing)}"
    yield ""
    yield "if TYPE_CHECKING:"
    abstract = [name for name in ("Iterable", world.iterator) if re.search(rf"\b{name}\[", body)]
    if abstract:
        yield f"    from collections.abc import {', '.join(abstract)}"
        yield ""
    yield f"    from kwork_api.{world.module} import {world.client}"
    models = {each.result.partition(":")[2] for each in operations if each.result.startswith("kwork_api.models")}
    models |= {row_model(each) for each in operations if each.walk}
    if models:
        yield f"    from kwork_api.models import {', '.join(sorted(models))}"


def group_module(group: str, operations: tuple[KworkOperation, ...], world: World) -> str:
    """The source of the module of one group."""
    body = [f"class {class_name(group)}:", f'    """{TITLES[group]}.', "", "    Args:"]
    body += ["        client: what calls are made with.", '    """', ""]
    body += [f"    def __init__(self, client: {world.client}) -> None:", "        self.client = client", ""]
    for operation in operations:
        body += method(operation, world)
        if operation.walk:
            body += iterator(operation, world)
        if operation.many:
            body += many(operation, world)
    text = "\n".join(body)
    head = HEADER.format(title=f"The methods of ``client.{group}``.") + (PRIVATE if "._caller" in text else "")
    return f"{head}\n" + "\n".join(imports(operations, world, text)) + f"\n\n\n{text}\n"


def index_module(world: World) -> str:
    """The source of the module that puts the groups on a client."""
    lines = [HEADER.format(title="The groups of methods, as attributes of a client.")]
    lines += ["from __future__ import annotations", "", "from typing import TYPE_CHECKING", ""]
    lines += [
        f"from kwork_api.{world.folder}.{each} import {class_name(each)} as _{class_name(each)}" for each in GROUPS
    ]
    lines += [
        "",
        "if TYPE_CHECKING:",
        f"    from kwork_api.{world.module} import {world.client}",
        "",
        "",
        "class Groups:",
    ]
    lines += ['    """The six groups of the documentation."""', ""]
    lines += [f"    {class_name(group)} = _{class_name(group)}" for group in GROUPS]
    lines += ["", f"    def __init__(self, client: {world.client}) -> None:"]
    lines += [f"        self._{group} = _{class_name(group)}(client)" for group in GROUPS]
    for group in GROUPS:
        lines += ["", "    @property", f"    def {group}(self) -> _{class_name(group)}:"]
        lines += [f'        """{TITLES[group]}."""', f"        return self._{group}"]
    lines += ["", "", '__all__ = ["Groups"]', ""]
    return "\n".join(lines)


def sources() -> dict[Path, str]:
    """The source of every generated file, formatted."""
    found: dict[Path, str] = {}
    for world in WORLDS:
        for group, operations in GROUPS.items():
            found[PACKAGE / world.folder / f"{group}.py"] = group_module(group, operations, world)
        found[PACKAGE / world.folder / "__init__.py"] = index_module(world)
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
