"""No word of a team's pages goes past the catalogue: in the pseudo-language, beside teams that write Greek, no plain
letter is left on a page, in what its scripts drew, or in what is read aloud."""

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, or_, select, update

from tests.pseudo import GREEK_LETTERS, in_greek
from tests.ui.audit import settle, visit
from tests.ui.conftest import TEAM, Server
from tests.ui.test_every_page_in_a_browser import A_CARD, Act, one_after_the_other, touch
from vmboard.commands import accounts
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.keeping import FORMER, SOMEONE
from vmboard.domain.huddles.sections import Section
from vmboard.domain.measures.library import DATIX, LIBRARY, PAS
from vmboard.domain.problem_kinds import KINDS
from vmboard.domain.words import Profession, Role
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Baseline, DataPoint, MonthClose, Pathway, PathwayBaseline, Project, StageMove, Team

pytestmark = [pytest.mark.browser, pytest.mark.spread]

PLAIN = re.compile(r"[A-Za-z]{2,}")
GREEK = re.compile("[α-ωΑ-Ω]")
NUMBER = re.compile(r"\d[.,]\d")
STREAMLITS = re.compile(
    r"Skip to main content|Choose an option|Choose options|Clear all|Selected values|Remove .*|"
    r"Open|Choose date|Clear value|Decrement|Increment|Selected Date: .*|"
    r"(?:day|month|year|hour|minute), .*|Selected Time: .*|streamlit_autorefresh.*|"
    r"Show password|Copy to clipboard|20MB per file|Upload|file upload|http://127.0.0.1:.*|dd|mm|yyyy|"
    r"(?s:\{.*\})"  # a recipe, as it is typed
)
OUR_NOTES = ("^Sampled: ", "^From the ledger, ", "^[0-9]+ (of [0-9]+ )?answer", "^Fewer than 5")
"""How the notes begin that the board itself keeps beside a figure."""
PROGRAMMES = ("Scottish Patient Safety Programme", "Value Management")
TYPED_SO = {
    "ABC DEF", "MK", "Datix", "Mon to Fri", "https://…", "per 1,000 bed days", "NHS Highland", "Raigmore Hospital",
    "Ward 7A · Respiratory", "Demo data", *PROGRAMMES,
}  # fmt: skip
"""Examples of what is typed in every language as it is, and names of programmes."""
FROM_THE_LIBRARY = {words for of in LIBRARY for words in (of.name, of.definition, f"{of.name} {of.definition}")}
FROM_THE_LIBRARY |= {f"{DATIX}; {PAS}"}
NAMED = sorted((*FROM_THE_LIBRARY, FORMER, SOMEONE, *(of.name for of in LIBRARY), *PROGRAMMES), key=len, reverse=True)
NAMES = re.compile("|".join(map(re.escape, NAMED)))
"""Words of the library, names of programmes and what is stored for a name that went: a message may hold them."""
KEYS = {
    "Alt", "Ctrl", "Enter", "Esc", "Excel", "Shift", "Tab", "PDSA", "vmboard", "MDC", "HIS", "PHS", "SVG", "CSV",
    "JSON", "BI", "Power",
}  # fmt: skip
"""Names of keys, of programs and of methods are what they are. (Ours are stretched: a plain one is none of ours.)"""
SAID = r"""() => {
  const said = [], named = ["aria-label", "title", "alt", "placeholder", "data-fills", "data-head", "data-wider"];
  const walk = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.closest("script, style, noscript, textarea, [data-testid^=stIcon], [data-testid=stToolbar]")) continue;
      for (const child of node.childNodes) if (child.nodeType === 3) said.push(child.textContent);
      if (node.getAttribute("role") === "combobox") said.push(node.value || "");
      for (const name of named) said.push(node.getAttribute(name) || "");
    }
  };
  walk(document.body);
  return said.map(words => words.replaceAll("\u2060", "").trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def site(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo hospital, whose people write Greek, in the pseudo-language. What the board keeps beside a figure is
    English, and said again where it is read, but in the box of a note, where it is mended as it was kept: so what
    stands beside the newest week is left out, and so is what people wrote."""
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path_factory.mktemp('greek') / 'demo.db')}"
    people(url)
    in_greek(engine_for(url))
    with engine_for(url).begin() as connection:
        ours = or_(*(DataPoint.note.regexp_match(pattern) for pattern in OUR_NOTES))
        newest = connection.scalar(select(func.max(DataPoint.week))) - timedelta(weeks=2)
        connection.execute(update(DataPoint).where(~ours | (DataPoint.week > newest)).values(note=""))
        connection.execute(update(Baseline).values(reason="Πριν"))
        connection.execute(update(Pathway).values(name="Δρομος"))
        connection.execute(update(Project).where(Project.theme.in_(KINDS)).values(theme="Θεμα"))  # a theme, typed so
        connection.execute(update(PathwayBaseline).values(reason="Πριν"))
        connection.execute(update(MonthClose).values(closed_by="Οικονομος"))
        connection.execute(update(StageMove).where(StageMove.reason > "").values(reason="Επειδη"))
    dispose(url)
    server = Server(url, "uvicorn")
    server.env["VMBOARD_SIGN_IN"] = "off"
    server.command = [sys.executable, "-m", "tests.ui.in_pseudo", str(server.port)]
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def people(url: str) -> None:
    """Those who sign in as themselves: one of each kind, and one who was closed out."""
    engine = engine_for(url)
    with transaction(engine) as session:
        ids = [
            accounts.add_account(session, DEMO, name=name, email=f"{name}@nhs.scot")
            for name in ("Morag", "Isla", "Rhona", "Allan")
        ]
        accounts.set_signatory(session, DEMO, ids[1].id, profession=Profession.MEDICAL)
        accounts.set_owes_as(session, DEMO, ids[2].id, owes_as="Finance")
        accounts.disable_account(session, DEMO, ids[3].id)
        team = session.scalars(select(Team.id).limit(1)).one()
        accounts.grant(session, DEMO, team, ids[0].id, role=Role.COACH, may_edit=True)


