"""The house's own rules, held by reading the source."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "packages" / "birzha" / "src" / "birzha"
SOURCES = sorted(path for path in ROOT.glob("packages/*/src/**/*.py") if "migrations" not in path.parts)
RANDOM = {"random", "secrets", "uuid"}
CLOCKS = {
    ("time", "time"),
    ("time", "time_ns"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("datetime", "today"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
GENERATED = "Generated"
"""What a file says of itself in its first lines when a tool wrote it."""

LONGEST = 420
"""Lines of a module: the house says about 400."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_readable(path: Path):
    """No written module outgrows what a reader holds in mind, and none is called utils."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST or GENERATED in text[:400]
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}


@pytest.mark.parametrize("path", sorted(SERVER.rglob("*.py")), ids=lambda path: str(path.relative_to(SERVER)))
def test_only_the_clock_reads_time_and_only_ids_draws(path: Path):
    """In the exchange, moments come from clock.py and random names from ids.py, so that time and chance can be set."""
    if path.name in {"clock.py", "ids.py"} and path.parent == SERVER:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert not RANDOM & {alias.name.partition(".")[0] for alias in node.names}, ast.unparse(node)
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in RANDOM, ast.unparse(node)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CLOCKS, ast.unparse(node)


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in names.decode().split("\0") if name]


def test_nothing_tracked_names_a_package_registry():
    """Lock files and settings name versions and hashes, never a host."""
    hosts = ("pypi." + "org", "pythonhosted." + "org", "registry.npmjs." + "org", "/sim" + "ple/")
    for path in tracked():
        if path.is_file() and path.suffix not in {".svg", ".png"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [host for host in hosts if host in text], path
    assert not (ROOT / "uv.lock").exists() or ROOT / "uv.lock" not in tracked()


def test_no_test_is_skipped():
    """A skipped test proves nothing, so there is none."""
    marks = {"skip", "skipif", "xfail", "importorskip"}
    for path in [*ROOT.glob("packages/*/tests/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in marks
                and isinstance(node.value, ast.Name | ast.Attribute)
            ):
                raise AssertionError(f"{path}:{node.lineno} {ast.unparse(node)}")


def test_every_test_says_what_it_proves():
    """Each test has a docstring."""
    for path in [*ROOT.glob("packages/*/tests/**/test_*.py"), *ROOT.glob("tests/**/test_*.py")]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{path}:{node.lineno} {node.name}"
