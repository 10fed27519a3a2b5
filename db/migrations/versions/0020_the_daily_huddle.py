"""The daily huddle: on which days and when a team meets for it, and each day's line"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("team", sa.Column("daily_days", sa.String(length=27), nullable=False, server_default=""))
    op.add_column("team", sa.Column("daily_time", sa.Time(), nullable=False, server_default="08:15:00.000000"))
    op.create_table(
        "daily_huddle",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("different", sa.String(length=90), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_daily_huddle_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_daily_huddle")),
        sa.UniqueConstraint("team_id", "held_on", name=op.f("uq_daily_huddle_team_id_held_on")),
    )
