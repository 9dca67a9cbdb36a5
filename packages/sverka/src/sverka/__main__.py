"""``python -m sverka``."""

import sys

from sverka.command import run

if __name__ == "__main__":
    sys.exit(run())
