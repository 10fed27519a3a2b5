"""Every page, opened by every visitor for their own ward and for another, as a browser opens it: over the app's socket.

All that the server sends for a page is searched, what is drawn later and what components are given included.
"""

import pytest
from sqlalchemy import select
from starlette.websockets import WebSocketDisconnect

from tests.access.house import House, Socket
from tests.access.specification import VISITORS, read
from tests.access.world import BELOW, DEEP, OTHER, OWN, Place
from tests.lanes import some
from vmboard.settings import ROOT
from vmboard.store.engine import reading
from vmboard.store.hashing import hash_of
from vmboard.store.tables import SignIn
from vmboard.ui import frame

PAGES = read("""
nob dis mem lea coa edi man sig adm
 -   -  own own low low low sch all board
 -   -  own own low low low sch  -  week
 -   -  own own low low low sch  -  projects
 -   -  own own low low low sch  -  actions
 -   -  own own low low low sch  -  measures
 -   -  own own low low low sch  -  reports
 -   -  own own low low low sch  -  year
 -   -  own own low low low sch  -  team
 -   -  own own  -  own own sch  -  tray
 -   -  own own low low low sch  -  huddle
 -   -  own own low low low sch  -  project
 -   -  own own low low low sch  -  measure
 -   -  own own low low low sch  -  settings
 -   -  own own low low low sch  -  days
 -   -  own own low low low sch  -  sampling
 -   -  own own low low low sch yes imports
 -   -  own own low low low sch  -  recipes
 -   -   -  own  -   -  own sch all screens
 -   -  own own low low low sch  -  history
 -   -   -  own  -   -  own sch all access
 -   -  own own own own own sch  -  visits
 -   -  own own own own own sch  -  assessment
 -   -  yes yes yes yes yes yes yes who
 -   -  own own low low low  -  yes round
 -   -  own own low low low  -  yes organisation
 -   -  own own low low low  -  yes pathways
 -   -   -   -  low low low  -  yes packs
 -   -  own own low low low  -  yes programmes
 -   -  own own low low low  -  yes escalations
 -   -  own own low low low all yes schemes
 -   -  own own low low low  -  yes impact
 -   -  all all all all all all all learning
 -   -  own own low low low sch all owed
 -   -  own own low low low  -   -  story
 -   -   -   -   -   -   -   -  yes accounts
 -   -   -   -   -   -   -   -  yes sources
 -   -  own own low low low  -  all teams
 -   -  yes yes yes yes yes  -  yes welcome
""")
"""``own``: it opens with their own ward's words, and asked for another's shows none of that. ``low``: it opens for the
wards below too, at any depth, with their words. ``all``: it opens for every ward. ``sch``: they are taken to the
register of schemes. ``yes``: it opens, with no word of any ward but its name. ``-``: no word but the name, if it opens
at all.

An administrator knows every ward by name and nothing of its work: asked for a board, they see who gets in there.
"""
INSIDE = VISITORS[2:]
LOOK_BELOW = ("coach", "editor", "manager")
"""Who has a list of teams that holds those below too, wherever they are led to it."""
MORE = {"board": ("&kiosk=1", "&on=2026-10-04"), "week": ("&form=plain",),
        "huddle": ("&held=2026-11-11", "&held=2026-11-18"),
        "pathways": ("&show=huddle", "&show=projects", "&show=closing", "&show=set_up")}  # fmt: skip
PARTS = read("""
nob dis mem lea coa edi man sig adm
 -   -   -   -   -   -   -   -  all pathways set_up
""")
"""Parts of a page that fewer may open than the page itself, said as above. A pathway is changed by whoever may for
each of its teams: these visitors coach or lead the first of two."""
FORM = "Name and teams"
"""Stands on *Set up* of a pathway alone."""
SENT_UP = ("A porter for Osprey", "Nobody on Sundays, Osprey", "Ward Osprey")
"""What the ward below sent up: Kestrel is who it was sent to, and everybody who reads its board sees it there."""


def test_every_page_has_its_line() -> None:
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert set(PAGES) == set(frame.TITLES) == files


@pytest.mark.parametrize("visitor", ["nobody", "display"])
def test_who_is_not_signed_in_gets_no_page_at_all(house: House, visitor: str) -> None:
    assert {says[visitor] for says in PAGES.values()} == {"-"}
    with pytest.raises(WebSocketDisconnect), house.socket(house.world.cookies[visitor]) as socket:
        socket.open("board")


