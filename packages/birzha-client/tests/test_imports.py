"""What importing costs."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["birzha_client", "birzha_client.operation", "birzha_client.conversation", "birzha_client.drivers"]
)
def test_nothing_heavy_comes_along(module):
    """Declarations and the core load neither the network library nor models nor asyncio."""
    code = f"import {module}, sys; print(*sorted({{'httpx2', 'pydantic', 'asyncio', 'ssl'}} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
