"""Recipes: figures from an extract of another system. The recipe is seen and edited, then what it makes, then it is
brought in as an import is."""

from datetime import date
from hashlib import sha256

import streamlit as st

from vmboard.commands.imports import IMPORTING, ImportResult
from vmboard.commands.recipes import bring_extract, drop_recipe, keep_recipe
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.recipes import KeptRecipe, Kind, read_recipe
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.text.noticing import noticing
from vmboard.domain.weeks import short_day
from vmboard.files.recipes.cooking import Cooked, cook
from vmboard.files.recipes.shaped import Span
from vmboard.queries.recipes import kept_recipes
from vmboard.settings import ROOT
from vmboard.store.engine import reading, transaction
from vmboard.store.revisions import revision_of
from vmboard.ui import bringing, fields, frame, waiting

EXAMPLES = ROOT / "docs" / "examples" / "recipes"
KINDS = {
    Kind.INCIDENTS: N_("Incidents"), Kind.LEDGER: N_("Ledger"), Kind.ACTIVITY: N_("Admissions and discharges"),
}  # fmt: skip
SHOWN = 60
COOKED = "extract_cooked"


def shipped(kind: Kind) -> str:
    return (EXAMPLES / f"{kind}.json").read_text("utf-8")


def the_recipe(here: frame.Here, kind: Kind, kept: KeptRecipe | None) -> str:
    """The recipe of this kind, and where it may be changed for the whole site."""
    keeps = may(here.actor.person, Verb.KEEP_RECIPE, Thing(here.team_id))
    with fields.panel("recipe"):
        whose = _("As we ship it: put your own headings in")
        if kept:
            whose = _("Kept for {site} by {name}", site=here.team.site, name=kept.author)
        fields.heading(_("The recipe"), whose)
        with fields.answering():
            key = f"recipe_{kind}_{kept.version if kept else 0}"
            text = st.text_area(_("Recipe (JSON)"), kept.text if kept else shipped(kind), height=320, key=key,
                                disabled=not keeps)  # fmt: skip
            read_recipe(text)
            if not keeps:
                fields.words(_("A lead of the team changes it, for all teams of the site."))
                return text
            with st.container(key="recipe_ways", horizontal=True):
                if st.button(_("Keep for our site"), key="keep_recipe"):
                    with transaction() as session:
                        keep_recipe(session, here.actor, here.team_id, text, version=kept.version if kept else 0)
                    fields.say(_("The recipe is kept."))
                    st.rerun()
                if kept and st.button(_("Back to the one we ship"), key="drop_recipe"):
                    with transaction() as session:
                        drop_recipe(session, here.actor, here.team_id, kind)
                    fields.say(_("The recipe is as we ship it."))
                    st.rerun()
            return text
    return ""


def bring(here: frame.Here, cooked: Cooked, name: str, *, dry_run: bool) -> ImportResult:
    with noticing(), transaction(doing=IMPORTING) as session:
        return bring_extract(
            session, here.actor, here.team_id, cooked.sheet, cooked.marks, today=here.today, filename=name,
            dry_run=dry_run,
        )  # fmt: skip


def asked_days(kind: Kind) -> tuple[object, object]:
    """The days an extract tells of, as somebody says them: never guessed, for a week outside them would count as none.
    A ledger says its months itself."""
    if kind is Kind.LEDGER:
        return None, None
    left, right = st.columns(2)
    return (
        left.date_input(_("First day in the extract"), None, format="DD/MM/YYYY", key="extract_from"),
        right.date_input(_("Last day in the extract"), None, format="DD/MM/YYYY", key="extract_to"),
    )


def span_of(first: object, last: object) -> Span | None:
    """Raises Refused for one day of two."""
    if isinstance(first, date) and isinstance(last, date) and first <= last:
        return Span(first, last)
    if first is not None or last is not None:
        raise Refused("Give both days, the first one first, or neither.")
    return None


