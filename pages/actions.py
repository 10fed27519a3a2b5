"""Actions: what we agreed, who does it, and by when; what was done lately, and what was dropped and why."""

from vmboard.domain.views.actions import Actions
from vmboard.ui import action_list, escalation_rows, fields, frame


def sentence(known: Actions, works: bool) -> str:
    """``8 open, 2 late.``"""
    late = sum(line.late for line in known.open)
    if not known.open:
        return "What we agreed, who does it, and by when."
    return (
        f"{len(known.open)} open{f', {late} late' if late else ''}.{' Touch a box when it is done.' if works else ''}"
    )


def show() -> None:
    here = frame.enter("actions")
    known = action_list.read(here, whole=True)
    frame.head("Actions", sentence(known, here.works))
    escalation_rows.sent_to_us(here, "actions")
    with fields.panel("actions"):
        action_list.show(here, known, "actions")


show()
