"""Self-assessment: where we stand with the conditions for improvement, how that moved, and what to do about it."""

from collections.abc import Callable
from types import SimpleNamespace

import streamlit as st

from vmboard.commands import assessments as commands
from vmboard.commands.actions import raise_action
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.self_assessment import SAID, SCALE, TOP, Gap, Group, Item, line_words, shown_words
from vmboard.domain.numbers import in_decimals
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.assessments import Assessed, ItemSet, SelfAssessment
from vmboard.queries.assessments import item_set, self_assessment
from vmboard.render.coaching import profile_markup
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.forms import Form
from vmboard.ui.menus import title_of

TOGETHER, ALONE = N_("Together"), N_("Each for yourself")
ROUND, SHOWN, AGAIN = "once_assess_round", "once_set_shown", "once_set_again"
RESET = N_("The lines of all teams become ours again, and those written here are gone. Go back to those we ship?")
FOLDED = N_(
    "{told}. In whole numbers, so that no answer can be worked out: {low} is “{little}” or less, "
    "{high} “{much}” or more."
)


def words_of(answer: int) -> str:
    """A word of the scale, within a sentence."""
    return _(SCALE[answer]).lower()


def profile(here: frame.Here, view: SelfAssessment) -> None:
    with fields.panel("profile"):
        fields.heading(_("Where we stand"), view.now.title if view.now else "")
        if view.now is None:
            hidden = view.rounds[-1].profile.words if view.rounds else _("Nobody has answered yet")
            fields.words(_("{told}. Answer the lines below and your profile stands here.", told=hidden))
            return
        newest = view.rounds[-1]
        if newest != view.now:
            fields.strip("note", f"{newest.title}: {newest.profile.words}.")
        if not view.now.agreed:
            fields.words(_(
                FOLDED, told=view.now.profile.words, low=SAID.least, little=words_of(SAID.least), high=SAID.most,
                much=words_of(SAID.most),
            ))  # fmt: skip
        fields.markup(profile_markup(view, here.today))


def lowest(here: frame.Here, view: SelfAssessment, works: bool) -> None:
    """What is furthest away, each with an action to start from."""
    if not view.gaps:
        return
    with fields.panel("gaps"):
        fields.heading(_("What to work on first"), _("The lowest lines"))
        with fields.rows("gaps"):
            for gap in view.gaps:
                if works:
                    gap_form(here, gap)
                else:
                    mean = number_words(in_decimals(gap.mean, 1))
                    fields.words(_("{line}: {mean} of {most}", line=line_words(gap.item), mean=mean, most=TOP))


def gap_form(here: frame.Here, gap: Gap) -> None:
    people: dict[int | None, str] = {None: _("Nobody yet")} | {one.member_id: one.name for one in here.team.members}
    me = frame.me(here)
    with st.container(key=f"row_gap_{gap.item.key}"), st.form(f"gap_form_{gap.item.key}", border=False):
        left, middle, right = st.columns([3.4, 1.2, 1.1], vertical_alignment="bottom")
        mean = number_words(in_decimals(gap.mean, 1))
        told = _("{line}: now {mean} of {most}", line=line_words(gap.item), mean=mean, most=TOP)
        text = left.text_input(fields.plain(told), gap.action[:140], max_chars=140, key=f"gap_text_{gap.item.key}")
        owner = middle.selectbox(
            _("Who"), list(people), index=list(people).index(me.member_id if me else None),
            format_func=lambda one: people[one], key=f"gap_owner_{gap.item.key}",
        )  # fmt: skip
        submitted = right.form_submit_button(_("Make it an action"), key=f"gap_now_{gap.item.key}", width="stretch")
    if submitted:
        with fields.answering():
            with transaction() as session:
                raise_action(session, here.actor, here.team_id, text=text, owner_id=owner, today=here.today)
            fields.say(_("It is on the list of actions."))
            st.rerun()


def answers_of(groups: tuple[Group, ...], key: Callable[[str], str]) -> dict[str, int]:
    """The lines with their scale, one touch each; a line without a touch is left out."""
    given = {}
    with st.container(key=key("answers")):
        for group in groups:
            st.html(tag("h3", shown_words(group.title)))
            for item in group.items:
                words = fields.plain(line_words(item))
                chosen = st.segmented_control(
                    words, SCALE, format_func=lambda one: fields.plain(_(one)), key=key(item.key)
                )
                if chosen is not None:
                    given[item.key] = SCALE.index(chosen)
    return given


