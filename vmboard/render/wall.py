"""The whole board as escaped text: an overview and its focus pages. One call, one view in, one text out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vmboard.domain.huddles.kudos import split
from vmboard.domain.huddles.sections import Section
from vmboard.domain.text.catalogue import _, is_draft, spoken
from vmboard.domain.views.board import Board, Focus
from vmboard.domain.views.doors import DoorCode
from vmboard.render import actions as action_list
from vmboard.render import door_code, focus, swimlane
from vmboard.render.following import followed
from vmboard.render.html import Markup, joined, led, tag
from vmboard.render.layout import SIZES, Layout, Sizes
from vmboard.render.overview import big_page, overview, plan
from vmboard.render.prompts import prompted, today_words
from vmboard.render.timed import DAILY, NOW, SOON, in_turn, missing_words, turns
from vmboard.render.typeset import cut, line_count, text_width

CLOCK = 206
"""Room of the clock with the space around it."""
__all__ = ["Layout", "Parts", "board_markup", "board_parts", "stylesheet"]


@dataclass(frozen=True)
class Parts:
    """A board as markup: its header, its pages (the overview first) and its footer."""

    header: Markup
    pages: tuple[Markup, ...]
    footer: Markup
    led: tuple[int, ...] = ()
    """The pages that a huddle leads to, while it does."""


def board_markup(board: Board, layout: Layout = Layout.LANDSCAPE, *, show: int = 0, clock: str = "",
                 code: DoorCode | None = None) -> str:  # fmt: skip
    """A team's whole board as one text. ``show`` is the page that is seen, 0 the overview; the wall's script turns
    them, and the pages within them. ``clock`` is the time to show until the script knows better; ``code`` the
    door that is open to those who stand before this wall."""
    parts = board_parts(board, layout, clock=clock, code=code)
    hidden = (Markup(page.replace(">", " hidden>", 1)) for page in map(str, parts.pages))
    pages = [
        page if index == show % len(parts.pages) else other
        for index, (page, other) in enumerate(zip(parts.pages, hidden, strict=True))
    ]
    return str(joined([parts.header, *pages, parts.footer]))


def board_parts(
    board: Board,
    layout: Layout = Layout.LANDSCAPE,
    *,
    page: int = 0,
    clock: str = "",
    hours: frozenset[str] = frozenset(),
    code: DoorCode | None = None,
) -> Parts:
    """A team's board in parts. ``page`` is the page that every group of tiles, cards and actions opens at, ``hours``
    what is shown for a while (``timed.shown_at``). Words are escaped here."""
    sizes = SIZES[layout]
    pages = [("overview", overview(board, plan(board, sizes, code), page))]
    focuses = [(view, one) for view in board.focuses for one in focus.measure(view, sizes, layout, code=code)]
    pages += [("measure", one) for _of, one in focuses]
    if any(lane.cards for lane in board.lanes):
        lanes = [swimlane.section(lane, for_public=board.for_public) for lane in board.lanes]
        pages.append(("lanes", big_page(lanes, sizes, sizes.big_columns, page, "lanes")))
    if board.actions:
        listed = action_list.section(board.actions, board.actions_text)
        pages.append(("actions", big_page([listed], sizes, 1, page, "actions")))
    if board.follow is not None and board.follow.section == Section.ESCALATE and not board.for_public:
        pages.append(("sent-up", big_page([action_list.sent_up(board.actions)], sizes, 1, page, "actions")))
    if code is not None and not any("vm-qr" in body for _of, body in pages):
        pages.append((door_code.KIND, big_page([door_code.section(code)], sizes, 1, page, door_code.KIND)))
    sections = (tag("section", body, class_="vm-page", data_kind=kind) for kind, body in pages)
    after = [kind for kind, _body in pages[1 + len(focuses) :]]
    shown: list[Focus | str] = ["overview", *(view for view, _page in focuses), *after]
    led = followed(board.follow, shown) if board.follow else []
    return Parts(_header(board, sizes, clock, led, hours), tuple(sections), _footer(board, sizes, hours), tuple(led))


@lru_cache
def stylesheet() -> str:
    """The one stylesheet of wall and board: the overview, then focus pages and portrait."""
    sheets = (Path(__file__).with_name(name) for name in ("wall.css", "wall_focus.css"))
    heights = (f".vm-tall-{tens} {{ height: {tens}rem; }}" for tens in range(4, 172))
    return "\n".join([*(sheet.read_text("utf-8") for sheet in sheets), *heights])


def _team(board: Board, sizes: Sizes, hours: frozenset[str]) -> list[Markup]:
    """The team with what is said beside it; around the time of a daily huddle, with its prompts in that place."""
    daily = board.daily
    class_, usual = _named(board, sizes)
    if daily is None or daily.hours is None:
        return [tag("div", *usual, class_=class_)]
    within, outside = turns(daily.hours, DAILY in hours)
    asking, prompts = prompted(board.team_name, daily, sizes, _room(board, sizes))
    return [tag("div", *prompts, class_=asking, **within), tag("div", *usual, class_=class_, **outside)]


def _named(board: Board, sizes: Sizes) -> tuple[str, list[Markup]]:
    """Team and vision side by side, or why it is paused, or what is different today; a long pair stands one above the
    other. Far readers get the team alone.

    A name longer than the header goes on in the next line, in smaller type; the vision has the lines that are left. So
    small is a name too above two lines in a low header.
    """
    news = today_words(board.daily)
    said, width, far = board.paused or news or board.vision, _room(board, sizes), _room(board, sizes, is_far=True)
    strong = bool(board.paused or news)
    name = text_width(board.team_name, 44, bold=True)
    beside = name < width * 0.7 and line_count(said, width - name - 28, 26, bold=strong) <= 2
    fits_far = name < far * 0.7 and line_count(said, far - name - 28, 31, bold=strong) <= 2
    is_low = not (beside or sizes.has_shelves)  # there a name in large type leaves one line
    runs_on = is_low and line_count(said, width - 40, sizes.vision_size, bold=strong) > 1
    long_name = text_width(board.team_name, 36, bold=True) > width or runs_on
    title = cut(board.team_name, width - 40, 31, sizes.header_lines - 1, bold=True)
    left = sizes.header_lines - (line_count(title, width - 40, 31, bold=True) if long_name else 1)
    vision = cut(said, width - 40, sizes.vision_size, left, bold=strong)
    classes = (
        "vm-team"
        + (" vm-long-name" if long_name else "")
        + ("" if beside else " vm-stacked")
        + ("" if fits_far else " vm-near-only")
    )
    words = "vm-vision" + (" vm-paused" if strong else "")
    return classes, [tag("h1", title), tag("p", vision, class_=words)]


def _room(board: Board, sizes: Sizes, *, is_far: bool = False) -> float:
    """Room for team and vision: what words at the right leave, which another language has longer than ours."""
    small, large = (31, 31) if is_far else (22, 24)
    marks = text_width(_kind(board), small, bold=True) + 48 if _kind(board) else 0
    upcoming = max(text_width(words, large, bold=True) for words in (_("Huddle now"), *_upcoming(board))) + 62
    if sizes.footer_beside:
        return min(sizes.header_width, sizes.width - 12 - marks - upcoming - CLOCK)
    return min(sizes.header_width, sizes.width - 8 - max(marks + CLOCK * 0.7, upcoming))


def _kind(board: Board) -> str:
    """What a reader must know of the whole board: that it is a demo, that its language is a draft."""
    return " · ".join([*([_("Demo data")] if board.is_demo else []), *([_("Draft")] if is_draft() else [])])


def _upcoming(board: Board) -> tuple[str, str]:
    return (_("Huddle"), _("Paused")) if board.paused else (_("Next huddle"), board.next_huddle)


def _header(board: Board, sizes: Sizes, clock: str, led: Sequence[int], hours: frozenset[str]) -> Markup:
    """Where a huddle leads, its pages are named here for the wall's script."""
    words = [tag(name, said) for name, said in zip(("span", "b"), _upcoming(board), strict=True)]
    if board.daily and board.daily.hours and board.huddle_hours is None:
        today = [tag("span", _("Daily huddle")), tag("b", _("Today {time}", time=f"{board.daily.at:%H:%M}"))]
        huddle = in_turn(today, words, board.daily.hours, class_="vm-next", is_shown=DAILY in hours, mark="vm-daily")
    else:
        now = [tag("b", _("Huddle now"))]
        huddle = in_turn(now, words, board.huddle_hours, class_="vm-next", is_shown=NOW in hours, mark="vm-now")
    return tag(
        "header",
        *_team(board, sizes, hours),
        tag("span", _kind(board), class_="vm-demo") if _kind(board) else None,
        *huddle,
        tag("time", clock, class_="vm-clock", data_clock=True),
        class_="vm-header",
        data_follow=",".join(map(str, led)) or None,
        data_follow_until=round(board.follow.until.timestamp() * 1000) if board.follow else None,
    )


