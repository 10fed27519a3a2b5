"""The pages of schemes and impact as a person meets them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, SITE, Ward, app_of_this_process, go, text
from vmboard.commands import benefits, projects
from vmboard.commands.returns import save_inputs
from vmboard.commands.schemes import set_scheme_state
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind
from vmboard.queries.returns import inputs
from vmboard.queries.teams import team_id_of
from vmboard.store.engine import reading, transaction


@pytest.fixture
def demo(demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The site over the demo hospital."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    for _ in app_of_this_process(path, monkeypatch):
        yield AppTest.from_file(str(SITE), default_timeout=30)


def opened(at: AppTest, page: str, **address: str) -> AppTest:
    at.run()
    for name, value in address.items():
        at.query_params[name] = value
    at = go(at, page)
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_an_empty_register_says_so(ward: Ward) -> None:
    assert "No project claims anything yet." in text(opened(ward.at, "schemes"))


def test_a_long_register_builds_no_more_than_it_shows_and_may_begin_with_the_most_money(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        for number in range(52):
            made = projects.add_project(session, NURSE, ward.team_id, title=f"Scheme {number:02d}.", today=TODAY)
            benefits.add_benefit(session, NURSE, ward.team_id, made.id, kind=BenefitKind.CASH, amount=100.0 + number)
    at = opened(ward.at, "schemes")
    assert "Scheme 49." in text(at) and "Scheme 51." not in text(at)
    assert "50 of 52 schemes" in text(at) and "£6,526" in text(at), "the totals are of all of them"
    press(at, "Show more")
    assert "Scheme 51." in text(at)
    at.selectbox(key="narrow_order").select("cash").run()
    assert text(at).index("Scheme 51.") < text(at).index("Scheme 00.")
    assert "cash" in at.query_params["order"], "the address opens the same register for somebody else"


def test_the_register_keeps_kinds_and_claims_apart(demo: AppTest) -> None:
    said = text(opened(demo, "schemes"))
    assert "£272,100" in said and "Confirmed by finance" in said
    assert "1 copy of a benefit is not counted again. 2 halted schemes count for nothing." in said
    assert "Waiting for nursing" in said and "Signed by both, 4 Nov" in said


def test_the_register_is_narrowed_by_what_is_asked(demo: AppTest) -> None:
    at = opened(demo, "schemes")
    at.selectbox(key="narrow_state").select("halted").run()
    assert "2 schemes" in text(at) and "Scan stock at the table" in text(at)
    assert "One price for a stent" not in text(at)
    at.text_input(key="narrow_words").input("nothing like it").run()
    assert "None of them fits." in text(at)


def test_an_address_opens_the_register_narrowed_and_a_wrong_one_does_no_harm(demo: AppTest) -> None:
    said = text(opened(demo, "schemes", stage="testing", state="<b>", words="tabard"))
    assert "Drug-round tabard" in said and "Standard stock trolley" not in said


def tabard(at: AppTest) -> str:
    """The number of the project "Drug-round tabard", as the register links to it."""
    said = text(opened(at, "schemes")).split(">Drug-round tabard<")[0]
    return said.rpartition("scheme=ward-7a-respiratory.")[2].split('"')[0]


def test_a_scheme_is_signed_and_halted_where_it_is_read(demo: AppTest) -> None:
    key = f"ward-7a-respiratory.{tabard(demo)}"
    at = opened(demo, "schemes", scheme=key)
    assert "Something urgent may wait for the round to end" in text(at)
    press(at, "Record it today")
    assert "Say who has looked at it" in text(at)
    at.text_input(key=f"sign_nursing_{key}_by").input("Lorna Grant, chief nurse")
    press(at, "Record it today")
    assert "Lorna Grant, chief nurse, 18 Nov, recorded by" in text(at)
    at.button(key=f"unsign_nursing_{key}").click().run()
    assert "Lorna Grant" in text(at) and "Take the nursing signature back?" in text(at), "it asks first"
    press(at, "Yes, take it back")
    assert "(it was Lorna Grant, chief nurse), and is halted until then" in text(at)
    press(at, "Decide")
    assert "Say why it is halted." in text(at)
    at.text_input(key=f"deed_reason_{key}").input("Two <b>doses</b> were late")
    press(at, "Decide")
    said = text(at)
    assert "Halted. It counts for nothing until it starts again." in said
    assert "Two &lt;b&gt;doses&lt;/b&gt; were late" in said


def test_whoever_signs_reads_amount_claim_owner_idea_and_how_the_measure_stands(demo: AppTest) -> None:
    said = text(opened(demo, "schemes", scheme=f"ward-7a-respiratory.{tabard(demo)}"))
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", said))
    assert facts["Gives back"] == "£600 a year, claimed: Fewer doses opened and thrown away"
    assert (facts["Owner"], facts["Idea"]) == ("Anil Rao", "Not written yet")
    assert facts["Its measure"] == "Medicines omitted: Worse. Higher than before for 10 weeks running."


def test_what_was_typed_for_one_scheme_is_not_there_for_the_next(demo: AppTest) -> None:
    keys = re.findall(r"scheme=([\w.-]+)", text(opened(demo, "schemes", team="ward-7a-respiratory")))
    first, second = list(dict.fromkeys(keys))[:2]
    at = opened(demo, "schemes", scheme=first)
    at.text_input(key=f"deed_reason_{first}").input("Two doses were late")
    at.selectbox(key=f"deed_{first}").select(SchemeState.CLOSED).run()
    at.query_params["scheme"] = second
    at.run()
    assert at.text_input(key=f"deed_reason_{second}").value == ""
    assert at.selectbox(key=f"deed_{second}").value is not SchemeState.CLOSED


def test_a_decision_on_what_another_has_just_decided_is_not_taken_unseen(demo: AppTest) -> None:
    number = int(tabard(demo))
    at = opened(demo, "schemes", scheme=f"ward-7a-respiratory.{number}")
    with transaction() as session:
        ward = team_id_of(session, NURSE, "ward-7a-respiratory")
        set_scheme_state(session, NURSE, ward, number, state=SchemeState.HALTED, reason="Two doses were late")
    at.selectbox(key=f"deed_ward-7a-respiratory.{number}").select(SchemeState.CLOSED)
    press(at, "Decide")
    assert "Someone else changed this" in text(at) and "Two doses were late" in text(at)
    press(at, "Decide")
    assert "Closed." in text(at)


def test_a_project_says_how_its_scheme_stands(demo: AppTest) -> None:
    said = text(opened(demo, "project", team="ward-7a-respiratory", project=tabard(demo)))
    assert "Amended 18 Nov by Isla Munro, improvement coach: Taken off at visiting time" in said
    assert said.count('class="ui-strip ui-worry"') == 1, "one strip, which does not contradict itself"
    assert "Signed again for medicine (Dr Fiona Ross, associate medical director). It waits for nursing (it was" in said
    assert "Halted: waits for" not in said


def test_impact_shows_the_published_costs_with_their_signals(demo: AppTest) -> None:
    said = text(opened(demo, "impact"))
    for figure in ("£438.50", "£471.60", "£370.50", "£939.20", "£1,219.50", "£49.80"):
        assert figure in said
    assert "Range of the clear changes: 10% to 21% lower in 6 teams" in said and "6 better" in said
    assert "Nothing here is an effect to expect elsewhere." in said


def test_the_falls_comparison_says_what_its_counts_are_and_shows_no_interval(demo: AppTest) -> None:
    at = opened(demo, "impact")
    at.selectbox(key="impact_measure").select("library:falls")
    at.selectbox(key="impact_group").select("Stand-in: Wards that chose falls")
    at.selectbox(key="impact_others").select("Stand-in: Wards that chose others").run()
    said = text(at)
    assert "Falls: 25.9% lower in these teams, 2.5% lower in the others." in said
    assert "Demo counts, chosen to give the published percentages of 2017–18." in said
    assert "interval:" not in said and "95% interval" not in said and "No clear change" not in said
    assert "so some of the difference may be who they are" in said


def test_the_weeks_of_was_and_now_are_named(demo: AppTest) -> None:
    said = text(opened(demo, "impact"))
    assert "Was: the frozen baseline, " in said and ". Now: the latest since, 13 weeks, " in said


def test_a_team_without_a_signal_has_no_percentage_anywhere(demo: AppTest) -> None:
    at = opened(demo, "impact")
    at.selectbox(key="impact_measure").select("library:patients").run()
    said = text(at)
    row = said.split("Ward 6C · Cardio-endocrine</a>")[1].split("</div></div>")[0]
    assert "No clear change" in row and "% higher" not in row
    assert (
        "without a clear change" in said and "2% " not in said.split("Range of the clear changes")[1].split("</p>")[0]
    )


def test_longer_than_long_enough_leaves_teams_out_with_the_reason(demo: AppTest) -> None:
    at = opened(demo, "impact")
    at.number_input(key="long_weeks_since").set_value(104).run()
    assert "0 of 6 teams judged. Left out: 6 too soon since the baseline." in text(at)
    assert left_out(at)["Left out (8)"] == {
        "Too soon since the baseline: 6 teams": WITH_COSTS, "Without this measure: 2 teams": WITHOUT_COSTS,
    }  # fmt: skip


def test_each_side_of_a_comparison_says_whom_it_leaves_out_by_the_reason(demo: AppTest) -> None:
    at = opened(demo, "impact")
    at.selectbox(key="impact_group").select("Team: Cath Lab")
    at.selectbox(key="impact_others").select("All teams")
    at.number_input(key="long_weeks_since").set_value(104).run()
    lists = left_out(at)
    assert lists["Left out of these teams (1)"] == {"Too soon since the baseline: 1 team": "Cath Lab"}
    others = WITH_COSTS.removeprefix("Cath Lab, ")
    assert lists["Left out of the others (5)"] == {"Too soon since the baseline: 5 teams": others}


WITH_COSTS = (
    "Cath Lab, Children&#39;s Ward, Morar Ward · Inpatient psychiatry, Sleep Service, Ward 6C · Cardio-endocrine, "
    "Ward 7A · Respiratory"
)
WITHOUT_COSTS = "Executive team, Medical and Diagnostic Division"


def left_out(at: AppTest) -> dict[str, dict[str, str]]:
    """The lists of who is left out, by the words that open them: reason and number, and names."""
    said = {}
    for opens in at.expander:
        if opens.label.replace("\\", "").startswith("Left out"):
            inside = "".join(part.proto.body for part in opens.get("html"))
            pairs = re.findall(r"<dt><b>(.*?)</b>(.*?)</dt><dd>(.*?)</dd>", inside)
            said[opens.label.replace("\\", "")] = {why + many: teams for why, many, teams in pairs}
    return said


def test_the_return_follows_the_slider_and_its_numbers_are_saved_with_their_author(demo: AppTest) -> None:
    at = opened(demo, "impact")
    assert "If 30% of 20 wards deliver, each £1 releases £2.32 in cash once running costs are paid." in text(at)
    at.slider(key="share_1").set_value(60).run()
    assert "If 60% of 20 wards deliver, each £1 releases £5.00 in cash once running costs are paid." in text(at)
    at.number_input(key="return_1_cash").set_value(90_000.0).run()
    assert "each £1 releases £8.64 in cash once running costs are paid." in text(at), "it moves with what is typed"
    assert "nobody else sees them until you save them" in text(at)
    with reading() as session:
        assert inputs(session, NURSE, TODAY).inputs.cash == 53_600, "and is not saved by that"
    press(at, "Save these numbers")
    said = text(at)
    assert "If 60% of 20 wards deliver, each £1 releases £8.64 in cash once running costs are paid." in said
    assert "Saved, with your name and today’s date." in said
    assert "The earlier numbers, saved by Isla Munro, improvement coach, " in said
    press(at, "Back to the earlier numbers")
    assert "If 30% of 20 wards deliver, each £1 releases £2.32 in cash once running costs are paid." in text(at)
    press(at, "Back to the earlier numbers")
    assert "If 60% of 20 wards deliver, each £1 releases £8.64 in cash once running costs are paid." in text(at)


def test_every_set_of_numbers_that_was_saved_is_one_press_away_and_says_what_is_other(demo: AppTest) -> None:
    for version, cash in ((1, 50_000), (2, 60_000)):
        with transaction() as session:
            save_inputs(session, NURSE, version=version, **vars(inputs(session, NURSE, TODAY).inputs) | {"cash": cash})
    at = opened(demo, "impact")
    said = text(at)
    assert "All earlier numbers (2)" in {one.label.replace("\\", "") for one in at.expander}
    assert "Cash released by a ward that delivers: £50,000 a year" in said
    assert said.index("£50,000 a year") < said.index("£53,600 a year"), "the newest first"
    at.button(key="return_to_1_3").click().run()
    assert "each £1 releases £2.32 in cash once running costs are paid." in text(at)
    assert "All earlier numbers (3)" in {one.label.replace("\\", "") for one in at.expander}


def test_numbers_saved_by_another_meanwhile_are_not_overwritten_and_nothing_typed_is_lost(demo: AppTest) -> None:
    at = opened(demo, "impact")
    at.number_input(key="return_1_cash").set_value(90_000.0)
    with transaction() as session:
        save_inputs(session, NURSE, version=1, cash=7, cost=7)
    press(at, "Save these numbers")
    said = text(at)
    assert "Someone else saved other numbers while you were typing." in said
    assert "Other numbers were saved meanwhile. Saved by Jo Douglas" in said
    assert at.number_input(key="return_1_cash").value == 90_000
    press(at, "Show those numbers")
    assert at.number_input(key="return_2_cash").value == 7


def test_the_published_pair_is_one_press_away_and_is_said_to_rest_on_numbers_of_ours(demo: AppTest) -> None:
    at = opened(demo, "impact")
    assert "These numbers give the published pair. They are ours" in text(at), "the demo begins with them"
    assert "Published; inputs not published" in text(at)
    at.number_input(key="return_1_running").set_value(0.0).run()
    assert "each £1 releases £2.68 in cash." in text(at) and "They are ours" not in text(at)
    press(at, "Use numbers that give the published pair")
    assert "each £1 releases £2.32 in cash once running costs are paid." in text(at)
    at.slider(key="share_1").set_value(60).run()
    assert "each £1 releases £5.00 in cash once running costs are paid." in text(at)


def test_without_numbers_the_return_asks_for_them_and_presumes_nothing(ward: Ward) -> None:
    said = text(opened(ward.at, "impact"))
    assert "Nobody has saved numbers yet" in said
    assert "Type in what is invested a year to see what comes back." in said
