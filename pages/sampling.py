"""Activity sampling: a look round, a touch for what each person is doing, and what the week's looks say."""

import streamlit as st

from vmboard.commands import sampling as commands
from vmboard.domain.huddles.sections import PROFESSIONS, profession_name
from vmboard.domain.sampling import EVERY, category_name, rounds_needed
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.sampling import OpenSampling, SampledWeek, SamplingView
from vmboard.domain.weeks import long_day
from vmboard.domain.words import TimeUse
from vmboard.queries.sampling import sampling
from vmboard.queries.understanding import where_time_goes
from vmboard.render.html import tag
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui.doing import carry_out
from vmboard.ui.live import box, live
from vmboard.ui.understanding_panels import drawn

USUAL = 3
"""How many roles have a touch of their own; the others stand in a list."""
IN_SIGHT = 6
AT_RANDOM, BY_THE_CLOCK = N_("At random"), N_("By the clock")
THESE_STAND = N_(
    "These stand in the box score under Capacity, and are carried forward with their age. People seen in "
    "one round share its moment: more rounds tell more than more people."
)
PLAN = N_(
    "{looks} looks tell each share to 5 points either way: with {people} people in sight that is {times} times round. "
    "A day and a night of one week count together. Nobody is named."
)


def going(here: frame.Here, view: SamplingView, now: OpenSampling) -> None:
    """The sampler itself, first on the page: it is held in one hand."""
    with fields.panel("sampler"):
        categories = [
            {"id": line.category_id, "name": category_name(line.name), "use": line.counts_as}
            for line in view.categories
        ]
        data = {
            "row": now.sampling_id, "planned": now.planned, "every": now.every_minutes, "at_random": now.at_random,
            "looks": {str(category): many for category, many in now.looks.items()}, "categories": categories,
            "moments": [round(moment.timestamp() * 1000) for moment in now.moments],
            "roles": PROFESSIONS[:USUAL], "rest": PROFESSIONS[USUAL:],
            "named": {name: profession_name(name) for name in PROFESSIONS},
        }  # fmt: skip
        live("sampler", here, data, key=f"sampler_{now.sampling_id}")
        if here.works and st.button(_("End, and fill in the week"), key="end_sampling"):
            carry_out(here, _("Ended. What it says stands below."), commands.end_sampling, now.sampling_id)


def start(here: frame.Here, view: SamplingView) -> None:
    with fields.panel("sampling_start"):
        fields.heading(_("Start a sampling"), _("Plan {number} looks", number=view.needed))
        times = rounds_needed(view.needed, IN_SIGHT)
        fields.words(_(PLAN, looks=view.needed, people=IN_SIGHT, times=times))
        if not here.works:
            return
        with st.container(key="sampling_plan", horizontal=True, vertical_alignment="bottom"):
            every = st.selectbox(
                _("Look round every"), EVERY, index=1, format_func=lambda n: ngettext("{n} minute", "{n} minutes", n)
            )
            how = st.selectbox(_("When"), (AT_RANDOM, BY_THE_CLOCK), format_func=_)
            if st.button(_("Start"), type="primary", key="start_sampling"):
                carry_out(
                    here, _("Started. Tap what each person is doing."), commands.start_sampling, every_minutes=every,
                    at_random=how == AT_RANDOM, planned=view.needed, today=here.today,
                )  # fmt: skip


def says(here: frame.Here, week: SampledWeek, under_way: bool) -> None:
    """What the newest week with looks says, sure or not."""
    with fields.panel("sampled"):
        fields.heading(_("Week ending {day}", day=long_day(week.week, here.today)), _looks(week.said.looks))
        fields.words(week.said.sentence, name="lead")
        if week.said.looks:
            fields.table((_("Time"), _("Share"), _("Looks"), _("95% interval")), [
                (share.use.label, share.percent_text, _("{part} of {whole}", part=share.hits, whole=share.of),
                 share.interval_text)
                for share in week.said.shares
            ])  # fmt: skip
            fields.words(_(THESE_STAND))
        where(week)
        roles(week)
        if here.works and not under_way and st.button(_("Go on with the last one"), key="reopen_sampling"):
            carry_out(here, _("It goes on."), commands.reopen_sampling, week.last_id)