def _footer(board: Board, sizes: Sizes, hours: frozenset[str]) -> Markup:
    """What is celebrated has two lines, in the room that is left while the live mark says its longest; before a huddle
    what is still missing stands there."""
    parts = [tag("p", *led(_("Week ending {day}"), board.week_text), class_="vm-week")]
    if board.last_huddle:
        day, *rest = board.last_huddle.partition(" · ")
        parts.append(tag("p", *led(_("Last huddle {day}"), day), "".join(rest), class_="vm-last"))
    words = _("Week ending {day}", day=board.week_text) + _("Last huddle {day}", day=board.last_huddle)
    before = text_width(words, sizes.footer_size) + 90
    room = sizes.footer_width - (before if sizes.footer_beside else 0)
    given = _given_back(board, room, sizes)
    celebrate = [*_led_by(_("Celebrate"), board.celebration, room, sizes, thanks=True), *given]
    missing = _led_by(_("Still missing for the huddle"), missing_words(board.owed), room, sizes)
    far = text_width(_("Celebrate") + " " + board.celebration, 31) < 1000
    parts += in_turn(
        missing, celebrate, board.missing_hours if board.owed else None,
        class_="vm-celebrate" + ("" if far else " vm-near-only"), is_shown=SOON in hours, mark="vm-missing",
    )  # fmt: skip
    live = tag("p", tag("i", aria_hidden="true"), tag("span", data_live_text=True), class_="vm-live", data_live=True)
    return tag("footer", *parts, live, class_="vm-footer", data_words=_script_words())


