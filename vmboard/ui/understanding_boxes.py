"""The boxes and asks of a project's driver diagram, process map and causes, as the components take them."""

from vmboard.domain.projects.driver_diagram import typed_drivers
from vmboard.domain.projects.process_map import typed_steps
from vmboard.domain.protocol import understanding_items as items
from vmboard.domain.protocol.messages import said
from vmboard.domain.text.catalogue import _, number_words
from vmboard.domain.views.projects import ProjectView
from vmboard.domain.views.understanding import CauseLine
from vmboard.domain.words import DriverKind
from vmboard.ui.live import box
from vmboard.ui.project_boxes import Boxes

ROWS = 8


def drivers(view: ProjectView) -> Boxes:
    return [
        box("drivers", view.project_id, "lines", _("What drives the aim, a line each"),
            typed_drivers(view.understanding.drivers), "passage", wide=True, tell=True, rows=ROWS,
            help=_("A driver bare; what drives that after one dash; a change idea after two."),
            placeholder=_("Patients are checked often\n- At night too\n-- A comfort round every two hours")),
    ]  # fmt: skip


def ideas(view: ProjectView) -> Boxes:
    """Each change idea that is no card yet, which one press makes one."""
    return [
        {"id": f"make_card:{line.driver_id}", "text": line.text, "label": _("Make it a card"),
         "says": _("Make a card of {text}", text=line.text), "item": said(items.MakeCard, row=line.driver_id)}
        for line in view.understanding.drivers if line.kind is DriverKind.CHANGE and line.card_id is None
    ]  # fmt: skip


def process(view: ProjectView) -> Boxes:
    return [
        box("process", view.project_id, "lines", _("Steps, a line each"), typed_steps(view.understanding.process.steps),
            "passage", wide=True, tell=True, rows=ROWS,
            help=_("What is done, the minutes worked on it, and the minutes waited after it."),
            placeholder=_("Bed asked for, 5, 40\nPorter comes, 10, 90\nPatient moved, 15")),
    ]  # fmt: skip


def tally(causes: tuple[CauseLine, ...]) -> Boxes:
    """A touch for each time that a cause is seen."""
    return [
        {"id": f"count:{cause.cause_id}", "text": cause.text, "quiet": number_words(f"{cause.count:,}"),
         "label": _("Count one"),
         "says": _("Count one more: {text}", text=cause.text),
         "item": said(items.CountCause, row=cause.cause_id, up=True)}
        for cause in causes
    ]  # fmt: skip


def causes(view: ProjectView) -> Boxes:
    return [
        box("causes", view.project_id, "lines", _("Causes, a line each"),
            "\n".join(cause.text for cause in view.understanding.causes), "passage", wide=True, tell=True, rows=ROWS,
            placeholder=_("On the way to the toilet\nAlarm not heard\nNo shoes on")),
    ]  # fmt: skip


def slips(causes: tuple[CauseLine, ...]) -> Boxes:
    return [
        {"id": f"uncount:{cause.cause_id}", "text": cause.text, "quiet": number_words(f"{cause.count:,}"),
         "label": _("Take one back"),
         "says": _("Take one back: {text}", text=cause.text), "tone": "quietly",
         "item": said(items.CountCause, row=cause.cause_id, up=False)}
        for cause in causes if cause.count
    ]  # fmt: skip
