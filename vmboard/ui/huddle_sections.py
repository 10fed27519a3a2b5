"""The sections of a huddle that is under way, each as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Unpack

import streamlit as st

from vmboard.domain.huddles.figures import sorted_out, too_soon_words
from vmboard.domain.huddles.sections import PROFESSIONS, QUESTIONS, Section, part_of, profession_name
from vmboard.domain.protocol import items
from vmboard.domain.protocol.messages import said
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.huddles import OpenHuddle, Talk
from vmboard.queries import huddles as queries
from vmboard.queries.measures import new_lines
from vmboard.queries.receivers import sending
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, tone
from vmboard.render.tile import data_note, drawing
from vmboard.store.engine import reading
from vmboard.ui import action_list, escalation_rows, fields, frame, huddle_recap, new_line, watch_offer
from vmboard.ui.live import Kind, Look, box, live

MOST_OFFERED = 6


@dataclass(frozen=True)
class Sitting:
    """The huddle under way with what its sections show. ``talk`` is the project it is looking at."""

    here: frame.Here
    huddle: OpenHuddle
    board: Board
    talks: Sequence[Talk]
    addresses: Sequence[str] = ()
    """Of the accounts of the team, for its mail."""

    @property
    def talk(self) -> Talk | None:
        asked = next((one for one in self.talks if one.project_id == self.huddle.project_id), None)
        return asked or (self.talks[0] if self.talks else None)


def celebrate(sitting: Sitting) -> None:
    title(Section.CELEBRATE)
    boxes = [_box(sitting.huddle, "celebration", _("We celebrate"), "line", wide=True, max=90,
                 help=_("Shown on the wall until the next huddle."))]  # fmt: skip
    here = sitting.here
    with reading() as session:
        offers = queries.worth_a_word(session, here.actor, here.team_id, sitting.board, sitting.huddle.held_on)
    people = [[member.initials, member.name] for member in here.team.members]
    live("huddle_offers", here, {"boxes": boxes, "offers": offers, "people": people})


def figures(sitting: Sitting) -> None:
    title(Section.FIGURES)
    board = sitting.board
    groups = sorted_out(board.tiles)
    if board.paused:
        fields.strip("note", board.paused)
    if board.owed:
        _owed(sitting)
    if groups.checked:
        fields.heading(_("Being checked"), _("No signal until the question is answered"))
        fields.markup(tag("ul", *(_checked(tile) for tile in groups.checked), class_="hd-steady hd-checked"))
    if groups.signals:
        fields.markup(tag("div", *(_large(tile) for tile in groups.signals), class_="hd-signals"))
    _new_lines(sitting.here)
    _watch_offers(sitting.here)
    if groups.steady:
        alone = not (groups.signals or groups.checked or groups.too_soon or board.owed or board.paused)
        fields.heading(_("All steady") if alone else _("Steady"), _("Normal ups and downs"))
        fields.markup(tag("ul", *(_small(tile) for tile in groups.steady), class_="hd-steady"))
    if groups.too_soon:
        fields.heading(too_soon_words(groups.too_soon))
        fields.markup(tag("ul", *(_small(tile) for tile in groups.too_soon), class_="hd-steady"))
    if not board.tiles:
        fields.words(_("No measures yet."), name="lead")


def _new_lines(here: frame.Here) -> None:
    """Where a level has lasted, the offer to draw a new centre line: one at a time, as a huddle decides."""
    with reading() as session:
        offers = new_lines(session, here.actor, here.team_id, here.today)
    for measure_id, name, offered in offers[:1]:
        fields.heading(_("A level that lasted"), _more(len(offers) - 1))
        new_line.offer(here, measure_id, offered, at="huddle", name=name)


def _watch_offers(here: frame.Here) -> None:
    """Where a gain has held for a quarter, the offer to watch its measure monthly: one at a time too."""
    offers = watch_offer.offers(here)
    for offered in offers[:1]:
        fields.heading(_("A gain that held"), _more(len(offers) - 1))
        watch_offer.offer(here, offered, at="huddle", named=True)


def _more(count: int) -> str:
    return ngettext("{n} more after it", "{n} more after it", count) if count else ""


def _owed(sitting: Sitting) -> None:
    """What is late, with its age and whom it waits for, and the list of who owes what to send or copy."""
    here, board = sitting.here, sitting.board
    with st.container(key="hd_owed"):
        with st.container(key="hd_owed_head", horizontal=True, vertical_alignment="center"):
            st.html(tag("h2", _("Not in yet ({n})", n=len(board.owed))), width="stretch")
            st.page_link(frame.page("week"), label=_("Put figures in"), query_params=here.address)
        lines = (tag("li", tag("b", line.name), " ", tag("span", line.said)) for line in board.owed)
        st.html(tag("ul", *lines, class_="hd-late"))
        huddle_recap.chase(here, board, sitting.addresses)


def project(sitting: Sitting) -> None:
    talk = sitting.talk
    if talk is None:
        title(Section.PROJECTS)
        fields.words(_("Nothing is being tested. What could you try this week?"), name="lead")
        st.page_link(frame.page("projects"), label=_("Projects"), query_params=sitting.here.address)
        return
    place = [one.project_id for one in sitting.talks].index(talk.project_id) + 1
    where = _("Project {place} of {n} · {where}", place=place, n=len(sitting.talks), where=talk.where)
    st.html(tag("div", tag("p", where, f" · {talk.owner}" if talk.owner else "", class_="ui-quiet"),
                tag("h1", talk.title), class_="hd-title"))  # fmt: skip
    if talk.blocked:
        fields.strip("worry", tag("b", _("Blocked:"), " "), talk.blocked)
    tiles = {tile.measure_id: tile for tile in sitting.board.tiles}
    tile = tiles.get(talk.measure_id or 0)
    if tile is not None:
        guards = [tiles[number] for number in talk.guard_ids if number in tiles]
        fields.markup(_measured(tile, guards))
    if talk.note:
        fields.words(talk.note)
    asked = [
        {"noun": "answer", "row": talk.project_id, "field": q.field, "label": f"{n}. {_(q.words)}", "kind": "passage",
         "wide": True, "max": 2000, "value": talk.answers[q.field]}
        for n, q in enumerate(QUESTIONS, start=1)
    ]  # fmt: skip
    asked.append(box("in_the_way", talk.project_id, "blocked_reason", _("Blocked: by what?"), talk.blocked, "passage",
                     max=200, wide=True, placeholder=_("Not blocked"), tell=True))  # fmt: skip
    boxes = {"boxes": asked, "look": "beside"}
    live("boxes", sitting.here, boxes, key=f"answers_{talk.project_id}", triggers=("saved",))


def send_up(sitting: Sitting, project_id: int | None = None) -> None:
    """A new thing, sent up right where it is talked about; nothing where nobody is above."""
    here = sitting.here
    team = next((team for team in here.teams if team.team_id == here.team_id), None)
    if team is None or team.parent_id is None:
        return
    with reading() as session:
        begun = sending(session, here.actor, here.team_id, here.today)
    item = said(items.SendUp, project=project_id, day=here.today.isoformat())
    typed = [
        {"name": "line", "label": _("What"), "kind": "line", "max": 140},
        {"name": "reason", "label": _("What do you need from above?"), "kind": "line", "max": 200},
        *escalation_rows.to_whom(begun.receiver, begun.answer_by, begun.kinds),
    ]
    ask = {"id": f"up:{project_id or 0}", "label": _("Send something new up"), "done": _("Send up"), "item": item,
           "fields": typed}  # fmt: skip
    live("asks", here, {"asks": [ask]}, key=f"send_up_{project_id or 0}", triggers=("saved",))


def actions(sitting: Sitting) -> None:
    title(Section.ACTIONS)
    action_list.show(sitting.here, action_list.read(sitting.here, whole=False), "huddle", first=True)


def escalate(sitting: Sitting) -> None:
    title(Section.ESCALATE)
    open_ones = action_list.read(sitting.here, whole=False)
    action_list.show(sitting.here, open_ones, "sending_up", add=False, escalate=True)
    send_up(sitting)
    escalation_rows.sent_to_us(sitting.here, "huddle")


def questions(sitting: Sitting) -> None:
    title(Section.QUESTIONS)
    boxes = [_box(sitting.huddle, "questions", _("Questions and answers"), "passage", wide=True, rows=3, max=5000,
                 help=_("A line each. They go into the recap for those off shift."))]  # fmt: skip
    live("boxes", sitting.here, {"boxes": boxes}, key="huddle_questions")


def close(sitting: Sitting) -> None:
    title(Section.CLOSE)
    huddle = sitting.huddle
    _unowned(sitting)
    with reading() as session:
        known = queries.usual_people(session, sitting.here.team_id, huddle.held_on)
    usual = list(dict.fromkeys([*huddle.professions, *known, *PROFESSIONS[:5]]))
    rest = [name for name in PROFESSIONS if name not in usual]
    fields.heading(_("Who was here?"))
    live("huddle_people", sitting.here, {
        "row": huddle.huddle_id, "counts": huddle.professions, "people": huddle.people, "usual": usual, "rest": rest,
        "named": {name: profession_name(name) for name in PROFESSIONS},
    })  # fmt: skip
    so_far = max(1, round((sitting.here.now - huddle.opened_at) / timedelta(minutes=1)))
    live("boxes", sitting.here, {"boxes": [
        _box(huddle, "minutes", _("Minutes"), "number",
             placeholder=_("{n} so far: the clock fills it in", n=so_far)),
        _box(huddle, "notes", _("Notes for those off shift"), "passage", wide=True, rows=3, max=5000),
    ]}, key="huddle_notes")  # fmt: skip


def _unowned(sitting: Sitting) -> None:
    """Actions with nobody, or no day, are asked about before everybody leaves: today's first."""
    here = sitting.here
    lacking = [
        line for line in action_list.read(here, whole=False).open
        if not line.is_with and (line.owner_id is None or line.due is None)
    ]  # fmt: skip
    if not lacking:
        return
    lacking.sort(key=lambda line: line.raised_on != here.today)
    people = [("", _("Nobody yet")), *((str(member.member_id), member.name) for member in here.team.members)]
    asked = []
    for line in lacking[:MOST_OFFERED]:
        if line.owner_id is None:
            who = _("{action}: who?", action=line.text)
            asked.append(box("action", line.action_id, "owner_id", who, "", "choice", options=people))
        if line.due is None:
            asked.append(box("action", line.action_id, "due", _("{action}: by when?", action=line.text), "", "day"))
    fields.heading(_("Who, and by when?"), _("Agreed, with nobody or no day yet"))
    live("boxes", here, {"boxes": asked}, key="huddle_unowned")


