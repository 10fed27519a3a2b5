"""Actions: what we agreed, who does it, and by when; what was done lately, and what was dropped and why."""

from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.actions import Actions
from vmboard.ui import action_list, escalation_rows, fields, frame


def sentence(actions: Actions, works: bool) -> str:
    """``8 open, 2 late.``"""
    late = sum(line.late for line in actions.open)
    if not actions.open:
        return _("What we agreed, who does it, and by when.")
    many = len(actions.open)
    how = [ngettext("{n} open", "{n} open", many), ngettext("{n} late", "{n} late", late) if late else ""]
    touch = " " + _("Touch a box when it is done.") if works else ""
    return f"{', '.join(filter(None, how))}.{touch}"


def show() -> None:
    here = frame.enter("actions")
    actions = action_list.read(here, whole=True)
    frame.head(_("Actions"), sentence(actions, here.works))
    escalation_rows.sent_to_us(here, "actions")
    with fields.panel("actions"):
        action_list.show(here, actions, "actions")


show()