def assess(here: frame.Here, view: SelfAssessment, works: bool) -> None:
    """The lines to answer. A coach answers with the team, never as one of it."""
    turn = st.session_state.get(ROUND, 0)
    opener = _("Assess ourselves") if not view.rounds else _("Assess ourselves again")
    with fields.panel("assess"), st.expander(opener, expanded=not view.rounds or turn > 0, key=f"assess_{turn}"):
        alone = (
            works
            and st.segmented_control(
                _("How do you answer?"),
                (TOGETHER, ALONE),
                format_func=lambda one: fields.plain(_(one)),
                default=TOGETHER,
                key="assess_how",
            )
            == ALONE
        )
        if alone:
            fields.words(_("No name is kept. The profile is told once the month is over, of five people or more."))
        else:
            fields.words(_("Talk each line over and touch the answer you agree on. What you cannot say, leave out."))
        with st.form(f"assess_form_{turn}", border=False):
            given = answers_of(view.groups, lambda item: f"answers_{turn}_{item}")
            submitted = st.form_submit_button(_("Keep these answers"), type="primary", key=f"assess_save_{turn}")
    if submitted:
        with fields.answering():
            with transaction() as session:
                commands.add_assessment(
                    session, here.actor, here.team_id, answers=given, today=here.today, agreed=not alone
                )
            st.session_state[ROUND] = turn + 1
            fields.say(_("Kept. The next person can answer now.") if alone else _("Kept. Your profile is below."))
            st.rerun()


def earlier(here: frame.Here, view: SelfAssessment, works: bool) -> None:
    """The assessments so far; an agreed one can be answered anew, taken out and put back."""
    if not view.rounds and not view.away:
        return
    with fields.panel("earlier"):
        fields.heading(_("Assessments so far"), f"{len(view.rounds)}")
        with fields.rows("earlier"):
            for assessed in reversed(view.rounds):
                line(here, view, assessed, works)
        if works:
            for assessed in view.away:
                if st.button(
                    fields.plain(_("Put back {title}", title=assessed.title)),
                    key=f"assess_back_{assessed.assessment_id}",
                    wrap=True,
                ):
                    with transaction() as session:
                        commands.restore_assessment(session, here.actor, here.team_id, assessed.assessment_id or 0)
                    st.rerun()


def line(here: frame.Here, view: SelfAssessment, assessed: Assessed, works: bool) -> None:
    said = _("kept by {name}", name=assessed.author) if assessed.agreed else assessed.profile.words
    with st.container(key=f"row_assessed_{assessed.on}_{assessed.assessment_id}"):
        st.html(tag("strong", assessed.title) + tag("span", said, class_="ui-quiet"))
        if not (works and assessed.agreed and assessed.assessment_id):
            return
        with st.expander(_("Change or take out"), key=f"assess_change_{assessed.assessment_id}"):
            change(here, view.groups, assessed)
            if st.button(_("Take this assessment out"), key=f"assess_out_{assessed.assessment_id}"):
                with transaction() as session:
                    commands.remove_assessment(session, here.actor, here.team_id, assessed.assessment_id)
                st.rerun()


def row_of(groups: tuple[Group, ...], assessed: Assessed) -> SimpleNamespace:
    """An agreed one as a form shows it: the word of the scale for every line."""
    words = {key: SCALE[answer] for key, answer in assessed.answers}
    row: dict[str, object] = {item.key: words.get(item.key) for group in groups for item in group.items}
    return SimpleNamespace(**row, version=assessed.version)


def change(here: frame.Here, groups: tuple[Group, ...], assessed: Assessed) -> None:
    """Answer an agreed one anew; where two people did, both answers are shown."""
    labels = {item.key: shown_words(item.words) for group in groups for item in group.items}
    form = Form(f"answers_again_{assessed.assessment_id}", row_of(groups, assessed), labels)
    if form.theirs and form.settle():
        save(here, groups, assessed, form, form.theirs)
    with st.form(f"again_{assessed.assessment_id}", border=False):
        answers_of(groups, form.key)
        submitted = st.form_submit_button(_("Save"), type="primary", key=f"again_save_{assessed.assessment_id}")
    if submitted:
        save(here, groups, assessed, form, form.shown)