SHOW = {
    Section.CELEBRATE: celebrate, Section.FIGURES: figures, Section.PROJECTS: project, Section.ACTIONS: actions,
    Section.ESCALATE: escalate, Section.QUESTIONS: questions, Section.CLOSE: close,
}  # fmt: skip


def title(section: Section) -> None:
    part = part_of(section)
    st.html(tag("div", tag("p", _(part.title), class_="ui-quiet"), tag("h1", _(part.prompt)), class_="hd-title"))


def _box(huddle: OpenHuddle, field: str, label: str, kind: Kind, **look: Unpack[Look]) -> dict[str, Any]:
    return box("huddle", huddle.huddle_id, field, label, getattr(huddle, field), kind, **look)


def _large(tile: Tile) -> Markup:
    value = tag(
        "p", tag("span", tile.value_text, class_="ui-value"), " ", tag("span", tile.unit_text, class_="ui-quiet")
    )
    said = [tag("p", mark(tile.stands), class_="hd-mark"), tag("p", tile.says, class_="hd-says")]
    said += [tag("p", words) for words in _further(tile)]
    note = data_note(tile)
    return tag(
        "section",
        tag("h2", tile.full_name),
        tag("div", value, tag("div", drawing(tile, 260, 74), class_="ui-spark hd-chart"), class_="hd-figure"),
        *said,
        tag("p", note, class_="ui-quiet") if note else None,
        class_=f"hd-signal hd-tile {tone(tile.stands)}",
        data_measure=tile.measure_id,
    )


