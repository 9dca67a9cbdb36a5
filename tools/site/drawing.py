"""Draws how the packages hang together: from the imports of the sources and the layers that import-linter holds (pyproject.toml)."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from contents import ROOT

PACKAGES = {
    "birzha": ("сервер, песочница, команды", "server, sandbox, commands"),
    "etxt_api": ("клиент eTXT", "the eTXT client"),
    "kwork_api": ("клиент Kwork", "the Kwork client"),
    "birzha_client": ("общее у клиентов", "what clients share"),
    "sverka": ("проверки текстов", "text checks"),
}
BANDS = (
    ("Программы и точки входа", "Programs and ways in", "guard | turns"),
    ("Лица: что видно снаружи", "Faces: what the outside sees", "dialects | api | sandbox"),
    ("Время, проверки, сборка", "Time, checks, putting together", "install | app"),
    ("Рынок: папка на каждое понятие", "The market: a folder for each noun", "people"),
    ("Основание", "The ground", "alphabet | clock | errors | events | ids"),
)
"""The layers inside the exchange, from above: a title and the last layer of each band."""
GAP, CHIP, WIDTH, LINE = 8, 34, 900, 24


@cache
def imports() -> Counter[tuple[str, str]]:
    """How many modules of one place import another; a place is a package, or a module of the exchange right below it."""
    found: Counter[tuple[str, str]] = Counter()
    for package in PACKAGES:
        folder = next(ROOT.glob(f"packages/*/src/{package}"))
        for source in folder.rglob("*.py"):
            here = _place((package, *source.relative_to(folder).with_suffix("").parts))
            found.update({(here, there) for there in _imported(source) if there != here})
    return found


def _place(name: tuple[str, ...]) -> str:
    return ".".join(name[:2]) if name[0] == "birzha" and len(name) > 1 and name[1] != "__init__" else name[0]


def _imported(source: Path) -> Iterator[str]:
    for node in _run(ast.parse(source.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        for name in names:
            parts = tuple(name.split("."))
            if parts[0] not in PACKAGES:
                continue
            if parts == ("birzha",) and isinstance(node, ast.ImportFrom):
                yield from (_place(("birzha", each.name)) for each in node.names if not each.name.startswith("__"))
            else:
                yield _place(parts)


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """The statements that run: what is imported for types alone is left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield node
            yield from _run(node)


