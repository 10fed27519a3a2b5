"""The parts of a pathway's page that are read: its measures, its teams, its projects, and the month's close."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from vmboard.domain.figures.closing import WeekClose, month_words
from vmboard.domain.organisation.comparing import CAUTION
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import Tile
from vmboard.domain.views.pathways import (
    ClosingView,
    PathwayLine,
    PathwayMeasureView,
    PathwayProjectLine,
    PathwayTeamLine,
    PathwayView,
    TeamClose,
)
from vmboard.domain.weeks import short_day
from vmboard.domain.words import LANES, Signal
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, tone
from vmboard.render.tile import data_note, drawing
from vmboard.ui import fields, frame
from vmboard.ui.organisation_parts import multiples

CHART = (620, 120)
WORST_FIRST = (Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL, Signal.COMMON_CAUSE, Signal.NOT_ENOUGH)


def lines(pathways: Sequence[PathwayLine]) -> None:
    """Every pathway by name, with its teams along it."""
    with fields.rows("pathways"):
        for line in pathways:
            with st.container(key=f"row_pathway_{line.key}"):
                st.page_link(frame.page("pathways"), label=fields.plain(line.name), query_params={"of": str(line.key)})
                st.html(tag("div", tag("p", along(line.teams)), tag("p", line.aim, class_="ui-quiet")))


def along(teams: Sequence[PathwayTeamLine]) -> str:
    """``Ward 7A (Raigmore) → Sleep Service (Nairn)``."""
    return " → ".join(f"{team.name} ({team.site})" for team in teams)


def total(tile: Tile) -> Markup:
    """The figure of all teams together, its chart and its sentence, as on a measure's own page."""
    figure = [tag("span", tile.value_text, class_="ui-value"), tag("span", tile.unit_text, class_="ui-quiet")]
    note = " · ".join(filter(None, (_when(tile), tile.chart.rules_name)))
    return tag(
        "div",
        tag("p", *figure, class_="ui-figure"),
        tag("p", mark(tile.stands), " ", tile.says, class_="ui-sentence"),
        tag("p", _since(tile)) if tile.since_baseline else None,
        tag("div", drawing(tile, *CHART), class_="ui-spark pw-chart"),
        tag("p", note, class_="ui-quiet"),
        class_=f"ui-stands {tone(tile.stands)}",
    )


def measure(view: PathwayMeasureView) -> None:
    """One measure: all teams together, what is missing, how they differ, and the teams whose figures are seen."""
    fields.heading(view.name, f"{view.pooling.label} · {view.kept}")
    if view.tile is None:
        fields.strip("note", view.why_not)
    else:
        fields.markup(total(view.tile))
    for words in view.lacks:
        fields.words(words, name="lead")
    if view.method:
        st.html(tag("h3", _("How its teams differ"), class_="pw-head"))
    for sentence in view.variation:
        fields.words(sentence, name="lead" if view.method else "quiet")
    if view.method:
        fields.words(f"{view.method} {_(CAUTION)}")
    if view.teams:
        fields.markup(multiples(view.teams))
    if view.hidden:
        fields.words(view.hidden_words)


def together(view: PathwayView) -> None:
    """The huddle of the pathway, read together from top to bottom in the order of a team's own."""
    ordered = sorted(view.measures, key=_how_bad)
    with fields.panel("pathway_figures"):
        fields.heading(_("1. Our figures"), view.week_text)
        fields.markup(tag("ul", *(_said(of) for of in ordered), class_="pw-said"))
    with fields.panel("pathway_missing"):
        fields.heading(_("2. What we miss"))
        lacking = [of for of in view.measures if of.lacks]
        for of in lacking:
            fields.words(tag("b", f"{of.name}. "), " ".join(of.lacks), name="lead")
        if not lacking:
            fields.words(_("Nothing: every team’s figures are in."), name="lead")
    with fields.panel("pathway_differ"):
        fields.heading(_("3. How we differ"))
        differ = [(of.name, sentence) for of in view.measures if of.method for sentence in of.variation]
        for name, sentence in differ:
            fields.words(tag("b", f"{name}. "), sentence, name="lead")
        fields.words(_(CAUTION) if differ else _("Nothing here can be told from chance, or nothing is seen yet."))