@pytest.mark.parametrize("visitor", INSIDE)
def test_a_page_shows_ones_own_ward_and_not_a_word_of_another(house: House, visitor: str) -> None:
    views = [(page, place, more) for page in PAGES for place in house.world.places.values()
             for more in ("", *MORE.get(page, ()))]  # fmt: skip
    wrong = []
    with house.socket(house.world.cookies[visitor]) as socket:
        begin = INSIDE.index(visitor)  # every day each view is opened by one of the visitors
        for page, place, more in some(views, of=len(INSIDE), begin=begin):
            if fault := judged(visitor, PAGES[page][visitor], place, seen(socket, page, place, more)):
                wrong.append(f"{page} for {place.bird}{more}: {fault}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("visitor", INSIDE)
def test_a_part_of_a_page_opens_for_whom_it_is_and_is_offered_to_nobody_else(house: House, visitor: str) -> None:
    with house.socket(house.world.cookies[visitor]) as socket:
        for part, says in PARTS.items():
            page, _, shown = part.partition(" ")
            for place in (place for place in house.world.places.values() if "pathway" in place.rows):
                told = seen(socket, page, place, f"&show={shown}")
                opens = says[visitor] == "all" or (says[visitor] == "own" and place.bird == OWN)
                assert (FORM in told, "Set up" in told) == (opens, opens), f"{part} for {place.bird}"


def seen(socket: Socket, page: str, place: Place, more: str) -> str:
    row = place.rows
    numbers = {"measure": row["daily" if page == "days" else "measure"], "project": row["project"],
               "story": row["story"], "scheme": f"{place.team_id}-{row['project']}",
               "of": f"{place.team_id}-{row.get('pathway', 0)}"}  # fmt: skip
    return socket.open(page, f"team={place.slug}" + "".join(f"&{name}={one}" for name, one in numbers.items()) + more)


def judged(visitor: str, says: str, place: Place, told: str) -> str:
    """What is wrong with what was seen; empty where all is well."""
    sees = {OWN, BELOW, DEEP} if visitor in LOOK_BELOW else {OWN}
    shown = {"own": {OWN}, "low": sees, "all": {place.bird}}.get(says, set())
    for words in SENT_UP if BELOW not in sees | shown else ():
        told = told.replace(words, "")
    if "<h1>That did not work" in told:
        return "it broke"
    if says == "sch":
        return "" if "<h1>Schemes" in told else "not the register of schemes"
    closed = any(f"<h1>{calm}" in told for calm in ("This cannot be shown", "You were signed out"))
    if closed and says != "-" and place.bird not in sees - shown:
        return "it is refused"
    if place.bird in shown and place.bird not in told:
        return "not a word of it"
    work = told.replace(f"Ward {place.bird}", "")
    if place.bird not in shown and place.bird in work and not (place.bird == OWN and says == "own"):
        return f"words of the ward: {around(work, place.bird)}"
    by_name = {place.bird} if says in ("-", "yes", "all") else set()
    for bird in {OWN, OTHER, BELOW, DEEP} - sees - by_name if says not in ("yes", "all") else ():
        if bird in told:
            return f"words of another: {around(told, bird)}"
    return ""


def around(told: str, bird: str) -> str:
    at = told.index(bird)
    return told[max(0, at - 80) : at + 80]


def test_a_look_at_the_huddle_under_way_by_its_day_signs_nobody_out(house: House) -> None:
    """A recap of what is not over signed the ward computer out, two minutes after, in the middle of the huddle."""
    own = house.world.own
    with house.socket(house.world.cookies["member"]) as socket:
        socket.open("huddle", f"team={own.slug}")
        told = socket.open("huddle", f"team={own.slug}&held=2026-11-18")
    assert "signs you out" not in told and "Celebrate" in told
    with reading(house.world.bind) as session:
        mine = SignIn.token_hash == hash_of(house.world.cookies["member"])
        assert session.scalars(select(SignIn.ended_at).where(mine)).one() is None


def test_a_signatory_without_a_team_reaches_their_own_name_from_every_page_and_the_way_out(house: House) -> None:
    with house.socket(house.world.cookies["signatory"]) as socket:
        for address in ("", "team=no-such-team"):
            told = socket.open("who", address)
            assert "Where you are signed in" in told and "sign-out" in told, address
        for page in ("schemes", "learning", "who"):
            told = socket.open(page)
            assert "sign-out" in told and "Schemes" in told, page


@pytest.mark.parametrize("visitor", INSIDE)
def test_only_an_administrator_is_offered_to_set_up_a_team_or_the_demo(house: House, visitor: str) -> None:
    with house.socket(house.world.cookies[visitor]) as socket:
        shown = [socket.open(page) for page in ("welcome", "teams")]
    offers = [any(words in told for told in shown) for words in ("Make our board", "Set up another team")]
    assert offers == [visitor == "administrator"] * 2
    assert not any("demo hospital" in told for told in shown)
