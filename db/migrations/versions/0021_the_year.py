"""How often a day a team's pages were opened; who helped a team begin, and the day it graduated; the offer to watch a
measure monthly that somebody put off; a private visit that coaches share"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "board_opens",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_board_opens_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "on", name=op.f("pk_board_opens")),
    )
    op.create_index(op.f("ix_board_opens_on"), "board_opens", ["on"])
    op.add_column("team", sa.Column("graduated_on", sa.Date(), nullable=True))
    op.add_column("team", sa.Column("helped_by_id", WIDE, nullable=True))
    op.add_column("measure", sa.Column("watch_rests_until", sa.Date(), nullable=True))
    op.add_column("visit", sa.Column("for_coaches", sa.Boolean(), nullable=False, server_default=sa.false()))