def _script_words() -> str | None:
    """What the wall's script says by itself, where that is another language than its own (wall_rules.js)."""
    if spoken() is None:
        return None
    said = {
        "live": _("Live {time}"),
        "late": _("Not updated since {time}"),
        "lost": _("Figures not reachable since {time}: showing the last board"),
        "of": _("{number} of {of}"),
    }
    return json.dumps(said)


def _given_back(board: Board, room: float, sizes: Sizes) -> list[object]:
    """What is given back, on a line of its own below what is celebrated where that needs but one: as many kinds as the
    line holds, time first."""
    if board.celebration and line_count(_("Celebrate") + " " + board.celebration, room, sizes.footer_size) > 1:
        return []
    word, apart = _("Given back"), tag("br") if board.celebration else None
    for many in range(len(board.given_back), 0, -1):
        said = " · ".join(board.given_back[:many])
        if text_width(f"{word} {said}", sizes.footer_size) * 1.04 <= room:
            return [tag("span", apart, tag("b", f"{word} "), said, class_="vm-given")]
    return []


def _led_by(word: str, text: str, room: float, sizes: Sizes, *, thanks: bool = False) -> list[object]:
    """The text behind a bold word, on two lines at most; nothing where there is none. Whom it ``thanks`` by
    initials is a mark."""
    said = cut(f"{word} {text}", room, sizes.footer_size, 2).removeprefix(f"{word} ")
    named, deed = split(said) if thanks else ((), said)
    words = [tag("span", ", ".join(named), class_="vm-kudos"), f" {deed}"] if named else [said]
    return [tag("b", f"{word} "), *words] if text else []
