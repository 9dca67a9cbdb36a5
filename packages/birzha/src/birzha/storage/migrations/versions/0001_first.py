"""The first schema."""

from alembic import op

from birzha.storage.append_only import protect
from birzha.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    metadata.create_all(op.get_bind())
    for statement in protect(op.get_context().dialect.name, ("transfer", "entry", "statement")):
        op.execute(statement)
