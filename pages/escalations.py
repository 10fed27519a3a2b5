"""Escalations: what teams sent up, and the answers: what is one's own to answer first, then by how long it waits.

``?words=``, ``?site=``, ``?theme=`` and ``?age=`` ask for some of them.
"""

from collections.abc import Sequence
from datetime import date

from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.narrowing import EVERYTHING, Wanted
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.escalations import EscalationView, narrowed
from vmboard.queries.escalations import escalations
from vmboard.queries.receivers import answer_times
from vmboard.store.engine import reading
from vmboard.ui import escalation_rows, fields, frame, narrowing, receiver_rows

A_PAGE = 40
AGES = {"7": N_("A week or more"), "14": N_("Two weeks or more"), "28": N_("Four weeks or more")}


def answers(hall: frame.Hall, team_id: int) -> bool:
    """Whether what a team has is theirs to answer: it stands first."""
    return may(hall.actor.person, Verb.ANSWER_ESCALATION, Thing(team_id))


def asked(escalated: Sequence[EscalationView], today: date) -> Wanted:
    """The boxes that narrow the list. The address keeps them."""
    if len(escalated) <= narrowing.FEW:
        return EVERYTHING
    sites, themes = [view.site for view in escalated], [view.theme for view in escalated]
    with narrowing.search_row():
        return narrowing.wanted(_("Find"), sites, themes, _("Sent up"), AGES, today, older=True)


def listed(hall: frame.Hall, waiting: Sequence[EscalationView]) -> None:
    """A panel for each team that has something to answer."""
    for holder in dict.fromkeys(view.holder_id for view in waiting):
        mine = [view for view in waiting if view.holder_id == holder]
        with fields.panel(f"es_with_{holder}"):
            fields.heading(_("With {team}", team=mine[0].holder), _("{n} to answer", n=len(mine)))
            if may(hall.actor.person, Verb.READ_SHARED_PROBLEMS, Thing(holder)):
                escalation_rows.shared(hall.actor, holder, hall.today)
            escalation_rows.rows(escalation_rows.desk(hall, holder), mine, f"with_{holder}")


def show() -> None:
    hall = frame.enter_hall("escalations")
    with reading() as session:
        escalated = escalations(session, hall.actor, hall.today)
        receivers = answer_times(session, hall.actor, hall.today)
    waiting = [view for view in escalated if view.is_open]
    frame.head(_("Sent up"), escalation_rows.waits_words(waiting) or _("Nothing waits for an answer."))
    if not escalated:
        with fields.panel("es_none"):
            fields.words(
                _("What a team cannot settle itself goes up from its huddle, and stands here until it is answered.")
            )
    fitting = narrowed(escalated, asked(escalated, hall.today))
    if escalated and not fitting:
        fields.words(_("None of them fits. Ask for less."), name="lead")
    fitting.sort(key=lambda view: (not view.is_open, not answers(hall, view.holder_id)))
    shown = narrowing.first(fitting, A_PAGE)
    listed(hall, [view for view in shown if view.is_open])
    settled = [view for view in shown if not view.is_open]
    if settled:
        with fields.panel("es_settled"):
            fields.heading(_("Settled lately"))
            escalation_rows.rows(None, settled, "settled")
    narrowing.more(len(fitting), A_PAGE, _("{many} sent up", many=number_words(f"{len(fitting):,}")))
    receiver_rows.answer_times(receivers)
    receiver_rows.kinds(hall)


show()
