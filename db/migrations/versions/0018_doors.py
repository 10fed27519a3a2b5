"""Doors without a sign-in, the questions of the staff pulse and their running counts, the tray, and voices taken in"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
WORD = sa.String(length=24)


def upgrade() -> None:
    op.create_table(
        "door",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("face", WORD, nullable=False),
        sa.Column("link_token", sa.String(length=43), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("revoked_at", AT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_door_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "face", name=op.f("pk_door")),
    )
    op.create_index(op.f("ix_door_link_token"), "door", ["link_token"])
    op.create_table(
        "pulse_question",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("measure_id", WIDE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_week", sa.Date(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pulse_question_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", "measure_id"], ["measure.team_id", "measure.id"],
            name=op.f("fk_pulse_question_team_id_measure_id_measure"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_pulse_question")),
        sa.UniqueConstraint("team_id", "text", name=op.f("uq_pulse_question_team_id_text")),
    )  # fmt: skip
    op.create_table(
        "pulse_count",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("question_id", WIDE, autoincrement=False, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pulse_count_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", "question_id"], ["pulse_question.team_id", "pulse_question.id"],
            name=op.f("fk_pulse_count_team_id_question_id_pulse_question"),
        ),
        sa.PrimaryKeyConstraint("team_id", "question_id", "week", name=op.f("pk_pulse_count")),
    )  # fmt: skip
    op.create_table(
        "tray_item",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("face", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_tray_item_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_tray_item")),
    )
    op.create_table(
        "voice",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("face", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("project_id", WIDE, nullable=True),
        sa.Column("measure_id", WIDE, nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_voice_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", "project_id"], ["project.team_id", "project.id"], name=op.f("fk_voice_team_id_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "measure_id"], ["measure.team_id", "measure.id"], name=op.f("fk_voice_team_id_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_voice")),
    )
