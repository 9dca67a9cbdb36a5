#!/bin/sh
# The quick starts as a newcomer follows them, to the letter: from a clean clone (in Russian) and from the wheels in dist/ alone (in
# English). What else they need comes from the package index that pip is set up for. Usage: tools/quickstarts.sh
set -eu
cd "$(dirname "$0")/.."
py=.venv/bin/python
BIRZHA_PAGES_FROM=clone BIRZHA_PAGES=ru $py -m pytest -q --durations=3 tests/pages/test_quickstarts.py
BIRZHA_PAGES_FROM=wheels BIRZHA_PAGES=en $py -m pytest -q --durations=3 tests/pages/test_quickstarts.py
