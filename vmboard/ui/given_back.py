"""Benefits realised as panels: what a team gives back, and the same of every organisation, site and team."""

from collections.abc import Sequence

import streamlit as st

from vmboard.domain.projects.standing import BenefitTotal
from vmboard.domain.schemes.given_back import GivenBack, shift_words
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.schemes import PlaceGiving
from vmboard.domain.words import BenefitKind
from vmboard.render.html import Markup, joined, tag
from vmboard.ui import fields

KINDS = (BenefitKind.CAPACITY, BenefitKind.CASH, BenefitKind.AVOIDED, BenefitKind.QUALITY)
RULE = N_("Of projects in testing and embedded: an idea has given nothing back yet. A copy counts once.")


def of_team(given: GivenBack) -> None:
    """Under the lanes of a team; nothing while it gives nothing back."""
    if given.is_empty:
        return
    with fields.panel("given"):
        fields.heading(_("Given back so far"))
        fields.words(_(RULE))
        lines = [tag("li", tag("span", one.kind.label), tag("b", one.words)) for one in given.totals]
        if lines:
            st.html(tag("ul", *lines, class_="ui-totals"))
        if shifts := shift_words(given.totals):
            fields.words(shifts)
        if given.spent:
            spent = [
                tag("div", tag("dt", one.hours), tag("dd", _("now spent on: {what}", what=one.now)))
                for one in given.spent
            ]
            st.html(tag("dl", *spent, class_="ui-facts"))
        if given.money:
            fields.words(given.money, ".", name="strong")


def everywhere(places: Sequence[PlaceGiving]) -> None:
    """Every place with its totals: parts add up to their whole."""
    if not places:
        fields.words(_("No project gives anything back yet. A team says what one gives back on its page."), name="lead")
        return
    with fields.panel("given"):
        fields.heading(_("Time and money given back"), _("By name, never ranked"))
        fields.words(
            _(RULE),
            " ",
            _("What is claimed stands apart from what finance confirmed; kinds are never added together."),
        )
        with st.container(key="register"):  # on a phone a row becomes a list, as on Schemes
            heads = (_("Where"), *(kind.label for kind in KINDS), _("Money back to teams"))
            fields.table(heads, [_row(place) for place in places], cards=True)


def _row(place: PlaceGiving) -> list[object]:
    name = tag("span", place.name, class_=f"vl-place-{place.depth}")
    cells = (_cell([one for one in place.given.totals if one.kind is kind]) for kind in KINDS)
    return [name, *cells, place.given.money or "–"]


def _cell(totals: Sequence[BenefitTotal]) -> Markup | str:
    """Claimed and confirmed, each on a line of its own."""
    return joined([tag("div", one.words) for one in totals]) if totals else "–"
