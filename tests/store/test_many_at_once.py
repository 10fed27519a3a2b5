"""Ten seconds of everybody at once: four write, four look, and no screen is torn and no word is lost."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.overlapping import overwritten
from tests.small_ward import MOMENT
from tests.store.test_one_view import SCREENS, BusyWard
from vmboard.domain.refusals import Busy
from vmboard.store.engine import reading
from vmboard.web.saving import save_for

SECONDS = 10
_TOGETHER = re.compile(r"(?:Vision|Rounds|Slings|Done|Notes|Step|Wave) (\d+)")
_ADDED = re.compile(r"(?:Idea|Theme) (\d+)")


@pytest.mark.long
def test_ten_seconds_of_everybody_at_once_tear_no_screen_and_lose_no_word(bind: Engine) -> None:
    busy = BusyWard(bind)
    over, faults, looked, words = Event(), list[str](), Counter[str](), count(1)
    saved = Counter[str]()

    def write() -> None:
        busy.change()

    def type_words() -> None:
        """As a browser does: over the words it saw, and again over theirs where it was too late."""
        by = (bind, busy.ward.nurse, busy.ward.team_id)
        item = {"id": "1", "verb": "set", "noun": "team", "row": busy.ward.team_id, "field": "idea_lane"}
        was = "Ideas"
        while not over.is_set():
            said = f"Words {next(words)}"
            [answer] = save_for(*by, [{**item, "was": was, "value": said}], MOMENT)
            saved["ok" if answer["ok"] else "clash"] += 1
            if answer["ok"]:
                before[said] = was
            was = said if answer["ok"] else answer["theirs"]["value"]

    def look(name: str) -> Callable[[], None]:
        def once() -> None:
            with reading(bind) as session:
                seen = repr(SCREENS[name](session, busy))
            looked[name] += 1
            together = {int(number) for number in _TOGETHER.findall(seen)}
            added = [int(number) for number in _ADDED.findall(seen)]
            together |= {max(added)} if added else set()
            if len(together) > 1:
                faults.append(f"{name} is torn: {sorted(together)}")

        return once

    def until_over(act: Callable[[], Any]) -> None:
        while not over.is_set():
            try:
                act()
            except Busy:  # it says so, and is tried again
                saved["busy"] += 1
            except Exception as fault:
                faults.append(f"{type(fault).__name__}: {fault}"[:120])

    before: dict[str, str] = {}
    acts = [write, write, type_words, type_words, *map(look, ("board", "round", "week", "huddle"))]
    threads = [Thread(target=until_over, args=(act,)) for act in acts]
    began = monotonic()
    for thread in threads:
        thread.start()
    over.wait(SECONDS - (monotonic() - began))
    over.set()
    for thread in threads:
        thread.join()
    lost = [
        row.after["idea_lane"] for row in busy.ward.history()
        if row.noun == "team" and row.before and row.after["idea_lane"] in before
        and row.before["idea_lane"] != row.after["idea_lane"]
        and row.before["idea_lane"] != before[row.after["idea_lane"]]
    ]  # fmt: skip
    print(f"looked {dict(looked)}, saved {dict(saved)}, {busy.turn} changes of everything; {len(faults)} torn")
    assert (faults[:5], len(faults), lost, overwritten(busy.ward)) == ([], 0, [], [])
    assert min(looked.values()) and saved["ok"]
