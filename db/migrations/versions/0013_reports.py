"""What was made of a board and when, what a team asks to be made by itself, and calendar links"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("team_id", WIDE, nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("audience", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("teams", sa.Text(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=True),
        sa.Column("mail", sa.Boolean(), nullable=False),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("asked_key", sa.String(length=80), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("beat_at", AT, nullable=True),
        sa.Column("made_at", AT, nullable=True),
        sa.Column("revision", WIDE, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_report_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("team_id", "slot", name=op.f("uq_report_team_id_slot")),
    )
    op.create_index(op.f("ix_report_state"), "report", ["state"])
    op.create_index(op.f("ix_report_asked_key"), "report", ["asked_key"])
    op.create_table(
        "report_file",
        sa.Column("report_id", WIDE, autoincrement=False, nullable=False),
        sa.Column("format", sa.String(length=24), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_file_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "format", name=op.f("pk_report_file")),
    )
    op.create_table(
        "schedule",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("audience", sa.String(length=24), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("mail", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_schedule_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_schedule")),
    )
    op.create_table(
        "calendar_link",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("seen_at", AT, nullable=True),
        sa.Column("revoked_at", AT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_calendar_link_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("team_id", "token_hash", name=op.f("uq_calendar_link_team_id_token_hash")),
    )
    op.create_index(op.f("ix_calendar_link_token_hash"), "calendar_link", ["token_hash"])
