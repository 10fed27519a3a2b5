"""The parts of the organisation's page: its tree, small multiples, the chart of variation, waves, and data on time."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from vmboard.domain.numbers import unit_suffix
from vmboard.domain.organisation.comparing import Position, Timeliness, days_words
from vmboard.domain.organisation.spread import helped_words
from vmboard.domain.text.catalogue import _, ngettext, number_words
from vmboard.domain.text.folding import natural
from vmboard.domain.views.organisation import Comparison, OnTime, TeamBranch, TeamTile, Wave
from vmboard.domain.weeks import dated_day
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark
from vmboard.render.tile import data_note, drawing
from vmboard.render.variation import variation
from vmboard.ui import fields, frame
from vmboard.ui.left_out import left_out

SPARK = (300, 72)
FEW_TITLES = 2
PROMPT = 2
"""Days in which a source's figures are as good as at once."""
MOST_ROWS = 60
"""Above so many teams one site is shown at a time."""


def tree(branches: Sequence[TeamBranch]) -> None:
    """Every site with its teams; where there are many, one site chosen."""
    sites = list(dict.fromkeys((one.organisation, one.site) for one in branches))
    if len(branches) > MOST_ROWS:
        chosen = st.selectbox(_("Site"), sites, format_func=lambda one: f"{one[1]} ({one[0]})", key="org_site")
        branches = [one for one in branches if (one.organisation, one.site) == chosen]
    for number, ((organisation, site), found) in enumerate(groupby(branches, key=lambda o: (o.organisation, o.site))):
        teams = list(found)
        with fields.panel(f"site_{number}"):
            real = sum(not one.stand_in for one in teams)
            many = ngettext("{n} team", "{n} teams", real)
            if not real:
                many = ngettext("{n} stand-in group", "{n} stand-in groups", len(teams))
            fields.heading(site, f"{organisation} · {many}")
            st.html(tag("p", tag("span", _("Team")), tag("span", _("Ideas / testing / embedded")),
                        tag("span", _("What it tests")), class_="ui-org-heads", aria_hidden="true"))  # fmt: skip
            with fields.rows(f"site_{number}"):
                for one in teams:
                    _branch(one)


def _branch(branch: TeamBranch) -> None:
    with st.container(key=f"row_org_{min(branch.depth, 3)}_{branch.team_id}"):
        st.page_link(frame.page("board"), label=fields.plain(branch.name), query_params={"team": branch.slug})
        below = [tag("span", _("Under {team}", team=branch.under), class_="ui-quiet")] if branch.under else []
        if branch.stand_in:
            st.html(tag("div", tag("p"), tag("p", branch.stand_in), class_="ui-org-line"))
            return
        paused = [tag("span", _("Paused."), " ", class_="ui-quiet")] if branch.paused else []
        st.html(
            tag("div", _counts(branch.stages), tag("p", *paused, tests(branch.tests), *below), class_="ui-org-line"),
        )


def _counts(stages: tuple[int, int, int]) -> Markup:
    ideas, testing, embedded = stages
    spoken = ngettext(
        "{n} idea, {testing} testing, {embedded} embedded", "{n} ideas, {testing} testing, {embedded} embedded",
        ideas, testing=testing, embedded=embedded,
    )  # fmt: skip
    return tag(
        "p", tag("span", f"{ideas} / {testing} / {embedded}", aria_hidden="true"),
        tag("span", spoken, class_="ui-spoken"), class_="ui-org-counts",
    )  # fmt: skip


def tests(titles: Sequence[str]) -> str:
    """``Comfort rounds · Discharge huddle · 1 more``; words for none."""
    if not titles:
        return _("Nothing in testing.") + " "
    named, more = list(titles[:FEW_TITLES]), len(titles) - FEW_TITLES
    return " · ".join([*named, _("{n} more", n=more)] if more > 0 else named) + ". "


def multiples(tiles: Sequence[TeamTile]) -> Markup:
    """One small chart a team, in the order of their names."""
    return tag("ul", *map(_multiple, tiles), class_="ui-multiples")


def _multiple(team_tile: TeamTile) -> Markup:
    tile = team_tile.tile
    drawn = drawing(tile, *SPARK)
    note = " · ".join(filter(None, (tile.week_text, data_note(tile), tile.chart.rules_name)))
    return tag(
        "li",
        tag("h3", team_tile.team),
        tag("p", tag("span", tile.value_text, class_="ui-value"), " ", tag("span", unit_suffix(tile.unit),
            class_="ui-quiet"), class_="ui-figure"),
        tag("div", drawn, class_="ui-spark"),
        tag("p", mark(tile.stands), " ", tile.says),
        tag("p", note, class_="ui-quiet"),
    )  # fmt: skip


