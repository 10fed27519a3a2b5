"""Pages, rows of the round and the safety cross: what stands where, and which page is the one shown."""

import re
from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.coaching.reasons_to_visit import Ranked, Reason, Why
from vmboard.domain.figures.days import month_grid
from vmboard.domain.views.round import RoundLine
from vmboard.domain.words import Domain, Signal
from vmboard.render import cross, paging
from vmboard.render.html import Markup
from vmboard.render.round import domain_words, row, signals


@pytest.mark.parametrize(("page", "shown"), [(0, 0), (1, 1), (2, 2), (3, 0), (7, 1)])
def test_of_three_pages_one_is_shown_and_says_which(page: int, shown: int) -> None:
    drawn = "".join(map(str, paging.group([Markup("a"), Markup("b"), Markup("c")], page, "x")))
    assert re.findall(r'data-page="(\d)"( hidden)?', drawn) == [
        (str(n), "" if n == shown else " hidden") for n in range(3)
    ]
    assert f"{shown + 1} of 3" in str(paging.heading("Ideas", "9", 3, page))


def test_one_page_does_not_say_which() -> None:
    assert " of 1" not in str(paging.heading("Ideas", "9", 1, 0))


def test_a_name_too_long_for_its_line_is_smaller_and_leaves_room_for_the_count() -> None:
    short, long = (
        str(paging.own_heading(name, "9", 2, 0, 400, (25, 21))) for name in ("Ideas", "Ideas of all of us " * 4)
    )
    assert "vm-long" not in short and "vm-long" in long and "…" in long and "1 of 2" in long


def cells(drawn: str) -> list[tuple[str, float, float]]:
    found = re.findall(r'class="vm-day vm-day-(\w+)" x="([\d.]+)" y="([\d.]+)"', drawn)
    return [(state, float(x), float(y)) for state, x, y in found]


MONTH = month_grid({date(2026, 11, 2): 0, date(2026, 11, 3): 2, date(2026, 11, 18): 1}, 2026, 11, date(2026, 11, 18))


def test_every_day_of_the_cross_stands_in_its_cell_in_its_state() -> None:
    days = cells(str(cross.small(MONTH)))
    assert len(days) == 30
    by_day = dict(enumerate(days, start=1))
    assert [by_day[day][0] for day in (1, 2, 3, 17, 18, 19, 30)] == [
        "open",
        "none",
        "harm",
        "open",
        "harm",
        "future",
        "future",
    ]
    assert by_day[1][1] < by_day[2][1] < by_day[3][1] and by_day[1][2] == by_day[3][2] < by_day[4][2]
    assert by_day[7][1] < by_day[4][1] and by_day[7][2] == by_day[13][2]
    assert cross.summary(MONTH) == "November 2026. None: 1 day. Harm: 2 days. Not filled in yet: 15 days"


def test_the_large_cross_numbers_its_days_and_says_how_often_harm_happened() -> None:
    drawn = str(cross.large(MONTH, 1100, 700))
    words = re.findall(r">([×\d]+)</text>", drawn)
    assert words == ["1", "2", "×2", *(str(day) for day in range(4, 19))], "days to come have no number"
    key = re.findall(r">((?:None|Harm|Not filled in yet): [^<]+)</text>", drawn)
    assert key == ["None: 1 day", "Harm: 2 days", "Not filled in yet: 15 days"]
    full = month_grid({date(2026, 11, day): 0 for day in range(1, 31)}, 2026, 11, date(2026, 11, 30))
    assert cross.summary(full) == "November 2026. None: 30 days. Harm: 0 days"


def test_a_domain_says_its_worse_first_and_counts_more_than_one() -> None:
    counts = {Signal.COMMON_CAUSE: 3, Signal.IMPROVEMENT: 1, Signal.CONCERN: 2}
    assert domain_words(Domain.SAFETY, counts) == "Safety: 2 worse, 1 better, 3 steady"
    assert domain_words(Domain.COST, {}) == "Cost: no measures"
    drawn = str(signals({Domain.SAFETY: counts, Domain.COST: {Signal.COMMON_CAUSE: 2, Signal.NOT_ENOUGH: 1}}))
    marks = [re.findall(r'rd-mark (vm-\w+)">.*?</svg>(\d*)', part) for part in drawn.split("<li ")[1:]]
    assert len(marks) == len(Domain)
    assert marks[0] == [("vm-worse", "2"), ("vm-better", "")], "what is loud hides what is steady"
    assert marks[list(Domain).index(Domain.COST)] == [("vm-steady", "")] and marks[1] == []


def test_three_reasons_are_said_at_once_and_the_rest_behind_a_touch() -> None:
    def drawn(many: int) -> tuple[str, str]:
        reasons = tuple(Reason(Why.LATE, f"Reason {n}", 1, 1, "why" if n == 1 else "") for n in range(1, many + 1))
        line = RoundLine(Ranked(1, "Ward 4", 1.0, reasons), "ward-4", "Raigmore", {}, (1, 2, 0), "")
        first, _, rest = str(row(line)).partition("<details>")
        return first, rest

    first, rest = drawn(5)
    assert first.index("Reason 1") < first.index("Reason 3") and "Reason 4" not in first
    assert (
        "2 more reasons" in rest and rest.index("Reason 4") < rest.index("Reason 5") and "<span>: why</span>" in first
    )
    assert drawn(3)[1] == "" and "1 more reason<" in drawn(4)[1]
    assert "1 / 2 / 0" in first + rest and "1 idea, 2 in testing, 0 embedded" in first + rest
    assert "None yet" in rest and "rd-first" not in first


def test_a_team_without_reasons_says_so_and_a_paused_one_since_when_and_why() -> None:
    well = RoundLine(Ranked(1, "Ward 4", 0.0, ()), "ward-4", "Raigmore", {}, (0, 0, 0), "12 Oct")
    assert "Nothing needs you" in row(well) and "12 Oct" in row(well) and "rd-first" in row(well, first=True)
    paused = replace(well, ranked=Ranked(1, "Ward 4", 0.0, (), "Paused since 3 May"), paused_reason="Moving")
    assert "Paused since 3 May: Moving" in row(paused) and "Nothing needs you" not in row(paused)
