"""How a wheel gets its kernel: which compiler, for which machine, and what happens without one."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

PACKAGE = Path(__file__).parents[1]

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", PACKAGE / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("target", "platform", "suffix"),
    [
        ("x86_64-linux-gnu.2.17", "manylinux_2_17_x86_64", ".so"),
        ("aarch64-linux-gnu", "manylinux_2_17_aarch64", ".so"),
        ("aarch64-linux-musl", "musllinux_1_2_aarch64", ".so"),
        ("x86_64-macos", "macosx_11_0_x86_64", ".dylib"),
        ("aarch64-macos.12.0", "macosx_12_0_arm64", ".dylib"),
        ("x86_64-windows-gnu", "win_amd64", ".dll"),
        ("aarch64-windows-gnu", "win_arm64", ".dll"),
    ],
)
def test_targets(hook: ModuleType, target: str, platform: str, suffix: str) -> None:
    """Each machine's wheel has its name, and its library the system's ending."""
    assert (hook.platform(target), hook.suffix(target)) == (platform, suffix)


@pytest.mark.parametrize(
    ("environment", "tag", "libraries"),
    [({}, "py3-none-linux", 1), ({"CC": "false"}, "py3-none-any", 0), ({"SVERKA_TARGET": "any"}, "py3-none-any", 0)],
)
def test_wheels(tmp_path: Path, environment: dict[str, str], tag: str, libraries: int) -> None:
    """With a compiler the wheel is this machine's and has the library; without one, or if told so, it is everybody's and has none."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", os.fspath(tmp_path)]
    subprocess.run(command, cwd=PACKAGE, env=os.environ | environment, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    assert tag in wheel.name
    with zipfile.ZipFile(wheel) as whole:
        assert sum(name.startswith("sverka/sverka_kernel.") for name in whole.namelist()) == libraries
