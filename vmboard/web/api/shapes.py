"""API schemas: what other systems send and are answered, as the OpenAPI file tells it.

Strict: a number is no text, a text no number, and a name that is not known is refused, for it was meant as something.
"""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from vmboard.domain.text.clean import LARGEST

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOST_AT_ONCE = 500
"""Figures in one sending: the people who save meanwhile wait for no more than that."""

Row = TypeVar("Row")
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Day = Annotated[str, Field(pattern=DAY, json_schema_extra={"format": "date", "example": "2026-11-15"})]
Status = Literal["final", "provisional", "not_in_yet", "nothing_to_count"]
Outcome = Literal["created", "changed", "unchanged", "kept"]


class FigureIn(BaseModel):
    """A figure: a value, or a numerator and its denominator, or both where they agree; or why there is none."""

    model_config = ConfigDict(strict=True, extra="forbid", title="Figure")

    value: Number | None = Field(None, description="Not needed beside both numbers: they give it.")
    numerator: Number | None = None
    denominator: Number | None = None
    status: Status | None = Field(None, description="final where a figure is given and nothing else is said.")
    waiting_for: str = Field("", max_length=60, description="For a figure that is not in yet: whom it waits for.")
    note: str | None = Field(None, max_length=200, description="Where it is not sent, the note that is there stays.")


class FigureOfWeek(FigureIn):
    """A figure with its measure and week, as one of many."""

    model_config = ConfigDict(strict=True, extra="forbid", title="FigureOfWeek")

    measure: int | str = Field(description="The measure's number, or its name or short name.")
    week: Day = Field(description="The last day of the team's week.")
    if_match: str = Field("", max_length=80, description="As the header If-Match: the tag it must have now, or *.")


class FiguresIn(BaseModel):
    """Many figures of one team: all of them are taken or none."""

    model_config = ConfigDict(strict=True, extra="forbid", title="Figures")

    data_points: list[FigureOfWeek] = Field(min_length=1, max_length=MOST_AT_ONCE)
    changed_by_a_person: Literal["refuse", "keep"] = Field(
        "refuse", description="keep: leave those that a person changed since you last sent them, and say so."
    )


class FigureOut(BaseModel):
    """A figure as it is kept now, and what became of what was sent."""

    outcome: Outcome
    team: str
    measure: int
    measure_name: str
    week: str
    value: float | None
    numerator: float | None
    denominator: float | None
    status: Status
    waiting_for: str
    note: str
    shown: str = Field(description="As the board writes it.")
    question: str = Field(description="Asked of a figure that looks like a slip; until a person answers it counts not.")
    tag: str = Field(description="Its entity tag, for If-Match.")


class FiguresOut(BaseModel):
    """What became of many figures, in the order they were sent."""

    created: int
    changed: int
    unchanged: int
    kept: int
    warning: str = Field(description="Where a note may name a patient; else empty.")
    data_points: list[FigureOut]


class Found(BaseModel):
    at: str = Field(description="Where in what was sent: a JSON pointer into the body, or the parameter.")
    detail: str
    why: str = ""


class ProblemOut(BaseModel):
    """RFC 9457. ``detail`` is a sentence for people that names the place and the mend."""

    model_config = ConfigDict(title="Problem", extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[Found] = []


class Rows(BaseModel, Generic[Row]):
    """Rows of every team that was asked for, in the order of the board."""

    rows: list[Row]
