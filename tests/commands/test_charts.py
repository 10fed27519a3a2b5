"""What people decide about a chart."""

from datetime import date

import pytest

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import charts, measures
from vmboard.domain.measures.new_line import NewLine
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Rules
from vmboard.queries.measures import new_lines
from vmboard.store.tables import Exclusion, Measure

STEADY = (4, 5, 4, 6, 5, 4, 5, 6, 4, 5, 5, 4, 6, 5)


def test_a_chosen_chart_and_its_rules_are_kept(ward: Ward) -> None:
    ward.do(charts.choose_chart, ward.falls_id, chart=Chart.RUN, rules=Rules.HIS)
    row = ward.row(Measure, ward.falls_id)
    assert (row.chart, row.rules) == (Chart.RUN, Rules.HIS)
    assert ward.history()[-1].verb == "choose chart"


def test_a_chart_chosen_over_somebody_elses_choice_is_a_clash(ward: Ward) -> None:
    version = ward.row(Measure, ward.falls_id).version
    ward.do(charts.choose_chart, ward.falls_id, chart=Chart.C, version=version)
    with pytest.raises(Clash):
        ward.do(charts.choose_chart, ward.falls_id, chart=Chart.RUN, version=version)
    assert ward.row(Measure, ward.falls_id).chart is Chart.C


def test_a_chart_of_proportions_needs_denominators(ward: Ward) -> None:
    ward.record(*STEADY)
    with pytest.raises(Refused, match="needs what each figure is out of"):
        ward.do(charts.choose_chart, ward.falls_id, chart=Chart.P)


def test_anhojs_rules_are_an_administrators_to_choose_and_anybodys_to_leave(ward: Ward) -> None:
    with pytest.raises(Refused, match="chosen by an administrator"):
        ward.do(charts.choose_chart, ward.falls_id, chart=Chart.RUN, rules=Rules.ANHOJ)
    ward.do(charts.choose_anhoj, ward.falls_id)
    row = ward.row(Measure, ward.falls_id)
    assert (row.chart, row.rules) == (Chart.RUN, Rules.ANHOJ)
    ward.do(charts.choose_chart, ward.falls_id, chart=Chart.RUN, rules=Rules.ANHOJ, screening=False)
    ward.do(charts.choose_chart, ward.falls_id, chart=None)
    assert ward.row(Measure, ward.falls_id).rules is None


def lasted(ward: Ward) -> list[tuple[int, str, NewLine]]:
    return list(ward.ask(lambda session: new_lines(session, ward.nurse, ward.team_id, MOMENT.date())))


def test_a_level_that_lasted_is_offered_a_line_until_one_is_drawn_or_it_is_put_off(ward: Ward) -> None:
    assert lasted(ward) == []
    ward.record(*[13.0, 16.0, 12.0, 15.0] * 10, *[8.0, 11.0, 9.0, 10.0] * 6)
    ((measure_id, name, offered),) = lasted(ward)
    assert (measure_id, name, offered.week) == (ward.falls_id, "Falls", date(2026, 6, 7))

    ward.do(charts.rest_new_line, ward.falls_id, today=MOMENT.date())
    assert lasted(ward) == [], "put off for twelve weeks"
    assert ward.row(Measure, ward.falls_id).line_rests_until == date(2027, 2, 10)
    assert ward.history()[-1].verb == "put off new line"
    later = list(ward.ask(lambda session: new_lines(session, ward.nurse, ward.team_id, date(2027, 2, 10))))
    assert len(later) == 1, "and then offered again"

    with pytest.raises(Refused, match="Say why"):
        ward.do(measures.rebase, ward.falls_id, week=offered.week, reason=" ")
    ward.do(measures.rebase, ward.falls_id, week=offered.week, reason="Comfort rounds")
    assert ward.ask(lambda session: new_lines(session, ward.nurse, ward.team_id, date(2027, 2, 10))) == []


def test_leaving_a_week_out_needs_a_reason(ward: Ward) -> None:
    ward.record(*STEADY)
    with pytest.raises(Refused, match="Say why"):
        ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="  ")


def test_a_week_left_out_can_be_let_back_in(ward: Ward) -> None:
    ward.record(*STEADY)
    row = ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Ward closed: norovirus")
    ward.do(charts.include, row.id)
    assert ward.row(Exclusion, row.id).removed
    assert [h.verb for h in ward.history()[-2:]] == ["exclude week", "include week"]
    assert ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Closed after all").id != row.id


def test_a_week_is_left_out_once(ward: Ward) -> None:
    ward.record(*STEADY)
    ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Ward closed")
    with pytest.raises(Refused, match="already"):
        ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Ward closed")