def where(week: SampledWeek) -> None:
    """Where time goes, most first."""
    goes = where_time_goes(week)
    if goes.total:
        st.html(tag("h3", _("Where time goes")))
        drawn(goes, goes.of_activities(), (_("Seen doing"), _("Looks")))
    rest = sum(many for _name, use, many in week.by_category if use is TimeUse.NOT_COUNTED)
    if rest:
        fields.words(ngettext(
            "{n} look found somebody resting, which is no part of the whole.",
            "{n} looks found somebody resting, which is no part of the whole.", rest,
        ))  # fmt: skip


def _looks(count: int) -> str:
    return ngettext("{n} look", "{n} looks", count)


def roles(week: SampledWeek) -> None:
    if week.by_role:
        fields.table((_("Role"), *(share.use.label for share in week.said.shares), _("Looks")), [
            (profession_name(role).capitalize(), *(share.percent_text for share in said.shares), str(said.looks))
            for role, said in week.by_role
        ], cards=True)  # fmt: skip
    if week.fewer:
        fields.words(_("Roles with too few looks to judge by are not shown by themselves."))


def categories(here: frame.Here, view: SamplingView) -> None:
    """The team's own list: what may be seen, and which part of the time it counts as."""
    with fields.panel("categories"):
        fields.heading(_("What we tell apart"))
        if not here.works or not all(line.category_id for line in view.categories):
            fields.table(
                (_("Category"), _("Counts as")),
                [(category_name(line.name), line.counts_as.label) for line in view.categories],
            )
            if here.works and st.button(_("Make these our own"), key="own_categories"):
                carry_out(here, _("They are yours to change."), commands.set_categories)
            return
        uses = [[use.value, use.label] for use in TimeUse]
        for line in view.categories:
            with st.container(key=f"row_category_{line.category_id}", horizontal=True, vertical_alignment="bottom"):
                live("boxes", here, key=f"category_{line.category_id}", data={"boxes": [
                    box("category", line.category_id, "name", _("Category"), line.name, max=24),
                    box("category", line.category_id, "counts_as", _("Counts as"), line.counts_as.value, "choice",
                        options=uses),
                ]})  # fmt: skip
                name = category_name(line.name)
                if st.button(fields.plain(_("Take away {name}", name=name)), key=f"away_{line.category_id}"):
                    carry_out(here, _("{name} is away.", name=name), commands.remove_category, line.category_id)
        add(here)
        for line in view.away:
            name = category_name(line.name)
            if st.button(fields.plain(_("Bring back {name}", name=name)), key=f"back_{line.category_id}"):
                carry_out(here, _("{name} is back.", name=name), commands.restore_category, line.category_id)


def add(here: frame.Here) -> None:
    with st.container(key="category_new", horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Another category"), max_chars=24, key="new_category")
        use = st.selectbox(_("Counts as"), list(TimeUse), format_func=lambda use: use.label, key="new_category_use")
        if st.button(_("Add"), key="add_category") and use is not None:
            fields.clear("new_category")
            carry_out(here, _("{name} is added.", name=name), commands.add_category, name=name, counts_as=use)


def show() -> None:
    here = frame.enter("sampling")
    with reading() as session:
        view = sampling(session, here.actor, here.team_id)
    head = frame.head(_("Activity sampling"), "" if view.going else _("How our time is spent, by looking."))
    if view.going:
        going(here, view, view.going)
    else:
        head.page_link(frame.page("week"), label=_("This week"), query_params=here.address)
        start(here, view)
    if view.newest:
        says(here, view.newest, view.going is not None)
    categories(here, view)


show()
