"""Words beside the staff pulse, where a team asks for them"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("door", sa.Column("asks_words", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "pulse_words",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pulse_words_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_pulse_words")),
    )