@cache
def layers() -> list[list[str]]:
    """The layers inside the exchange, from above, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    inside = next(each for each in contracts if each.get("containers") == ["birzha"])
    return [layer.split(" | ") for layer in inside["layers"]]


def bands() -> list[list[str]]:
    """The layers put together into bands, each a row of names.

    Raises:
        ValueError: a band's last layer is not a layer any more.
    """
    made, rest = [], layers()
    for _, _, last in BANDS:
        end = rest.index(last.split(" | ")) + 1
        made.append([name for layer in rest[:end] for name in layer])
        rest = rest[end:]
    if rest:
        raise ValueError(f"these layers are in no band: {rest}")
    return made


def figure(about: str, language: str) -> str:
    """A drawing, as an ``svg`` element inside a figure.

    Args:
        about: ``packages``: how the five hang together; ``exchange``: the layers inside; ``nouns``: who uses whom in the market.
        language: of what stands in it.
    """
    drawn, height, title = {"packages": _packages, "exchange": _exchange, "nouns": _nouns}[about](language)
    return (
        f'<figure class="drawing">\n<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f'<defs><marker id="tip-{about}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>{"".join(drawn)}</svg>\n</figure>'
    )


def _chosen(texts: tuple[str, ...], language: str) -> str:
    return texts[0] if language == "ru" else texts[1]


def _box(x: float, y: float, width: float, height: float, kind: str = "box") -> str:
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6"/>'


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _packages(language: str) -> tuple[list[str], int, str]:
    width, tall = 250, 64
    places = {
        "birzha": (325, 10), "etxt_api": (20, 150), "kwork_api": (325, 150), "sverka": (630, 150), "birzha_client": (172, 290),
    }  # fmt: skip
    title = _chosen(("Пакеты и кто кого импортирует", "The packages, and which imports which"), language)
    drawn = []
    for (here, there), count in sorted(_between_packages().items()):
        (x, y), (to_x, to_y) = places[here], places[there]
        way = [(x + width / 2, y + tall), (to_x + width / 2, to_y - 4)]
        if (here, there) == ("birzha", "birzha_client"):  # between the clients, not behind them
            way = [(x + 25, y + tall), (297, 140), (297, to_y - 4)]
        drawn.append(
            f'<path class="arrow" marker-end="url(#tip-packages)" d="M{_joined(way)}">'
            f"<title>{here} → {there}: {count}</title></path>"
        )
    for name, (x, y) in places.items():
        drawn += [_box(x, y, width, tall), _text(x + width / 2, y + 27, name, "name middle")]
        drawn.append(_text(x + width / 2, y + 47, _chosen(PACKAGES[name], language), "small middle"))
    return drawn, 364, title


def _joined(way: list[tuple[float, float]]) -> str:
    return "L".join(f"{left:g} {top:g}" for left, top in way)


def _between_packages() -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (here, there), count in imports().items():
        pair = here.partition(".")[0], there.partition(".")[0]
        if pair[0] != pair[1]:
            found[pair] += count
    return found


def _exchange(language: str) -> tuple[list[str], int, str]:
    drawn, y = [], 4
    for band, names in zip(BANDS, bands(), strict=True):
        rows = _wrapped(list(reversed(names)) if band[2] == "people" else names)
        height = 34 + len(rows) * (CHIP + GAP)
        drawn += [_box(4, y, WIDTH - 8, height, "band"), _text(18, y + 22, _chosen(band, language), "title")]
        for number, row in enumerate(rows):
            x = 18.0
            for name in row:
                drawn += [_box(x, y + 32 + number * (CHIP + GAP), _long(name), CHIP)]
                drawn.append(_text(x + _long(name) / 2, y + 32 + number * (CHIP + GAP) + 22, name, "name middle"))
                x += _long(name) + GAP
        y += height + LINE
        drawn.append(
            f'<path class="arrow" marker-end="url(#tip-exchange)" d="M{WIDTH / 2:g} {y - LINE:g}L{WIDTH / 2:g} {y - 4:g}"/>'
        )
    return drawn[:-1], y - LINE + 4, _chosen(("Слои внутри биржи", "The layers inside the exchange"), language)


def _long(name: str) -> int:
    return 22 + 9 * len(name)


def _wrapped(names: list[str]) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for name in names:
        if sum(_long(each) + GAP for each in (*rows[-1], name)) > WIDTH - 36:
            rows.append([])
        rows[-1].append(name)
    return rows


def _nouns(language: str) -> tuple[list[str], int, str]:
    """The nouns in their order from above; an arc to the right of them says that the lower end uses the upper one."""
    names = [each for each in reversed(bands()[3]) if each != "tables"]
    used = {pair: count for pair, count in imports().items() if {*pair} <= {f"birzha.{each}" for each in names}}
    drawn = []
    place = {f"birzha.{name}": 20 + number * (CHIP + GAP) + CHIP / 2 for number, name in enumerate(names)}
    for (here, there), count in sorted(used.items()):
        low, high = place[here], place[there]
        far = 190 + abs(low - high) * 0.95
        thick = min(1 + count / 4, 5)
        drawn.append(
            f'<path class="arc" style="stroke-width:{thick:g}" d="M190 {low:g}C{far:g} {low:g} {far:g} {high:g} 190 {high:g}">'
            f"<title>{here[7:]} → {there[7:]}: {count}</title></path>"
        )
    for name in names:
        y = place[f"birzha.{name}"] - CHIP / 2
        drawn += [_box(20, y, 170, CHIP), _text(105, y + 22, name, "name middle")]
    title = _chosen(
        ("Понятия рынка: нижние пользуются верхними", "The nouns of the market: lower ones use upper ones"), language
    )
    return drawn, 20 + len(names) * (CHIP + GAP) + 12, title
