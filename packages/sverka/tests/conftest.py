"""What tests of sverka share: both ways to an answer, the compiled kernel's and numpy's."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sverka import kernel

# Another build of the kernel, for packages/sverka/tools/kernel_check.sh.
if other := os.environ.get("SVERKA_TEST_KERNEL"):
    built = kernel.load(Path(other))
    kernel.library = lambda: built


# Where there is no compiler there is no kernel, and nothing of it to test.
BUILT = kernel.library() is not None or any(map(shutil.which, ("cc", "gcc", "clang")))
collect_ignore = [] if BUILT else ["test_kernel.py"]


@pytest.fixture(scope="module", params=["kernel", "numpy"] if BUILT else ["numpy"])
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """Runs what uses it with the kernel, where it was built, and without."""
    if request.param == "kernel":
        if kernel.library() is None:
            pytest.fail("There is no kernel: install a C compiler and call make dev again.")
        yield request.param
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "library", lambda: None)
        yield request.param