def nothing(page: Page) -> None:
    """The page as it opens."""


def section(place: int) -> Act:
    """A section of the huddle that is under way."""

    def act(page: Page) -> None:
        start, here = page.locator(".st-key-huddle_again button"), page.locator("ol.sections button").nth(place)
        start.or_(here).first.wait_for()
        if start.count():
            start.click()
        here.click()
        expect(here).to_have_attribute("aria-current", "step")
        settle(page)

    return act


def close_it(page: Page) -> None:
    """The huddle is over: what is asked then, and its recap."""
    section(len(Section) - 1)(page)
    page.locator("button.next").click()
    page.locator(".st-key-read_recap button").click()
    page.locator(".hd-recap").wait_for()
    settle(page)


def paste(shows: str, *rows: tuple[str, ...]) -> Act:
    """A block of cells brought to Figures from a file, read as far as ``shows``; what is typed there is Greek."""

    def act(page: Page) -> None:
        cells = page.locator("[class*=st-key-pasted_] textarea")
        if not cells.is_visible():
            page.locator(".st-key-paste summary").click()
        cells.fill("\n".join("\t".join(row) for row in rows))
        page.locator(".st-key-read_it button").click()
        page.locator(shows).first.wait_for()
        for folded in page.locator(".st-key-mapping summary, .st-key-left_out summary").all():
            folded.click()
        settle(page)

    return act


def opened_at(part: str) -> Act:
    """A part of the first pathway of the list."""

    def act(page: Page) -> None:
        address = page.locator("[class*=st-key-row_pathway_] a").first.get_attribute("href")
        page.goto(f"{page.url.rpartition('/')[0]}/{str(address).lstrip('/')}&show={part}")
        page.locator(".st-key-choices_of_page").wait_for()
        settle(page)

    return act


def press(what: str, shows: str) -> Act:
    """Press the first of these, and wait for what it shows."""

    def act(page: Page) -> None:
        page.locator(what).first.click()
        page.locator(shows).first.wait_for()
        settle(page)

    return act


