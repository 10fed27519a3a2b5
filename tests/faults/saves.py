"""F2, F13, F15 and F16: whoever saves meets many others, a clock that jumps, an hour of everybody, odd words."""

import json
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from threading import Event, Thread
from typing import Any

import requests

from db.checking import faults
from db.migrate import upgrade
from tests.benchmarks.bench import percentile
from tests.clients import many
from tests.conftest import TODAY
from tests.faults.house import House
from tests.faults.kills import fresh_ward
from tests.faults.savers import lost, saving
from tests.faults.table import Outcome
from tests.hostile import HOSTILE
from tests.small_ward import Ward
from tests.web.listener import Listener
from tests.web.ward import build_ward
from vmboard.commands.passes import pass_for
from vmboard.domain.weeks import local_day, week_ending
from vmboard.queries.week import grid_view
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.web.saving import save_for

PEOPLE = (2, 10, 30)
WALLS, EDITORS, SAVED_WITHIN = 30, 10, 1.0
ZONE = "Europe/London"


def updates(house: House, on: str, seconds: int) -> Outcome:
    """Two, ten and thirty people save for so many seconds each, over the same boxes."""
    said, wrong = list[str](), list[str]()
    for people in PEOPLE:
        url = house.url(on)
        bind = engine_for(url)
        upgrade(bind)
        tally = many(bind, people, seconds)
        said.append(
            f"{people} people: {tally.acknowledged} acknowledged, {tally.clashes} clashes, {tally.put_off} put off"
        )
        wrong += [f"{people} people: {error}" for error in tally.errors[:3]]
        gone = tally.acknowledged - tally.applied
        if gone or tally.lost_figures or not tally.acknowledged:
            wrong.append(f"{people} people: {gone} of {tally.acknowledged} lost, {tally.lost_figures} figures")
        wrong += [f"{people} people: {fault}" for fault in faults(bind)]
        dispose(url)
    return Outcome(seconds, f"{seconds} s each, 0 lost; {'; '.join(said)}", wrong)


def _at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc]


NOON = _at(2026, 11, 18, 12)
JUMPS = [
    *((NOON, NOON + timedelta(**{unit: way})) for unit in ("hours", "days") for way in (1, -1)),
    (_at(2026, 3, 29, 0, 59), _at(2026, 3, 29, 1, 1)),  # the hour that is not there
    (_at(2026, 10, 25, 0, 30), _at(2026, 10, 25, 1, 30)),  # half past one, twice
    (_at(2026, 10, 25, 1, 30), _at(2026, 10, 25, 0, 30)),
    *((_at(2026, 12, 31, 23, 59) + timedelta(days=n), _at(2027, 1, 1, 0, 1) + timedelta(days=n)) for n in range(5)),
]
"""Before and after: an hour and a day both ways, both changes of the clock, every midnight from 31 December."""


def clocks(house: House, on: str, times: int) -> Outcome:
    """Save before and after each jump: both stand in the order they came, and no week is double, missing or to come."""
    url, wrong = house.url(on), list[str]()
    ward = fresh_ward(url)
    for number, (before, after) in enumerate(JUMPS[:times]):
        week = date(2026, 1, 4) + timedelta(weeks=number)
        version = 0
        for value, now in ((1, before), (2, after)):
            answer = _type(ward, week, value, version, now)
            wrong += [] if answer["ok"] else [f"{before} to {after}: {answer.get('sentence')}"]
            version = answer.get("version", 0)
            wrong += [f"{now}: {fault}" for fault in _weeks_at_odds(ward, now)]
        stood = [row.after["value"] for row in ward.history() if row.after and row.after.get("week") == f"{week}"]
        wrong += [] if stood == [1, 2] else [f"{before} to {after}: in history stands {stood}"]
    wrong += list(faults(ward.bind))
    dispose(url)
    return Outcome(times, "each save stands in the order it came; no week double, missing or to come", wrong)


def _type(ward: Ward, week: date, value: int, version: int, now: datetime) -> dict[str, Any]:
    item = {"id": "1", "verb": "figures.type", "measure": ward.falls_id, "week": f"{week}", "text": f"{value}",
            "version": version}  # fmt: skip
    return save_for(ward.bind, ward.nurse, ward.team_id, [item], now)[0]


def _weeks_at_odds(ward: Ward, now: datetime) -> list[str]:
    today = local_day(now, ZONE)
    with reading(ward.bind) as session:
        weeks = grid_view(session, ward.nurse, ward.team_id, today, 60).weeks
    odd = [f"{one} is followed by {other}" for one, other in pairwise(weeks)
           if other - one != timedelta(weeks=1)]  # fmt: skip
    return odd + ([] if weeks[-1] == week_ending(today) else [f"on {today} the last week is {weeks[-1]}"])


