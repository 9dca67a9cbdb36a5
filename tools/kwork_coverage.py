"""Writes docs/en/kwork-coverage.md: each call of Kwork's documented API, its client method, and its place in the exchange.

Usage: .venv/bin/python tools/kwork_coverage.py           writes the table
       .venv/bin/python tools/kwork_coverage.py --check   exits 1 when the table is not current

Everything but the decisions, which are declared here and nowhere else, comes from the declarations (kwork_api.operations), the
registry of the dialect and the conformance tests.
"""

import sys
from pathlib import Path

from birzha.dialects.kwork.methods import HANDLERS
from birzha_client.operation import Effect, Evidence
from kwork_api.declaration import KworkOperation
from kwork_api.operations import GROUPS, OPERATIONS

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "en" / "kwork-coverage.md"
TESTS = ROOT / "tests" / "conformance" / "kwork"

DECIDED = {
    "catalog.get_list": "50 a page; a category holds those under it; equals: the newest first, with `price_asc` the oldest",
    "catalog.get_details": "of the catalogue, or an own one; `features` are names; what is looked at is remembered",
    "catalog.get_details_extra": "`images`, `videos`, `packages`, `features` with prices, `sales`",
    "user.get_favorite_kworks": "up to 200, the last added first; only those in the catalogue now",
    "other.get_viewed_kworks": "the last 100, newest first; only those in the catalogue now",
    "other.get_kworks_status": "`kworks` with their states, `statuses` with counts",
    "projects.get_list": "newest first, 20 a page; a category holds those under it; people at odds do not see each other's",
    "projects.get_payer_orders": "up to 1000, newest first; drafts (`draft`) and archived ones too",
    "projects.get_worker_orders": "up to 1000, newest first",
    "user.get_info": "`balance` is what can be spent, roubles; `verification`: e-mail, diploma, attestations",
    "user.get_reviews": "20 a page, newest first; a review through eTXT has 5 stars or 1",
    "reference.get_cities": "the largest first; see tools/kwork_places.py for where they come from",
    "reference.get_countries": "ids are ISO 3166 numbers; each with its cities",
    "reference.get_timezones": "the offset at the market's moment",
    "reference.get_features": "what the operator offers: `/api/v1/admin/features`",
    "reference.get_public_features": "those of them that the operator marked public",
    "reference.get_badges_info": "the marks that a person of this exchange may have",
    "notifications.get_list": "the last 100, newest first; word of private messages is among them",
    "notifications.fetch": "oldest first, up to 500 at once; fetching is not reading",
    "notifications.get_dialogs": "a dialog's id is the other person's",
    "notifications.get_blocked_dialogs": "with whom is on the black list or ignored",
    "other.get_wants": "the newest 20 in preferred categories and below, with a word of `keywords`, at `filters.price_from/price_to`",
    "other.get_wants_status": "whether there are interests, and how many projects fit",
    "other.get_offers": "`offers` on projects, personal ones `received` and `sent`, up to 100 of each; `connects` of this month",
    "other.get_exchange_info": "roubles for a unit, as an administrator sets them",
    "other.get_channel": "nothing is pushed: the answer names the call that asks",
    "other.get_in_app_notification": "the newest unread one, or null",
    "other.get_security_user_data": "the address without most of its letters, and how many sessions there are",
    "other.is_dialog_allow": "what writing would come to, by the same rule; nobody: 404",
    "other.validate_text": "`position` in code points; only an `error` makes it invalid; rules, score: docs/en/text-checks.md §9",
    "other.get_favorite_categories": "a performer's preferred ones",
    "other.update_settings": "`fullname`, `description`, `country`, `city`, `email`: the profile; the rest is kept as given",
    "other.go_offline": "until the next call",
    "other.get_actor": "the user, and e-mail and roles",
}
"""What this exchange decided where the documentation does not say it."""

EFFECTS = {Effect.READ: "read", Effect.IDEMPOTENT: "idempotent", Effect.UNSAFE: "unsafe"}

HEAD = """# Calls of Kwork's documented API

<!-- Written by `.venv/bin/python tools/kwork_coverage.py`; do not edit by hand. -->

All {all} documented calls are answered, besides the two steps of a log-in (`/signIn`, `/getWebAuthToken`).

- **effect**: what a call does, and so whether the client may send it twice.
- **server**: the module of `birzha.dialects.kwork.methods` that answers it.
- **answer**: whether the documentation fixes its fields (*documented*), or only says what it is about (*inferred*: ours).
- **decided here**: what the documentation leaves open.
- **tests**: how many files of `tests/conformance/kwork/` send it as raw bytes; no client of ours is used there.
"""


def render() -> str:
    """The whole document."""
    lines = [HEAD.format(all=len(OPERATIONS))]
    sources = [path.read_text(encoding="utf-8") for path in sorted(TESTS.glob("test_*.py"))]
    for group, operations in GROUPS.items():
        lines.append(f"\n## {group}\n\n| call | path | effect | server | answer | decided here | tests |")
        lines.append("|---|---|---|---|---|---|---|")
        lines += [_row(operation, sources) for operation in operations]
    return "\n".join(lines) + "\n"


def _row(operation: KworkOperation, sources: list[str]) -> str:
    cells = [
        f"`{operation.name}`",
        f"`{operation.path}`",
        EFFECTS[operation.effect],
        f"`{HANDLERS[operation.name].__module__.rpartition('.')[2]}`",
        "documented" if operation.evidence is Evidence.DOCUMENTED else "inferred",
        DECIDED.get(operation.name, ""),
        str(sum(f'"{operation.path}"' in source for source in sources)),
    ]
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    """Write the table, or say whether it is current."""
    text = render()
    if arguments == ["--check"]:
        current = TABLE.exists() and TABLE.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write(f"{TABLE.name} is not current: run .venv/bin/python tools/kwork_coverage.py\n")
        return 0 if current else 1
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
