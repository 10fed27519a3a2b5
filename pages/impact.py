"""Impact: is it worth it? A measure over teams from their frozen baselines, and what comes back for each £1."""

from vmboard.queries import impact as queries
from vmboard.queries.returns import inputs
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, impact_panels, narrowing, return_panel


def show() -> None:
    hall = frame.enter_hall("impact")
    with reading() as session:
        choices = queries.choices(session, hall.actor)
        saved = inputs(session, hall.actor, hall.today)
    frame.head("Impact", "What changed since the frozen baseline, and what the rules say of it.")
    if not choices.measures:
        with fields.panel("none"):
            fields.words("There are no measures yet in the teams you may see.")
        return
    with fields.panel("ask"):
        measure, group, others = impact_panels.asked(choices)
        rule = impact_panels.rule()
    with reading() as session:
        view = queries.impact(
            session, hall.actor, group, measure.key, rule, hall.today, most=narrowing.many(impact_panels.A_PAGE)
        )
        compared = None
        if others:
            compared = queries.comparison(session, hall.actor, group, others, measure.key, rule, hall.today)
    impact_panels.measure(view)
    if compared is not None:
        impact_panels.beside(compared)
    return_panel.back(hall, saved)


show()
