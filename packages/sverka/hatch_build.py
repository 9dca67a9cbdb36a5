"""Builds the kernel (kernel/*.c) into one library inside the package, when a wheel or an editable install is made.

Without a compiler the package is made without it, and numpy does its work. The compiler is ``$CC``, else the first of cc, gcc,
clang, and zig (``python -m ziglang cc``). ``SVERKA_TARGET`` builds for another machine, with zig: ``x86_64-linux-gnu.2.17``,
``aarch64-linux-musl``, ``aarch64-macos.11.0``, ``x86_64-windows-gnu`` and the like; ``any`` leaves the kernel out. A wheel with
the library is of that machine alone and of every Python 3 (``py3-none-…``).
"""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FLAGS = (
    "-std=c11",
    "-O3",
    "-shared",
    "-fvisibility=hidden",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-Wall",
    "-Wextra",
)
_SUFFIXES = {"windows": ".dll", "win32": ".dll", "macos": ".dylib", "darwin": ".dylib"}
_WINDOWS = {"x86_64": "win_amd64", "aarch64": "win_arm64", "x86": "win32"}
_ANY = "any"


class KernelHook(BuildHookInterface[Any]):
    """Compiles the kernel before a wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the library and says which machine the wheel is for.

        Args:
            version: ``standard`` or ``editable``.
            build_data: what hatchling is told.
        """
        if self.target_name != "wheel":
            return
        target = os.environ.get("SVERKA_TARGET", "")
        editable = version == "editable"
        if target == _ANY:
            return
        name = f"sverka_kernel{suffix(target)}"
        place = Path(self.root, "src", "sverka") if editable else Path(tempfile.mkdtemp(prefix="sverka-"))
        self._made = None if editable else place
        if not self._compiled(place / name, target):
            if target:
                raise SystemExit(f"There is no kernel for {target}: install ziglang, or leave SVERKA_TARGET out.")
            return
        if not editable:
            build_data["force_include"][str(place / name)] = f"sverka/{name}"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform(target)}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was only made for the wheel."""
        del version, build_data, artifact_path
        if (made := getattr(self, "_made", None)) is not None:
            shutil.rmtree(made)

    def _compiled(self, library: Path, target: str) -> bool:
        sources = sorted(str(each) for each in Path(self.root, "kernel").glob("*.c"))
        new = library.with_name(f"{library.name}.{os.getpid()}")
        for compiler in compilers(target):
            command = [*compiler, *_FLAGS, *([] if ".dll" in library.name else ["-fPIC"]), "-o", str(new), *sources]
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False)
            except OSError as error:
                self.app.display_warning(f"The kernel was not built by {compiler[0]}: {error}")
                continue
            if not done.returncode:
                # Processes that run keep the library that they have mapped.
                new.replace(library)
                return True
            self.app.display_warning(f"The kernel was not built by {compiler[0]}:\n{done.stderr}")
        self.app.display_warning("There is no compiled kernel: numpy does its work, several times slower.")
        return False


def compilers(target: str) -> list[list[str]]:
    """The commands to try, in their order.

    Args:
        target: the triple to build for; empty for this machine.
    """
    zig = [[sys.executable, "-m", "ziglang", "cc"]] if importlib.util.find_spec("ziglang") else []
    if target:
        return [[*command, "-target", target] for command in zig]
    if "CC" in os.environ:
        return [shlex.split(os.environ["CC"])]
    return [[name] for name in ("cc", "gcc", "clang") if shutil.which(name)] + zig


def suffix(target: str) -> str:
    """What the library's name ends with.

    Args:
        target: the triple; empty for this machine.
    """
    return _SUFFIXES.get(target.split("-")[1].partition(".")[0] if target else sys.platform, ".so")


def platform(target: str) -> str:
    """The platform in the wheel's name.

    Args:
        target: the triple, with the least glibc or macOS behind a dot; empty for this machine.
    """
    if not target:
        return sysconfig.get_platform().replace("-", "_").replace(".", "_")
    machine, system, *rest = target.split("-")
    libc, _, least = (rest[0] if rest else "").partition(".")
    system, _, lowest = system.partition(".")
    if system == "windows":
        return _WINDOWS[machine]
    if system == "macos":
        return f"macosx_{(lowest or '11.0').replace('.', '_')}_{'arm64' if machine == 'aarch64' else machine}"
    if libc.startswith("musl"):
        return f"musllinux_1_2_{machine}"
    return f"manylinux_{(least or '2.17').replace('.', '_')}_{machine}"
