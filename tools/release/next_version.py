"""Which version comes next, and why.

Usage: python -m tools.release.next_version [--level patch|minor|major]

The version is the only line on the standard output; why, and since when, is told beside it.
"""

import argparse

from semantic_release.enums import LevelBump
from tools.release.commits import parser
from tools.release.git import last_tag, messages, run, tell
from tools.release.semantic import LEVELS, released_as

SHOWN = 20
"""Lines of reasons."""


def reasons(last: str | None) -> list[str]:
    """The commits that ask for a version, those that ask for most first."""
    found = []
    for name, message in messages(f"{last}..HEAD" if last else "HEAD"):
        parsed = parser().parse_message(message)
        if parsed and parsed.bump > LevelBump.NO_RELEASE:
            found.append((-parsed.bump.value, f"  {parsed.bump.name.lower():<6} {name} {message.splitlines()[0]}"))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Prints the next version.")
    options.add_argument("--level", choices=LEVELS, help="whatever the commits say")
    asked = options.parse_args()
    last = last_tag()
    version = released_as(level=asked.level)
    why = reasons(last)
    tell(f"Since {last or 'the beginning'}:", *why[:SHOWN])
    if len(why) > SHOWN:
        tell(f"  … and {len(why) - SHOWN} more")
    if version.startswith("0.") and any(line.startswith("  major") for line in why):
        tell("While the version begins with 0, a breaking change raises the middle number.")
    print(version)


if __name__ == "__main__":
    run(main)
