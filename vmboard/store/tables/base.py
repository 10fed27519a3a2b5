"""What every table has in common."""

from sqlalchemy import (
    ForeignKeyConstraint,
    MetaData,
)
from sqlalchemy.orm import DeclarativeBase


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def of_measure() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team_id", "measure_id"], ["measure.team_id", "measure.id"])


def of_project() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team_id", "project_id"], ["project.team_id", "project.id"])
