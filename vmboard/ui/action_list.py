"""The list of actions on a page: the Actions page, the huddle and the board show the same one."""

from dataclasses import replace
from typing import Any

from vmboard.domain.problem_kinds import kind_name
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.actions import Actions
from vmboard.queries.actions import actions
from vmboard.queries.receivers import sending
from vmboard.store.engine import reading
from vmboard.ui import frame
from vmboard.ui.live import live
from vmboard.ui.startup import entry


def read(here: frame.Here, *, whole: bool) -> Actions:
    """The team's actions. ``whole`` reads those done lately and those dropped as well."""
    with reading() as session:
        return actions(session, here.actor, here.team_id, here.today, whole=whole)


def show(
    here: frame.Here, team_actions: Actions, name: str, *, add: bool = True, escalate: bool = False, first: bool = False
) -> Any:
    """Draw it. ``name`` keeps the line that is being typed apart from other lists: ``board`` is the broad one,
    ``beside`` the narrow one of a huddle with what was agreed today; ``escalate`` is for sending actions up; ``first``
    asks of the late and the answered, before all else, whether they are done."""
    return live(
        "actions",
        here,
        data(here, team_actions, name, add=add and here.works, escalate=escalate) | {"first": first},
        key=name,
        triggers=("saved",),
    )


def on_board(here: frame.Here, team_actions: Actions) -> None:
    """Ticks over the drawn boxes of the board above, and below it what a drawing cannot do: add an action, and take a
    tick of today back. The open ones are not listed twice."""
    open_ones = [[line.action_id, line.text] for line in team_actions.open]
    live("ticks", here, {"actions": open_ones}, triggers=("saved",))
    show(here, replace(team_actions, open=()), "board")


def data(here: frame.Here, team_actions: Actions, name: str, *, add: bool, escalate: bool) -> dict[str, Any]:
    narrow = name == "beside"
    with reading() as session:
        up = sending(session, here.actor, here.team_id, here.today)
    rows = [line for line in (*team_actions.open, *team_actions.done) if not narrow or line.raised_on == here.today]
    return {
        "rows": [line.data() for line in rows],
        "dropped": [line.data() for line in team_actions.dropped],
        "members": [[one.member_id, one.name, one.initials] for one in here.team.members],
        "mode": "escalate" if escalate else "tick",
        "add": add,
        "filter": not escalate and not narrow,
        "none": "" if name == "board" else _("Nothing agreed yet today.") if narrow else _("Nothing open. Well done."),
        "lately": bool(team_actions.dropped),
        "broad": name == "board",
        "list": name,
        "day": here.today.isoformat(),
        "up": {
            "receiver": up.receiver,
            "answer_by": up.answer_by.isoformat(),
            "kinds": [[kind, kind_name(kind)] for kind in up.kinds],
        },
        "read": f"{entry.root}read-action",
    }
