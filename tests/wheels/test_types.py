"""What users' type checkers see of the installed packages."""

import json

import pytest

from .conftest import tool


@pytest.mark.parametrize("package", ["birzha_client", "etxt_api", "kwork_api", "sverka", "birzha.testing"])
def test_every_public_name_has_its_type(package):
    """Pyright finds nothing in the public interface whose type it would have to guess."""
    told = json.loads(tool("pyright", "--outputjson", "--ignoreexternal", "--verifytypes", package).stdout)
    report = told["typeCompleteness"]
    assert report["packageName"] == package
    assert [each["message"] for each in told["generalDiagnostics"] if each["severity"] == "error"] == []
    unclear = [each["name"] for each in report["symbols"] if each["isExported"] and not each["isTypeKnown"]]
    assert unclear == []
    assert report["completenessScore"] == 1
