"""Triggers that keep rows as they were written, on either engine."""

from collections.abc import Iterable, Iterator

MESSAGE = "the ledger only grows: write a new transfer instead"


def protect(engine: str, tables: Iterable[str]) -> Iterator[str]:
    """The statements that install the triggers.

    Args:
        engine: ``sqlite`` or ``postgresql``.
        tables: whose rows are never changed nor removed.
    """
    if engine == "postgresql":
        yield (
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    for name in tables:
        for act in ("UPDATE", "DELETE"):
            trigger = f"{name}_no_{act.lower()}"
            if engine == "postgresql":
                yield (f"CREATE TRIGGER {trigger} BEFORE {act} ON {name} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
            else:
                yield (f"CREATE TRIGGER {trigger} BEFORE {act} ON {name} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