WEEKS = ("Measure", "8 Nov 2026", "15 Nov 2026")
FALLS = "Falls".translate(GREEK_LETTERS)
CROSS = "?team=ward-6c-cardio-endocrine"
FACES: dict[str, tuple[str, Act]] = {
    "week": (f"week{TEAM}", nothing),
    "week, grid": (f"week{TEAM}&weeks=12", nothing),
    "week, plain": (f"week{TEAM}&form=plain", nothing),
    "projects": (f"projects{TEAM}", nothing),
    "projects, stopped": (f"projects{TEAM}&shelf=stopped", nothing),
    "projects, parked": (f"projects{TEAM}&shelf=parked", nothing),
    "actions": (f"actions{TEAM}", nothing),
    "huddle": (f"huddle{TEAM}", nothing),
    "huddle, daily": (f"huddle{CROSS}", nothing),
    **{f"huddle, {part}": (f"huddle{TEAM}", section(place)) for place, part in enumerate(Section)},
    "huddle, recap": (f"huddle{TEAM}", close_it),
    "board": (f"{TEAM}", nothing),
    "measures": (f"measures{TEAM}", nothing),
    "measures, add": (f"measures{TEAM}&do=add", nothing),
    "measures, arrange": (f"measures{TEAM}&do=arrange", nothing),
    "measure": (f"measures{TEAM}", touch("[class*=st-key-row_measure_] a")),
    "measure, its settings": (f"measures{TEAM}", one_after_the_other(
        touch("[class*=st-key-row_measure_] a"), touch("[href*='settings?']")
    )),
    "days": (f"days{CROSS}", nothing),
    "team": (f"team{TEAM}", nothing),
    "who": (f"who{TEAM}", nothing),
    "history": (f"history{TEAM}", nothing),
    "imports": (f"imports{TEAM}", nothing),
    "imports, asked": (f"imports{TEAM}", paste(
        "[class*=st-key-choices_]", (*WEEKS, "Υτρο"), (FALLS, "5", "40000", "Ω"), ("Ψωρδ", "3", "4", "Ω")
    )),
    "imports, refused": (f"imports{TEAM}", paste(
        ".ui-table", WEEKS, (FALLS, "3/41", "-3")
    )),
    "imports, what would change": (f"imports{TEAM}", paste(
        ".st-key-import_it", (*WEEKS, "Α", "Β", "Γ", "Δ"), (FALLS, "4", "5", *"ΑΒΓΔ"), ("Σσσ", "", "")
    )),
    "recipes": (f"recipes{TEAM}", nothing),
    "visits": (f"visits{TEAM}", nothing),
    "assessment": (f"assessment{TEAM}", nothing),
    "project, an idea": (f"projects{TEAM}", touch(A_CARD.format("idea"))),
    "project, tested": (f"projects{TEAM}", touch(A_CARD.format("testing"))),
    "project, embedded": (f"projects{TEAM}", touch(A_CARD.format("embedded"))),
    "reports": (f"reports{TEAM}", nothing),
    "year": (f"year{TEAM}", nothing),
    "sampling": (f"sampling{TEAM}", nothing),
    "sampling, nothing seen yet": (f"sampling{CROSS}", nothing),
    "screens": (f"screens{TEAM}", nothing),
    "access": (f"access{TEAM}", nothing),
    "round": ("round", nothing),
    "round, how it is made": ("round?how=1", nothing),
    **{f"organisation, {part}": (f"organisation?show={part}", nothing)
       for part in ("teams", "measures", "waves", "sources", "given")},
    "pathways": ("pathways", nothing),
    **{f"pathway, {part}": ("pathways", opened_at(part))
       for part in ("measures", "huddle", "projects", "closing", "set_up")},
    "sent up": ("escalations", nothing),
    "programmes": ("programmes", nothing),
    "packs": ("packs", nothing),
    "schemes": ("schemes", nothing),
    "scheme": ("schemes", touch(".vl-scheme a")),
    "other systems": ("sources", nothing),
    "learning": ("learning", nothing),
    "learning, an idea to copy": ("learning", press("[class*=st-key-copy_] button", "[class*=st-key-copying_]")),
    "learning, stories": ("learning?show=stories", nothing),
    "learning, questions": ("learning?show=questions", press(".stExpander summary", ".stExpander textarea")),
    "story": ("learning?show=stories", touch("[class*=st-key-row_story_] a")),
    "teams": ("teams", nothing),
    "figures owed": ("owed", nothing),
    "setting up a team": ("welcome", nothing),
    "setting up a team, what is wrong": ("welcome", press(".st-key-make_board button", ".ui-wrong")),
    "accounts": ("accounts", nothing),
    "accounts, what is asked": ("accounts", press("[class*=st-key-close_] button", ".st-key-ask")),
    "tray": ("tray?team=sleep-service", nothing),
    "tray, its doors shut": (f"tray{TEAM}", nothing),
}  # fmt: skip


@pytest.mark.parametrize("face", FACES)
def test_no_word_of_a_page_goes_past_the_catalogue(site: Server, visitor: Page, face: str) -> None:
    address, act = FACES[face]
    visit(visitor, site.where, f"/{address}")
    act(visitor)
    ours = {words for words in said(visitor) if not STREAMLITS.fullmatch(words)} - FROM_THE_LIBRARY - TYPED_SO
    assert len(ours) > 20
    assert left(ours) == []
    assert sorted(words for words in ours if NUMBER.search(NAMES.sub("", words)) and not GREEK.search(words)) == []


def said(page: Page) -> set[str]:
    return set(page.evaluate(SAID))


def left(words: set[str]) -> list[str]:
    return sorted(text for text in words if set(PLAIN.findall(NAMES.sub("", text))) - KEYS)