def _checked(tile: Tile) -> Markup:
    figure = tag("b", f"{tile.value_text} {tile.unit_text}".strip())
    doubt = tag("span", tile.doubt, class_="ui-quiet")
    return tag("li", tag("span", tile.name), figure, doubt, class_="hd-tile", data_measure=tile.measure_id)


def _small(tile: Tile) -> Markup:
    figure = tag("b", f"{tile.value_text} {tile.unit_text}".strip())
    quiet = (tag("small", words, class_="ui-quiet") for words in (*_further(tile), data_note(tile)) if words)
    return tag("li", tag("span", tile.name), figure, *quiet, class_="hd-tile", data_measure=tile.measure_id)


def _further(tile: Tile) -> list[str]:
    """How it stands to its target, and what the line before the latest rebase would say."""
    return [words for words in (tile.target_sentence, tile.old_line) if words]


def _measured(tile: Tile, guards: Sequence[Tile]) -> Markup:
    """The measure it means to move, and what must not get worse meanwhile."""
    eyed = [tag("span", guard.name, " ", mark(guard.stands)) for guard in guards]
    now = _("{name}, now {figure}", name=tile.full_name, figure=f"{tile.value_text} {tile.unit_text}".strip())
    return tag(
        "div",
        tag("div", drawing(tile, 380, 120), class_="ui-spark hd-chart"),
        tag(
            "div",
            tag("p", now, class_="ui-quiet"),
            tag("p", mark(tile.stands), class_="hd-mark"),
            tag("p", tile.says, class_="hd-says"),
            *(tag("p", words) for words in _further(tile)),
            tag("p", _("Keeping an eye on"), " ", *eyed, class_="ui-quiet hd-guards") if eyed else None,
        ),
        class_=f"hd-measured hd-tile {tone(tile.stands)}",
        data_measure=tile.measure_id,
    )