def differ(view: Comparison) -> None:
    """The chart of variation with its caution, or why there is none."""
    with fields.panel("variation"):
        fields.heading(_("How far teams differ"), view.weeks if view.variation else "")
        if view.variation is None:
            fields.words(_(view.why_not), name="lead")
            return
        fields.words(view.variation.words, name="lead")
        fields.strip("note", _(view.variation.caution))
        if view.variation.method:
            fields.words(view.variation.method)
        fields.markup(variation(view.variation, view.unit))
        without = [place.team for place in view.variation.places if place.value is None]
        left_out([(Position.UNKNOWN.label, without)], "left_out_of_variation")


def waves(branches: Sequence[TeamBranch]) -> list[Wave]:
    """The teams by wave, those without one last; a stand-in group is no team."""
    branches = [one for one in branches if not one.stand_in]
    numbers = sorted({one.wave for one in branches if one.wave is not None})
    made = [
        Wave(_("Wave {number}", number=number), tuple(sorted((o for o in branches if o.wave == number), key=_name)))
        for number in numbers
    ]  # fmt: skip
    rest = tuple(sorted((one for one in branches if one.wave is None), key=_name))
    return [*made, Wave(_("No wave yet"), rest)] if rest else made


def spread(found: Sequence[Wave]) -> None:
    for number, wave in enumerate(found):
        with fields.panel(f"wave_{number}"):
            ideas, testing, embedded = wave.stages
            said = ngettext(
                "Something embedded in {many} of {n} team", "Something embedded in {many} of {n} teams",
                len(wave.teams), many=wave.with_embedded,
            )  # fmt: skip
            fields.heading(wave.title, said)
            fields.counts(
                (_("ideas"), ideas), (_("testing"), testing), (_("embedded"), embedded),
                (_("graduated"), wave.graduated),
            )  # fmt: skip
            if said := helped_words(team.helped_by for team in wave.teams):
                fields.words(said, name="lead")
            fields.table(
                (_("Team"), _("Helped by"), _("Started"), _("Programme"), _("Ideas"), _("Testing"), _("Embedded"),
                 _("Graduated")),
                (
                    (one.name, _helped_by(one), _day(one.started_on, _("Not known")), one.programme or "–",
                     *map(str, one.stages), _day(one.graduated_on, "–"))
                    for one in wave.teams
                ),
                cards=True,
            )  # fmt: skip


def _day(day: date | None, without: str) -> str:
    return dated_day(day) if day else without


def _helped_by(one: TeamBranch) -> str:
    return ", ".join(helper.words for helper in one.helped_by) or "–"


def _name(one: TeamBranch) -> str:
    return natural(one.name)


def on_time(view: OnTime) -> None:
    """The sources that take longest first, each with its days; those that are in at once, together below."""
    slow = sorted((one for one in view.sources if _longest(one) > PROMPT), key=lambda one: -one.median_days)
    prompt = [one for one in view.sources if _longest(one) <= PROMPT]
    with fields.panel("on_time"):
        fields.heading(_("Days to report"), _("Figures of weeks since {day}", day=view.since))
        fields.words(_("From the last day of a week to the day its figure was first put in. The longest first."))
        if slow:
            scale = max(map(_longest, slow))
            fields.markup(tag("ul", *(_source(one, scale) for one in slow), class_="ui-sources"))
        elif not prompt:
            fields.words(_("Not known yet: nothing has been put in since then."), name="lead")
        for name in view.unknown:
            fields.words(_("{name}: not known. Its figures do not say when they came in.", name=name))
    if prompt:
        with fields.panel("prompt"):
            fields.heading(_("In within {days} days", days=PROMPT), ngettext("{n} source", "{n} sources", len(prompt)))
            fields.markup(tag("ul", *map(_prompt, prompt), class_="ui-prompt"))


def _longest(one: Timeliness) -> float:
    return max(one.median_days, one.latest_days)


def _days(many: float) -> str:
    return days_words(many) if many else _("the same day")


def _source(timeliness: Timeliness, scale: float) -> Markup:
    latest = timeliness.latest_words
    bar = tag("svg", tag("rect", class_="ui-days-all", width=100, height=12),
              tag("rect", class_="ui-days", width=round(timeliness.median_days / scale * 100, 1), height=12),
              viewBox="0 0 100 12", preserveAspectRatio="none", aria_hidden="true")  # fmt: skip
    return tag(
        "li", tag("h3", timeliness.source), tag("p", tag("b", number_words(f"{timeliness.median_days:g}")), " ",
            _("day, usually") if timeliness.median_days == 1 else _("days, usually")),
        tag("div", bar),
        tag("p", latest[:1].upper() + latest[1:], ". ",
            tag("span", ngettext("From {n} figure.", "From {n} figures.", timeliness.figures), class_="ui-quiet")),
    )  # fmt: skip


def _prompt(one: Timeliness) -> Markup:
    return tag("li", tag("span", one.source), tag("span", _days(one.median_days), class_="ui-quiet"))