def extract(here: frame.Here, kind: Kind, text: str) -> None:
    with fields.panel("extract"):
        fields.heading(_("The extract"), _("Excel (.xlsx) or CSV"))
        fields.words(_("Columns about patients are dropped unread. You see what would change before it does."))
        turn = st.session_state.get("extracts", 0)
        days = asked_days(kind)
        file = st.file_uploader(_("Your extract"), key=f"extract_{turn}")
        if bringing.under_way(here, "extract", brought):
            return  # also for whoever went to another page meanwhile, and comes back without the file
        if file is None:
            return
        with fields.answering():
            made = would_bring(here, file.getvalue(), file.name, text, span_of(*days))
            if made is None:
                return
            cooked, would = made
            for said in cooked.shaped.notes:
                fields.strip("note", said)
            if preview(cooked, would) and st.button(_("Bring it in"), type="primary", key="bring_extract"):
                bringing.begin(here, "extract", lambda: bring(here, cooked, file.name, dry_run=False))


def would_bring(
    here: frame.Here, data: bytes, name: str, text: str, span: Span | None
) -> tuple[Cooked, ImportResult] | None:  # fmt: skip
    """What the recipe makes of the extract, and what that would do to the board as it stands. None while that takes
    long: then it can be cancelled."""
    with reading() as session:
        revision = revision_of(session, here.team_id)
    file, whose = (sha256(data).hexdigest(), name, text, span), (here.team_id, here.actor.key, here.today, revision)

    def look() -> tuple[Cooked, ImportResult]:
        cooked = cook(
            data, name, read_recipe(text), timezone=here.team.timezone, week_ends_on=here.team.week_ends_on,
            today=here.today, span=span,
        )  # fmt: skip
        return cooked, bring(here, cooked, name, dry_run=True)

    return waiting.result(COOKED, (file, whose), look, _(bringing.LOOKING), another)


def brought(done: ImportResult) -> None:
    fields.say(_("Brought in: {created} new figures, {changed} changed.", created=done.created, changed=done.changed))
    another()


def another() -> None:
    """Let go of the extract, and take another."""
    st.session_state["extracts"] = st.session_state.get("extracts", 0) + 1
    waiting.forget(COOKED)


def preview(cooked: Cooked, would: ImportResult) -> bool:
    """What it would do; whether there is anything to do."""
    if would.refused:
        fields.strip("worry", _("This cannot be taken, so nothing is brought in."))
        fields.table(
            (_("What"), _("Found"), _("Expected")), [(r.cell, r.found, r.expected) for r in would.refused[:SHOWN]]
        )
        return False
    fields.counts((_("New"), would.created), (_("Changed"), would.changed), (_("Here already"), would.unchanged))
    if would.measures_added:
        fields.words(_("New measures: {names}.", names=", ".join(would.measures_added)), name="lead")
    lines = [
        (name, short_day(week), "–" if value is None else number_words(f"{value:,.10g}"), _pair(above, below))
        for name, week, value, above, below, _span in cooked.shaped.points
    ]
    lines += [(name, short_day(day), str(count), "–") for name, day, count in cooked.marks if count]
    if lines:
        fields.table((_("Measure"), _("Week or day"), _("Figure"), _("Out of")), lines[:SHOWN])
    if len(lines) > SHOWN:
        fields.words(_("And {n} more.", n=len(lines) - SHOWN))
    if not (would.created or would.changed or would.measures_added):
        fields.strip("note", _("There is nothing to bring in: the board has all of this already."))
        return False
    return True


def _pair(above: float | None, below: float | None) -> str:
    if not below:
        return "–"
    return _("{above} of {below}", above=number_words(f"{above:g}"), below=number_words(f"{below:g}"))


def show() -> None:
    here = frame.enter("recipes")
    with frame.head(_("Recipes"), _("Figures from incidents, a ledger or admissions, as those systems give them.")):
        st.page_link(frame.page("imports"), label=_("From a workbook"), query_params=here.address)
    with reading() as session:
        kept = kept_recipes(session, here.actor, here.team_id)
    kind = st.segmented_control(_("Kind of extract"), list(KINDS), default=Kind.INCIDENTS, required=True,
                                format_func=lambda one: _(KINDS[one]), key="recipe_kind")  # fmt: skip
    if kind is None:
        return
    text = the_recipe(here, kind, kept.get(kind))
    if text:
        extract(here, kind, text)


show()
