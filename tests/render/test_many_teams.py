"""Reports over many teams on paper: a programme's return says what its CSV says, a pathway what all may see."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import Engine

from tests.render.test_reports import HOSTILE, needs_pdftotext, of_paper
from tests.small_ward import MOMENT, WEEK
from tests.three_wards import EVERYBODY, House
from tests.two_wards import TODAY
from vmboard.commands import charts, measures, pathway_baselines, projects
from vmboard.commands import pathways as commands
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.programmes import set_programmes
from vmboard.domain.programmes import NOT_MEASURED, Programme
from vmboard.domain.reports.programme_return import programme_return
from vmboard.domain.views.programmes import ProgrammeReturn, ProgrammeView, ReturnLine
from vmboard.domain.views.record import TeamRecord
from vmboard.domain.words import PointStatus
from vmboard.files.programme_return import write_return
from vmboard.queries.programmes import programme_records, programme_view
from vmboard.render.reports.many_teams import pathway_pdf, return_pdf
from vmboard.render.reports.pathway_words import FOR_ALL
from vmboard.store.engine import reading, transaction

MADE = date(2026, 11, 18)
VALUE = Programme("value", "Value Management", ("complaints", "care_plans", "falls"))


class Served(House):
    """The three wards of the pathway; the first two serve a programme that requires falls too, which no ward counts."""

    def __init__(self, bind: Engine, name: str = VALUE.name) -> None:
        super().__init__(bind)
        with transaction(bind, now=MOMENT) as session:
            set_programmes(session, EVERYBODY, [Programme(VALUE.key, name, VALUE.requires)], version=0)
        for place in (0, 1):
            ward, mine = self.wards[place], self.measures[place]
            ward.do(measures.change_measure, mine["complaints"], programmes="value")
        self.wards[1].do(measures.change_measure, self.measures[1]["pay"], programmes="value")
        self.wards[1].do(projects.add_project, title="Quiet hour", today=TODAY, programmes="value")

    def records(self) -> tuple[ProgrammeView, Sequence[TeamRecord]]:
        with reading(self.bind) as session:
            served = programme_records(session, EVERYBODY, "value", datetime(2026, 11, 18, 9, tzinfo=UTC))
            return programme_view(session, EVERYBODY, "value"), [record for record, _ in served]

    def told(self) -> ProgrammeReturn:
        return programme_return(*self.records())


@pytest.fixture
def served(bind: Engine) -> Served:
    return Served(bind)


class TestReturn:
    def line(self, served: Served, section: int, place: int) -> ReturnLine:
        return served.told().required[section].lines[place]

    def test_every_figure_is_the_newest_of_the_csv_with_what_it_counts_and_of_what(self, served: Served) -> None:
        view, records = served.records()
        rows = list(csv.DictReader(StringIO(write_return(view, records).decode("utf-8-sig"))))
        newest = {(row["Team"], row["Required measure"]): row for row in rows if row["Week"] in (WEEK.isoformat(), "")}
        for section in served.told().required:
            for line in section.lines:
                row = newest[line.team, section.name]
                if row["Status"] == NOT_MEASURED:
                    assert (line.measure, line.figure, line.tile) == (NOT_MEASURED, "", None)
                    continue
                assert (line.measure, line.week) == (row["Our measure"], "Week ending 15 Nov")
                if row["Numerator"]:
                    assert line.of.startswith(f"{float(row['Numerator']):g} of {float(row['Denominator']):g}")
                else:
                    assert float(line.figure) == float(row["Value"])

    def test_what_a_ward_does_not_measure_is_said_and_counted(self, served: Served) -> None:
        told = served.told()
        assert told.summary == "2 teams serve it. 0 of 2 teams measure all it requires."
        assert [section.measured for section in told.required] == [
            "Measured by 2 of 2 teams", "Measured by 2 of 2 teams", "Measured by 0 of 2 teams",
        ]  # fmt: skip
        assert told.others and [line.measure for line in told.others.lines] == ["Pay"]
        assert told.projects == (("Ward 2", "Quiet hour", "Ideas, since 18 Nov 2026"),)

    def test_a_figure_says_how_sure_it_is_and_what_is_not_in_yet(self, served: Served) -> None:
        late = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
        served.wards[0].do(record_points, served.measures[0]["complaints"], [late])
        line = self.line(served, 0, 0)
        assert (line.figure, line.week) == ("1", "Week ending 8 Nov")
        assert "1 week is not in yet, waiting for finance" in line.notes
        assert "19 weeks since 5 Jul" in line.notes
        late = NewPoint(WEEK - timedelta(weeks=1), None, status=PointStatus.NOT_IN_YET, waiting_for="the lab")
        served.wards[0].do(record_points, served.measures[0]["complaints"], [late])
        assert "2 weeks are not in yet, waiting for finance" in self.line(served, 0, 0).notes, (
            "whom the newest waits for"
        )
        served.record(0, "complaints", [1.0, 1.0])
        so_far = NewPoint(WEEK + timedelta(weeks=1), 7.0)
        served.wards[0].do(record_points, served.measures[0]["complaints"], [so_far])
        assert self.line(served, 0, 0).figure == "1", "the running week is not over"
        sure = NewPoint(WEEK, 2.0, status=PointStatus.PROVISIONAL)
        served.wards[0].do(record_points, served.measures[0]["complaints"], [sure])
        assert "Provisional" in self.line(served, 0, 0).notes

    def test_a_week_that_counts_for_nothing_is_told_as_that_and_one_that_runs_is_in_no_return(
        self, served: Served
    ) -> None:
        ward, id_ = served.wards[0], served.measures[0]["complaints"]
        ward.do(charts.exclude, id_, week=WEEK, reason="Flood")
        ward.do(record_points, id_, [NewPoint(WEEK - timedelta(weeks=1), 41.0, doubt="41 or 4.1?")])
        ward.do(record_points, id_, [NewPoint(WEEK + timedelta(weeks=1), 7.0)])
        assert "Left out of its chart" in self.line(served, 0, 0).notes
        rows = list(csv.DictReader(StringIO(write_return(*served.records()).decode("utf-8-sig"))))
        newest = [row for row in rows if (row["Team"], row["Required measure"]) == ("Ward 1", "Complaints")][-3:]
        assert [(row["Week"], row["Being checked"], row["Left out"]) for row in newest] == [
            ("2026-11-01", "", "no"), ("2026-11-08", "41 or 4.1?", "no"), ("2026-11-15", "", "yes"),
        ]  # fmt: skip

    def test_a_measure_that_stands_for_another_that_is_required_too_is_told_under_both(self, served: Served) -> None:
        ward, id_ = served.wards[0], served.measures[0]["complaints"]
        ward.do(measures.change_measure, id_, programmes="value as falls")
        rows = list(csv.DictReader(StringIO(write_return(*served.records()).decode("utf-8-sig"))))
        under = {row["Required measure"]: row["Our measure"] for row in rows if row["Team"] == "Ward 1"}
        assert under == {"Complaints": "Complaints", "Care plans in 24 h": "Care plans in 24 h", "Falls": "Complaints"}

    def test_a_share_that_came_without_its_numbers_says_so(self, served: Served) -> None:
        served.wards[0].do(record_points, served.measures[0]["care_plans"], [NewPoint(WEEK, 88.0)])
        line = self.line(served, 1, 0)
        assert (line.figure, line.of) == ("88%", "") and "Without the numbers behind it" in line.notes
        assert "Without the numbers behind it" not in self.line(served, 1, 1).notes

    def test_a_ward_that_words_it_otherwise_has_its_own_words_beside_it(self, served: Served) -> None:
        served.wards[0].do(measures.change_measure, served.measures[0]["complaints"], definition="Letters alone")
        assert "Letters alone" in self.line(served, 0, 0).notes
        assert all("Letters alone" not in note for note in self.line(served, 0, 1).notes)

    @needs_pdftotext
    def test_the_paper_says_what_the_view_says(self, served: Served) -> None:
        told = served.told()
        paper = of_paper(return_pdf(told))
        for section in told.required:
            assert section.name in paper and section.measured in paper
            for line in section.lines:
                assert line.of in paper and line.figure in paper
        assert paper.count(NOT_MEASURED) == 2 and "Quiet hour" in paper and told.summary in paper

    @needs_pdftotext
    def test_what_somebody_typed_stands_there_as_text(self, bind: Engine) -> None:
        paper = of_paper(return_pdf(Served(bind, HOSTILE[:40].strip()).told()))
        assert "#panic()" in paper and "</title><script>x</script>" in paper


class TestPathway:
    @needs_pdftotext
    def test_the_paper_tells_totals_how_wards_differ_and_whose_figures_are_open(self, served: Served) -> None:
        for place in range(3):
            served.release(place, "care_plans")
        paper = of_paper(pathway_pdf(served.seen(for_all=True), MADE))
        assert "Falls" in paper and "Ward 1 (Raigmore) → Ward 2 (Raigmore) → Ward 3 (Belford)" in paper
        assert "56" in paper and "Ward 3 is beyond what chance gives" in paper and FOR_ALL in paper
        assert "Week ending 15 Nov, the newest week" in paper and "3 teams not shown" in paper, "of complaints"

    @needs_pdftotext
    def test_a_total_that_is_kept_back_is_not_on_paper_and_says_why(self, served: Served) -> None:
        served.release(0, "care_plans")
        kept = served.measured["complaints"]
        with transaction(served.bind, now=MOMENT) as session:
            commands.remove_measure(session, EVERYBODY, served.key.kept_by, kept)
        paper = of_paper(pathway_pdf(served.seen(for_all=True), MADE))
        assert "kept back on paper" in paper and "56" not in paper and "33.3" not in paper

    @needs_pdftotext
    def test_a_baseline_and_a_missing_ward_are_told(self, served: Served) -> None:
        served.decide(pathway_baselines.rebase, "complaints", week=WEEK, reason="One clinic for all")
        late = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
        served.wards[2].do(record_points, served.measures[2]["care_plans"], [late])
        paper = of_paper(pathway_pdf(served.seen(for_all=True), MADE))
        assert "One clinic for all" in paper
        assert "Week ending 8 Nov, 1 week old" in paper and "Ward 3 is not in yet, waiting for finance." in paper

    def test_a_pathway_without_measures_and_projects_prints(self, served: Served) -> None:
        with transaction(served.bind, now=MOMENT) as session:
            for id_ in served.measured.values():
                commands.remove_measure(session, EVERYBODY, served.key.kept_by, id_)
        assert pathway_pdf(served.seen(for_all=True), MADE).startswith(b"%PDF")
