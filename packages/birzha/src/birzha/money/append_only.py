"""Triggers that keep the ledger's rows as they were written, on either engine."""

from collections.abc import Iterator

from birzha.money.tables import APPEND_ONLY

MESSAGE = "the ledger only grows: write a new transfer instead"


def protect(engine: str) -> Iterator[str]:
    """The statements that install the triggers.

    Args:
        engine: ``sqlite`` or ``postgresql``.
    """
    if engine == "postgresql":
        yield (
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    for name in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            trigger = f"{name}_no_{act.lower()}"
            if engine == "postgresql":
                yield (f"CREATE TRIGGER {trigger} BEFORE {act} ON {name} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
            else:
                yield (f"CREATE TRIGGER {trigger} BEFORE {act} ON {name} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
