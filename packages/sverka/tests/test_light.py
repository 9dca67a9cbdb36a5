"""What importing costs."""

import subprocess
import sys


def loaded(code: str) -> set[str]:
    asked = f"{code}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split())


def test_import_is_light() -> None:
    """Importing the package loads nothing heavy; numbers come with the first check."""
    assert not loaded("import sverka") & {"numpy", "typer", "rich"}
    assert "numpy" in loaded("import sverka\nsverka.compare('а', 'б')")
