"""What importing costs."""

import subprocess
import sys


def loaded(code):
    """Heavy modules that are loaded after that code."""
    script = f"{code}; import sys; print(*sorted({{'httpx2', 'pydantic', 'asyncio', 'ssl'}} & set(sys.modules)))"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()


def test_nothing_heavy_comes_along():
    """Neither the package, nor the declarations, nor a client that has not called yet load the network or models."""
    assert loaded("import etxt_api") == []
    assert loaded("import etxt_api.operations") == []
    assert loaded("from etxt_api import SyncEtxtClient; SyncEtxtClient('t', 'p')") == []
    assert loaded("from etxt_api import EtxtClient; EtxtClient('t', 'p')") == []
