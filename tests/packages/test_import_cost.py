"""What importing each package costs: processor time, beside what the libraries that it stands on cost just then."""

import subprocess
import sys

import pytest

CLIENT = "httpx2, pydantic"
SERVER = "alembic, argon2, asyncpg, httpx2, msgspec, pydantic, sqlalchemy.ext.compiler, starlette.applications, starlette.routing"
BUDGETS = [
    ("import birzha_client", "httpx2", 0.05),
    ("import birzha_client.operation, birzha_client.drivers", "httpx2", 0.7),
    ("import birzha_client.http", "httpx2", 1.5),
    ("import etxt_api", CLIENT, 0.2),
    ("from etxt_api import EtxtClient", CLIENT, 0.7),
    ("from etxt_api import SyncEtxtClient", CLIENT, 0.7),
    ("import kwork_api", CLIENT, 0.2),
    ("from kwork_api import KworkClient", CLIENT, 0.7),
    ("from kwork_api import SyncKworkClient", CLIENT, 0.7),
    ("import sverka", "numpy", 0.3),
    ("from sverka import compare", "numpy", 1.8),
    ("import sverka.command", "numpy", 0.8),
    ("import birzha", "typer", 0.05),
    ("import birzha.cli.main", "typer", 1.6),
    ("import birzha.testing.plugin", "pytest", 1.3),
    ("import birzha.server", SERVER, 2.0),
]
"""What is imported; libraries; how much of their time it may take."""

ROUNDS = 12


def cost(imports):
    """Seconds of processor time, in an interpreter of its own."""
    code = f"import time; start = time.process_time(); {imports}; print(time.process_time() - start)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(("imports", "libraries", "share"), BUDGETS, ids=[each[0] for each in BUDGETS])
def test_a_package_is_quick_to_import(imports, libraries, share):
    """The best of some rounds is within its share of the best of its libraries: neighbours slow both down, and only for a while."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(cost(imports))
        theirs.append(cost(f"import {libraries}"))
        if min(ours) < share * min(theirs):
            return
    pytest.fail(f"{min(ours):.3f} s, beside {min(theirs):.3f} s of {libraries}")