def everybody(house: House, on: str, minutes: int) -> Outcome:
    """Thirty walls and ten editors, each of whom saves something every other second, for so many minutes."""
    url, over, broken, heard = house.url(on), Event(), list[str](), Counter[int]()
    ward = fresh_ward(url)
    screen = build_ward(ward.bind, TODAY, name="Ward 9", measures=15)
    with house.server(url) as server:

        def follow(number: int) -> None:
            try:
                listener = Listener(server.port, screen.link, timeout=30)
                while not over.is_set():
                    listener.hear()
                    heard[number] += 1
                listener.close()
            except Exception as error:
                broken.append(f"wall {number}: {type(error).__name__}")

        walls = [Thread(target=follow, args=(number,), daemon=True) for number in range(WALLS)]
        for wall in walls:
            wall.start()
        with saving(ward, server.port, EDITORS, pause=2) as savers:
            time.sleep(minutes * 60)
        over.set()
        for wall in walls:
            wall.join(30)
    waits = [wait for saver in savers for wait in saver.waits]
    p95 = percentile(waits, 95)
    odd = [f"{count} answers {status}" for saver in savers for status, count in saver.odd.items()]
    refused = [sentence for saver in savers for sentence in saver.refused]
    wrong = broken + odd + refused[:3] + lost(ward.bind, ward, savers) + list(faults(ward.bind))
    wrong += [f"{WALLS - len(heard)} walls heard nothing"] if len(heard) < WALLS else []
    seen = f"{len(waits)} saves, p95 {p95 * 1000:.0f} ms; {WALLS} walls, each heard {min(heard.values())} times or more"
    return Outcome(minutes, seen, wrong + house.slow("p95 of a save", p95, SAVED_WITHIN))


WORDS = [
    *HOSTILE.values(), "", " ", "\x00", "a\x00b", "\ud83d", "\x0b\x0c", "=1+1", "@SUM(A1)", "-3+cmd|' /C calc'!A0",
    "1e999", "NaN", "-Infinity", "2147483648", "9" * 400, "0x1F", "١٢٣", "１２", "3;4", "1,2,3", "\u2028", "\r\n" * 50,
    "'; DROP TABLE team; --", "{{7*7}}", "../../etc/passwd",
]  # fmt: skip
ITEMS: list[dict[str, Any]] = [
    {"verb": "figures.type", "measure": 3, "week": "2026-11-15", "version": 0, "text": "WORDS"},
    {"verb": "figures.type", "measure": 3, "week": "2026-11-08", "version": 0, "text": "3", "note": "WORDS"},
    {"verb": "figures.type", "measure": 3, "week": "WORDS", "version": 0, "text": "3"},
    {"verb": "boxes.set", "noun": "team", "row": 1, "field": "vision", "value": "WORDS", "was": ""},
    {"verb": "boxes.set", "noun": "team", "row": 1, "field": "WORDS", "value": "x", "was": ""},
    {"verb": "actions.add", "text": "WORDS", "key": "WORDS"},
    {"verb": "projects.add", "title": "WORDS", "key": "WORDS"},
    {"verb": "WORDS"},
]


def odd_words(house: House, on: str, times: int) -> Outcome:
    """Odd words in every place of what a browser hands in: each is kept as it was, or refused in a sentence."""
    url = house.url(on)
    ward = fresh_ward(url)
    screen = build_ward(ward.bind, TODAY, name="Ward 9", measures=1, weeks=2)
    sent = [_with(item, words) for words in WORDS for item in ITEMS]
    chosen = sent[:: max(1, len(sent) // times)][:times]
    answers, wrong = Counter[str](), list[str]()
    headers = {"content-type": "application/json", "x-vmboard": pass_for(ward.bind, ward.nurse, ward.team_id)}
    with house.server(url) as server:
        for number, item in enumerate(chosen):
            body = json.dumps({"items": [{"id": f"{number}", **item}]})
            answer = requests.post(f"{server.where}/save", body, headers=headers, timeout=30)
            if answer.status_code not in (200, 400, 413):
                wrong.append(f"{answer.status_code} for {body[:80]}")
                continue
            said = answer.json().get("items", [answer.json()])[0]
            answers["saved" if said.get("ok") else "refused"] += 1
            wrong += [] if said.get("ok") or said.get("sentence") else [f"no word for {body[:80]}"]
        for path in (screen.link, "/healthz"):
            status = requests.get(f"{server.where}{path}", timeout=30).status_code
            wrong += [] if status == 200 else [f"{path} answers {status} afterwards"]
    wrong += list(faults(ward.bind))
    dispose(url)
    seen = f"{answers['saved']} saved, {answers['refused']} refused in a sentence, none a fault"
    return Outcome(len(chosen), seen, wrong)


def _with(item: dict[str, Any], words: str) -> dict[str, Any]:
    return {name: words if value == "WORDS" else value for name, value in item.items()}
