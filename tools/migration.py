"""Writes a migration from the difference between the newest schema in the migrations and the declared tables.

    .venv/bin/python tools/migration.py 0002 "what changes"

Read what it wrote before you commit it: renames look like a drop and an add, and triggers are not seen at all.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from birzha.storage.migrate import MIGRATIONS, upgrade
from birzha.tables import metadata


def main(revision: str, message: str) -> None:
    """Bring an empty database to the newest revision and compare."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.sqlite3'}"
        if any((MIGRATIONS / "versions").glob("[0-9]*.py")):
            upgrade(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            config.attributes.update(connection=connection, metadata=metadata)
            command.revision(config, message, autogenerate=True, rev_id=revision)
        engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
