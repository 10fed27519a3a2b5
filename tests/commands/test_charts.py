"""What people decide about a chart."""

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import charts
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Rules
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


def test_a_week_is_left_out_once(ward: Ward) -> None:
    ward.record(*STEADY)
    ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Ward closed")
    with pytest.raises(Refused, match="already"):
        ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Ward closed")
