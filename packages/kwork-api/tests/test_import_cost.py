"""What importing costs."""

import subprocess
import sys

import pytest

HEAVY = {"httpx2", "pydantic", "pydantic_core", "asyncio", "ssl", "keyring"}


def printed(code):
    """What that code prints, in an interpreter of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def loaded(code):
    """Heavy modules that are loaded after that code."""
    return printed(f"{code}; import sys; print(*sorted({HEAVY!r} & set(sys.modules)))")


@pytest.mark.parametrize(
    "code",
    [
        "import kwork_api",
        "import kwork_api.operations",
        "from kwork_api import KworkError, FileStore",
        "from kwork_api import SyncKworkClient; SyncKworkClient('t', base_url='http://127.0.0.1:1')",
        "from kwork_api import KworkClient; KworkClient('t')",
    ],
)
def test_nothing_heavy_comes_along(code):
    """Neither the package, nor the declarations, nor a client that has not called yet load the network or models."""
    assert loaded(code) == []


def test_no_model_is_built_on_import():
    """Importing all 24 models builds none of them; the first answer builds the one it needs and what is inside."""
    code = (
        "import kwork_api.models as m; "
        "built = lambda: sorted(n for n in m.__all__ if getattr(m, n).__pydantic_complete__); "
        "print(*built() or ['none']); m.ReviewsResponse.model_validate({}); print(*built())"
    )
    before, *after = printed(code)
    assert before == "none"
    assert "ReviewsResponse" in after
    assert "Kwork" not in after
