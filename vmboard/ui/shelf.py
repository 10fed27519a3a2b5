"""The shelves of projects that left the board: what was stopped has taught us something."""

from collections.abc import Sequence
from dataclasses import dataclass

from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.projects import ShelfLine
from vmboard.domain.words import Stage
from vmboard.ui import fields, frame
from vmboard.ui.lanes import open_project
from vmboard.ui.live import live


@dataclass(frozen=True)
class Shelf:
    title: str
    sentence: str
    empty: str


SHELVES = {
    Stage.STOPPED: Shelf(
        N_("Stopped, and what we learned"),
        N_("Every one of these saved us from doing the wrong thing for years. Read before you try it again."),
        N_("Nothing stopped yet. Stopping what does not work is good work too."),
    ),
    Stage.PARKED: Shelf(N_("Parked"), N_("They wait for a better day."), N_("Nothing is parked.")),
}


def shelf(here: frame.Here, stage: Stage, lines: Sequence[ShelfLine]) -> None:
    of = SHELVES[stage]
    actions = frame.head(_(of.title), _(of.sentence))
    actions.page_link(frame.page("projects"), label=_("Back to the lanes"), query_params=here.address)
    if not lines:
        with fields.panel("empty_shelf"):
            fields.words(_(of.empty), name="lead")
        return
    cards = [
        {
            "id": line.project_id, "title": line.title, "stage": stage.value, "owner": line.owner, "said": line.said,
            "when": line.when, "measure": ", ".join(line.measures), "aim": line.aim,
        }
        for line in lines
    ]  # fmt: skip
    names = [("idea", Stage.IDEA.label)]
    data = {"cards": cards, "stages": names, "learned": stage is Stage.STOPPED}
    asked = live("shelf", here, data, key=f"shelf_{stage.value}", triggers=("open", "saved")).open
    if asked:
        open_project(here, asked)
