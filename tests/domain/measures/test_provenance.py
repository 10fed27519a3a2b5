"""From when and from whom a tile's figure is: always six facts, and what nobody said is said to be so."""

from dataclasses import replace
from datetime import date

from vmboard.domain.figures.days import days_since, month_grid
from vmboard.domain.measures.provenance import Facts, from_when, provenance
from vmboard.domain.views.board import Chart, Tile
from vmboard.domain.words import Domain, IndicatorKind, Signal

TODAY, WEEK = date(2026, 11, 18), date(2026, 11, 8)
TILE = Tile(
    measure_id=1, name="Falls", full_name="Falls", domain=Domain.SAFETY, unit="", value=2.0, value_text="2",
    unit_text="", signal=Signal.COMMON_CAUSE, sentence="", target_text="", target_words="", week=WEEK,
    week_text="Week ending 8 Nov", provisional=True, age_text="Week to 8 Nov, 1 week late, waiting for finance",
    change_text="", change=None, chart=Chart((), (), (), (), None, "", None, ""),
)  # fmt: skip


def told(
    *,
    source: str = "",
    data_owner: str = "",
    definition: str = "",
    indicator: IndicatorKind | None = None,
    has_target: bool = False,
    set_by: str = "",
    is_computed: bool = False,
) -> Facts:
    return provenance(
        TILE, TODAY, source=source, data_owner=data_owner, definition=definition, indicator=indicator,
        has_target=has_target, set_by=set_by, is_computed=is_computed,
    )  # fmt: skip


def test_all_there_is_to_say_in_six_facts() -> None:
    facts = told(
        source="Datix", data_owner="Ward clerk", definition="Any fall", indicator=IndicatorKind.LAGGING,
        has_target=True, set_by="NHS Highland",
    )  # fmt: skip
    assert facts == (
        ("From when", "Week ending 8 Nov, 10 days old · Provisional · 1 week late, waiting for finance"),
        ("From whom", "Ward clerk"),
        ("Source", "Datix"),
        ("Definition", "Any fall"),
        ("Leading or lagging", "Lagging: the result itself"),
        ("Target set by", "NHS Highland"),
    )


def test_what_nobody_said_is_said_to_be_so() -> None:
    assert [words for _label, words in told()[1:]] == ["Not said", "Not said", "Not said", "Not said", "No target"]
    assert told(set_by="NHS Highland")[-1] == ("Target set by", "No target"), "nobody set one that is not there"
    assert told(has_target=True)[-1] == ("Target set by", "The team")
    assert told(is_computed=True)[2] == ("Source", "Worked out by the board from other measures")


def test_how_sure_and_how_old_a_figure_is() -> None:
    def said(**about: object) -> str:
        return from_when(replace(TILE, **{"provisional": False, "age_text": "", **about}), TODAY)

    assert said() == "Week ending 8 Nov, 10 days old"
    assert said(week=date(2026, 11, 22), week_text="Week ending 22 Nov") == "Week ending 22 Nov", "closed early"
    assert said(doubt="41 or 4.1?", provisional=True) == "Week ending 8 Nov, 10 days old · Being checked"
    assert said(spread="Months spread by days").endswith("· Months spread by days")
    none = said(week=None, week_text="No figures yet", age_text="Waiting for finance")
    assert none == "No figures yet · Waiting for finance"


def test_what_is_kept_day_by_day_has_no_week() -> None:
    since = days_since({date(2026, 11, 3): 1}, date(2026, 1, 1), TODAY, every_day=False)
    by_day = replace(TILE, since=since, provisional=False, week_text="", age_text="since the last one, 3 Nov")
    assert from_when(by_day, TODAY) == "Counted day by day, since the last one, 3 Nov"
    month = month_grid({}, 2026, 11, TODAY)
    cross = replace(TILE, month=month, provisional=False, week_text="November 2026", age_text="")
    assert from_when(cross, TODAY) == "Filled in day by day, November 2026"