def _how_bad(view: PathwayMeasureView) -> int:
    """Where a measure stands in the huddle: what gets worse first, what has no total last."""
    stands = view.tile.stands if view.tile else None
    return WORST_FIRST.index(stands) if stands else len(WORST_FIRST)


def _said(view: PathwayMeasureView) -> Markup:
    """A line of the huddle: the figure, what it says, and beneath of which week and of which teams it is."""
    tile = view.tile
    if tile is None:
        return _of_huddle(view.name, "–", view.why_not, view.kept)
    says = tag("span", mark(tile.stands), " ", " ".join(filter(None, (tile.says, _since(tile)))))
    figure = f"{tile.value_text} {tile.unit_text}".strip()
    return _of_huddle(view.name, figure, says, " · ".join(filter(None, (_when(tile), view.kept))))


def _of_huddle(name: str, figure: str, says: str, about: str) -> Markup:
    return tag(
        "li", tag("b", name), " ", tag("span", figure, class_="ui-value"),
        tag("div", says, tag("p", about, class_="ui-quiet")),
    )  # fmt: skip


def _since(tile: Tile) -> str:
    return f"{tile.since_baseline.rstrip('.')}." if tile.since_baseline else ""


def _when(tile: Tile) -> str:
    """Of which week a figure is, how old, and how sure."""
    return " · ".join(filter(None, ("" if tile.age_text else tile.week_text, data_note(tile))))


def project(line: PathwayProjectLine) -> None:
    """A project with its team and stage; a link where the reader may open it."""
    if line.sees:
        st.page_link(
            frame.page("project"), label=fields.plain(line.title),
            query_params={"team": line.slug, "project": str(line.project_id)},
        )  # fmt: skip
    else:
        st.html(tag("strong", line.title))
    next_step = _("Next: {step}", step=line.next_step) if line.next_step else ""
    said = f"{line.team} · {line.stage.label}, {line.since}. {next_step}".strip()
    st.html(tag("p", said, class_="ui-quiet"))


def by_stage(projects: Sequence[PathwayProjectLine]) -> str:
    """``2 ideas, 1 testing, 3 embedded``."""
    ideas, testing, embedded = (sum(of.stage is stage for of in projects) for stage in LANES)
    return ngettext(
        "{n} idea, {testing} testing, {embedded} embedded", "{n} ideas, {testing} testing, {embedded} embedded",
        ideas, testing=testing, embedded=embedded,
    )  # fmt: skip


def closes(view: ClosingView, today: date) -> None:
    """The weeks of the month, a line each, and every team beside the others."""
    weeks = sorted({week.week for team in view.teams for week in team.weeks})
    of = {(team.team_id, week.week): week for team in view.teams for week in team.weeks}
    with fields.panel("closes"):
        fields.heading(month_words(view.month), _("When each week’s cost became final"))
        fields.table(
            (_("Week ending"), *(team.name for team in view.teams)),
            (
                (short_day(week), *(_close(of.get((team.team_id, week)), today) for team in view.teams))
                for week in weeks
            ),
            cards=True,
        )  # fmt: skip


def _close(week: WeekClose | None, today: date) -> str:
    return week.words(today) if week else "–"


def closed(team: TeamClose) -> None:
    """What is known of a team's month besides its weeks."""
    owners = _("Figures from {whom}.", whom=team.owners) + " " if team.owners else ""
    said = team.closed or _("Not closed yet.")
    st.html(tag("strong", team.name) + tag("p", f"{said} {owners}{team.usual}".strip(), class_="ui-quiet"))


def trend(view: ClosingView) -> None:
    with fields.panel("days_to_final"):
        fields.heading(_("Days until cost is final"), _("Its last team, week by week; judged as any measure"))
        fields.markup(total(view.tile))
        if view.left_out:
            fields.words(ngettext(
                "{n} week brought in from a workbook tell nothing of reporting.",
                "{n} weeks brought in from a workbook tell nothing of reporting.", view.left_out,
            ))  # fmt: skip