def save(
    here: frame.Here, groups: tuple[Group, ...], assessed: Assessed, form: Form[SimpleNamespace], seen: SimpleNamespace
) -> None:
    def write(seen: SimpleNamespace, changes: dict[str, object]) -> None:
        words = {key: changes.get(key, getattr(seen, key)) for key in form.labels}
        with transaction() as session:
            commands.change_assessment(
                session, here.actor, here.team_id, assessed.assessment_id or 0, version=seen.version,
                answers={key: SCALE.index(str(word)) for key, word in words.items() if word is not None},
            )  # fmt: skip

    def read() -> SimpleNamespace:
        with reading() as session:
            view = self_assessment(session, here.actor, here.team_id, here.today)
        return row_of(groups, next(two for two in view.rounds if two.assessment_id == assessed.assessment_id))

    with fields.answering():
        if form.save(seen, write, read):
            fields.say(_("Saved."))
        st.rerun()


def the_set(here: frame.Here) -> None:
    """For an administrator: the lines that all teams assess themselves by."""
    with reading() as session:
        now = item_set(session, here.actor)
    seen: ItemSet = st.session_state.setdefault(SHOWN, now)
    with fields.panel("set"), st.expander(_("The lines that all teams answer"), key="set"):
        if now.author:
            fields.words(_("Last changed by {name}.", name=now.author))
        with st.form(f"set_{seen.version}", border=False):
            groups = tuple(edited(group, seen.version) for group in seen.groups)
            fields.words(_("Empty a line to drop it. A line keeps its earlier answers when its words change."))
            submitted = st.form_submit_button(_("Save for all teams"), type="primary", key="set_save")
        if submitted:
            save_set(here, groups, now)
        if now.version:
            asking.asked(_("Back to the lines we ship"), "set_reset")
        if asking.agreed("set_reset", (_(RESET), _("Yes, back to those we ship"))):
            with transaction() as session:
                commands.reset_items(session, here.actor)
            forget_set()
            st.rerun()


def edited(group: Group, version: int) -> Group:
    """A group as its boxes say it, with one more line where one was written."""
    name = f"set_{version}_{group.key}"
    title = st.text_input(_("Heading"), group.title, max_chars=60, key=f"{name}_title")
    items = [
        Item(item.key, st.text_input(_("Line"), item.words, max_chars=120, key=f"{name}_{item.key}"))
        for item in group.items
    ]
    items.append(Item("", st.text_input(_("One more"), max_chars=120, key=f"{name}_more")))
    return Group(group.key, title, tuple(item for item in items if item.words.strip()))


def save_set(here: frame.Here, groups: tuple[Group, ...], now: ItemSet) -> None:
    """Save the set. Where somebody else did meanwhile, theirs is shown, and saving once more keeps mine."""
    version = st.session_state.get(AGAIN, st.session_state[SHOWN].version)
    with fields.answering():
        if version != now.version:
            st.session_state[AGAIN] = now.version
            fields.strip(
                "worry", _("{name} changed these lines too. Save again to keep yours.", name=now.author or _("Someone"))
            )
            fields.table(("", _("Theirs")), [(group.title, item.words) for group in now.groups for item in group.items])
            return
        with transaction() as session:
            commands.set_items(session, here.actor, groups=groups, version=version)
        forget_set()
        fields.say(_("Saved. All teams answer these lines from now on."))
        st.rerun()


def forget_set() -> None:
    for key in (SHOWN, AGAIN):
        st.session_state.pop(key, None)


def show() -> None:
    here = frame.enter("assessment")
    person, team = here.actor.person, Thing(here.team_id)
    beside = frame.head(_("Self-assessment"), _("What helps us improve, and what is still in the way."))
    beside.page_link(frame.page("visits"), label=title_of("visits"), query_params=here.address)
    if may(person, Verb.READ_SELF_ASSESSMENT, team):
        with reading() as session:
            view = self_assessment(session, here.actor, here.team_id, here.today)
        works = may(person, Verb.CHANGE_ASSESSMENT, team)
        profile(here, view)
        lowest(here, view, works)
        if may(person, Verb.ADD_ASSESSMENT, team):
            assess(here, view, works)
        else:
            fields.words(
                _("A self-assessment is begun by the people of the team, or by their coach together with them.")
            )
        earlier(here, view, works)
    if may(person, Verb.SET_ASSESSMENT_ITEMS, INSTALLATION):
        the_set(here)


show()
