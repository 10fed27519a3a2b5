"""Driver diagrams, process maps, causes that are counted, and changes noted on charts"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create(
        "driver", "project",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("card_id", WIDE, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "card_id"], ["project.team_id", "project.id"], name=op.f("fk_driver_team_id_card_id_project")
        ),
    )  # fmt: skip
    _create(
        "process_step", "project",
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("worked_minutes", sa.Integer(), nullable=False),
        sa.Column("waited_minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )  # fmt: skip
    _create(
        "cause", "project",
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )  # fmt: skip
    _create(
        "change_note", "measure",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
    )  # fmt: skip


def _create(name: str, of: str, *own: sa.Column[object] | sa.ForeignKeyConstraint) -> None:
    """A table of a team's rows, each of one project or measure, which can be taken away and brought back."""
    op.create_table(
        name,
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column(f"{of}_id", WIDE, nullable=False),
        *own,
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f(f"fk_{name}_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", f"{of}_id"], [f"{of}.team_id", f"{of}.id"], name=op.f(f"fk_{name}_team_id_{of}_id_{of}")
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f(f"pk_{name}")),
    )
