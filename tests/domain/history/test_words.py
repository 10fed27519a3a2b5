"""History in plain words: what a change did, told by what became of the row."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from vmboard.domain.history.batches import Batch, is_said, tell_batch
from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names, label_of, value_words
from vmboard.domain.history.undoing import why_not
from vmboard.domain.history.words import tell
from vmboard.domain.schemes.signatures import rewritten, void_words

TODAY = date(2026, 11, 18)
NAMES = Names(
    measures={1: "Falls", 2: "Pay", 3: "Cost per patient"}, units={1: ("", None), 2: ("£", None)},
    projects={7: "Rounding", 8: "Tabard"}, members={4: "Jo Doe"}, accounts={5: "Ann Ross"}, sites={6: "Raigmore"},
    above={9: "Division"},
)  # fmt: skip


def told(
    noun: str, before: dict[str, Any] | None, after: dict[str, Any] | None, verb: str = "change", reason: str = ""
) -> str:
    return tell(Change(noun, verb, before, after, reason), NAMES, TODAY).words


def changed(noun: str, row: dict[str, Any], **now: Any) -> str:
    return told(noun, row, row | now)


POINT = {
    "measure_id": 1, "week": "2026-11-15", "value": 3.0, "numerator": None, "denominator": None, "status": "final",
    "waiting_for": "", "note": "",
}  # fmt: skip


def test_a_figure_is_told_with_its_measure_its_week_and_both_values() -> None:
    assert told("data_point", None, POINT) == "put in Falls, week ending 15 Nov: 3"
    assert changed("data_point", POINT, value=5.0) == "put Falls, week ending 15 Nov, from 3 to 5"
    assert changed("data_point", POINT, status="provisional") == (
        "put Falls, week ending 15 Nov, from 3 to 3 provisional"
    )
    pay = POINT | {"measure_id": 2, "week": "2025-12-28"}
    assert changed("data_point", pay, value=1200.5) == "put Pay, week ending 28 Dec 2025, from £3 to £1,200.50"
    assert told("data_point", POINT, None) == "took out Falls, week ending 15 Nov: 3"


def test_a_figure_that_is_not_in_says_whom_it_waits_for() -> None:
    missing = POINT | {"value": None, "status": "not_in_yet"}
    assert told("data_point", None, missing) == "put in Falls, week ending 15 Nov: not in yet"
    assert changed("data_point", missing, waiting_for="finance") == (
        "put Falls, week ending 15 Nov, from not in yet to not in yet, waiting for finance"
    )
    assert changed("data_point", missing, value=0.0, status="final").endswith("from not in yet to 0")


def test_a_figure_is_told_as_it_was_typed() -> None:
    noon = POINT | {"value": 34.04, "numerator": 16.0, "denominator": 47.0}
    assert told("data_point", None, noon) == "put in Falls, week ending 15 Nov: 16 of 47"
    assert changed("data_point", noon, numerator=18.0, value=38.3).endswith("from 16 of 47 to 18 of 47")
    assert told("data_point", None, POINT | {"value": 4.125}).endswith(": 4.125")
    assert told("data_point", None, POINT | {"measure_id": 2, "value": 438.5}).endswith(": £438.50")


def test_nothing_to_count_and_a_question_are_told_in_words() -> None:
    nothing = POINT | {"value": None, "status": "nothing_to_count"}
    assert told("data_point", None, nothing) == "put in Falls, week ending 15 Nov: nothing to count"
    asked = POINT | {"value": 41.0, "doubt": "41 or 4.1?"}
    assert told("data_point", None, asked) == "put in Falls, week ending 15 Nov: 41, being checked"
    assert changed("data_point", asked, doubt="") == "said that Falls, week ending 15 Nov, is right: 41"
    assert changed("data_point", asked, doubt="", value=4.1).endswith("from 41, being checked to 4.1")


HUDDLE = {
    "held_on": "2026-11-17", "opened_at": "2026-11-17T10:00:00+00:00", "closed_at": None, "section": "celebrate",
    "section_at": "2026-11-17T10:00:00+00:00", "project_id": None, "on_wall": False, "minutes": None, "people": None,
    "celebration": "",
}  # fmt: skip


def test_a_huddle_is_told_by_what_people_did_never_by_its_clockwork() -> None:
    assert told("huddle", None, HUDDLE) == "started the huddle of 17 Nov"
    assert told("huddle", None, HUDDLE | {"opened_at": None}) == "wrote down the huddle of 17 Nov"
    closed = HUDDLE | {"closed_at": "2026-11-17T10:12:00+00:00", "minutes": 12}
    assert told("huddle", HUDDLE, closed) == "closed the huddle of 17 Nov after 12 minutes"
    assert told("huddle", closed, HUDDLE) == "opened the huddle of 17 Nov again"
    moved = HUDDLE | {"section": "figures", "section_at": "2026-11-17T10:03:00+00:00", "people": 8}
    assert told("huddle", HUDDLE, moved) == "changed the huddle of 17 Nov: people from nothing to 8"
    assert told("huddle", HUDDLE, moved | {"people": None}) == "went on with the huddle of 17 Nov"


def test_a_moment_is_said_by_the_teams_clock_and_never_as_a_machine_writes_it() -> None:
    assert value_words("seen_at", "2026-11-17T10:03:00+00:00", {}, NAMES, TODAY) == "17 Nov at 10:03"
    assert value_words("seen_at", "2026-07-17 10:03:00+00:00", {}, replace(NAMES, zone="Europe/London"), TODAY) == (
        "17 Jul at 11:03"
    )


def test_a_cycle_that_goes_on_says_where_to() -> None:
    cycle = {"project_id": 7, "number": 3, "step": "plan", "saw": "", "decision": None}
    assert changed("pdsa_cycle", cycle, step="do") == "took PDSA 3 of “Rounding” to Do"
    assert changed("pdsa_cycle", cycle, step="act", decision="adapt") == (
        "changed PDSA 3 of “Rounding”: step from plan to act; decision from nothing to adapt"
    )


def test_a_week_closed_early_says_which() -> None:
    team = {"closed_week": None}
    assert changed("team", team, closed_week="2026-11-22") == "closed the week ending 22 Nov before it was over"
    assert told("team", team | {"closed_week": "2026-11-22"}, team) == "opened the week ending 22 Nov again"


def test_a_reason_that_the_words_have_said_already_is_not_said_twice() -> None:
    assert is_said("For medicine: Dr Ross", "signed the assessment for medicine: Dr Ross")
    assert not is_said("Moving wards", "paused the board") and not is_said("", "paused the board")


def test_a_figure_of_which_only_the_note_changed_tells_the_note() -> None:
    assert changed("data_point", POINT, note="Two on one night") == (
        "changed Falls, week ending 15 Nov: note from nothing to “Two on one night”"
    )
    assert changed("data_point", POINT) == "touched Falls, week ending 15 Nov"


def test_a_day_is_told_with_its_count() -> None:
    day = {"measure_id": 1, "day": "2026-11-17", "count": 0}
    assert told("day_mark", None, day) == "filled in Falls, 17 Nov: none"
    assert changed("day_mark", day, count=2) == "put Falls, 17 Nov, from none to 2"
    assert told("day_mark", day, None) == "left Falls, 17 Nov, open again"


MEASURE = {
    "name": "Falls",
    "position": 1,
    "on_wall": True,
    "retired_on": None,
    "target": 3.0,
    "unit": "%",
    "removed": False,
}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"position": 2}, "moved Falls in the list"),
        ({"position": 2, "target": 2.0}, "changed Falls: position from 1 to 2; target from 3% to 2%"),
        ({"on_wall": False}, "took Falls off the wall"),
        ({"retired_on": "2026-11-18"}, "set Falls to be watched monthly"),
        ({"retired_on": "2026-11-18", "on_wall": False}, "set Falls to be watched monthly"),
        ({"target": None}, "changed Falls: target from 3% to nothing"),
        ({"removed": True}, "took away Falls"),
    ],
)
def test_what_became_of_a_measure(now: dict[str, Any], words: str) -> None:
    assert changed("measure", MEASURE, **now) == words


def test_what_was_done_to_a_measure_is_told_the_other_way_when_it_is_taken_back() -> None:
    assert changed("measure", MEASURE | {"on_wall": False}, on_wall=True) == "showed Falls on the wall"
    assert (
        changed("measure", MEASURE | {"retired_on": "2026-11-01"}, retired_on=None)
        == "brought Falls back to every week"
    )
    assert changed("measure", MEASURE | {"removed": True}, removed=False) == "brought back Falls"
    assert told("measure", MEASURE, MEASURE | {"position": 3}, "make room") == "made room beside Falls"
    assert told("measure", None, MEASURE) == "added Falls" and told("measure", MEASURE, None) == "took out Falls"


def test_parts_and_ties_go_in_and_out() -> None:
    part = {"measure_id": 3, "part_id": 2}
    assert told("measure_part", None, part) == "put Pay into Cost per patient"
    assert told("measure_part", part, None) == "left Pay out of Cost per patient"
    tie = {"measure_id": 1, "project_id": 7, "role": "guard"}
    assert told("project_measure", None, tie) == "tied Falls to “Rounding” (guard)"
    assert told("project_measure", tie, None) == "untied Falls to “Rounding” (guard)"


@pytest.mark.parametrize(
    ("noun", "row", "stands", "gone"),
    [
        ("baseline", {"first_week": "2026-06-07"}, "froze the baseline of Falls, from 7 Jun",
         "let go of the baseline of Falls, from 7 Jun"),
        ("rebase", {"week": "2026-06-07"}, "made a rebase of Falls, from 7 Jun",
         "took back a rebase of Falls, from 7 Jun"),
        ("exclusion", {"week": "2026-06-07"}, "left out a week of Falls, from 7 Jun",
         "let count again a week of Falls, from 7 Jun"),
    ],
)  # fmt: skip
def test_what_was_decided_about_a_chart(noun: str, row: dict[str, Any], stands: str, gone: str) -> None:
    row = row | {"measure_id": 1, "removed": False}
    assert (told(noun, None, row), changed(noun, row, removed=True)) == (stands, gone)


def test_an_action_is_ticked_and_opened_again() -> None:
    action = {"text": "Order slings", "done_on": None, "owner_id": None, "due": None}
    assert changed("action", action, done_on="2026-11-17") == "ticked the action “Order slings”"
    assert (
        changed("action", action | {"done_on": "2026-11-17"}, done_on=None) == "opened the action “Order slings” again"
    )
    assert changed("action", action, owner_id=4, due="2026-11-20") == (
        "changed the action “Order slings”: owner from nothing to Jo Doe; due from nothing to 20 Nov"
    )


def test_a_project_moves_and_its_rows_name_it() -> None:
    assert told("stage_move", None, {"project_id": 7, "to_stage": "testing"}) == "moved “Rounding” to Testing"
    assert told("pdsa_cycle", None, {"project_id": 8, "number": 2}) == "began PDSA 2 of “Tabard”"
    assert told("vote", None, {"project_id": 7}) == "added the vote of “Rounding”"
    assert told("odd_thing", None, {}) == "added a odd thing"
    assert told("project", None, {"title": "Rounding"}).strip().endswith("“Rounding”")


def test_who_gets_in() -> None:
    grant = {"account_id": 5, "role": "coach", "may_edit": False}
    assert told("team_grant", None, grant) == "let Ann Ross coach the team"
    assert told("team_grant", None, grant | {"may_edit": True}) == "let Ann Ross coach the team, and may edit"
    assert changed("team_grant", grant, may_edit=True) == "let Ann Ross coach the team, and may edit"
    assert (
        changed("team_grant", grant | {"may_edit": True}, may_edit=False)
        == "let Ann Ross coach the team, and no longer edit"
    )
    assert told("team_grant", grant, None) == "no longer lets Ann Ross coach the team"
    assert (
        told("pin", None, {}) == "set the team’s PIN"
        and told("pin", {}, {"version": 2}) == "set a new PIN for the team"
    )
    computer = {"name": "Desk", "revoked_at": None}
    assert told("computer", None, computer) == "let in the computer “Desk”"
    assert changed("computer", computer, revoked_at="2026-11-18").startswith("took out the computer “Desk”")
    assert changed("computer", computer, name="Bay") == "changed the computer “Bay”: name from “Desk” to “Bay”"


def test_screens() -> None:
    screen = {"name": "Hall", "token_hash": "a", "revoked_at": None, "face": "staff"}
    assert told("display", None, screen, "pair display") == "let in the screen “Hall” by its code"
    assert told("display", None, screen, "add display") == "added the screen “Hall”"
    link = {"name": "Nurse in charge", "token_hash": "x", "revoked_at": None}
    assert told("calendar_link", None, link, "add calendar link") == "added the calendar link “Nurse in charge”"
    assert changed("calendar_link", link, revoked_at="now") == "switched off the calendar link “Nurse in charge”"
    weekly = {"kind": "report_out", "removed": False}
    assert told("schedule", None, weekly, "add schedule") == "added what is made by itself: report-out"
    assert changed("schedule", weekly, removed=True) == "took away what is made by itself: report-out"
    assert changed("display", screen, revoked_at="2026-11-18") == "revoked the link of the screen “Hall”"
    assert "link" not in changed("display", screen, face="public")


def test_doors_and_what_came_by_them() -> None:
    door = {"face": "staff", "link_token": "a", "headcount": None, "revoked_at": None, "asks_words": False}
    assert told("door", None, door, "open door") == "opened the staff door, for those who do not sign in"
    assert changed("door", door, link_token="b") == "gave the staff door a new link"
    assert changed("door", door, revoked_at="now") == "shut the staff door"
    assert changed("door", door, headcount=12) == "said how many people work here, for the pulse"
    assert changed("door", door, asks_words=True, headcount=12) == "asks for words beside the pulse"
    asking = door | {"asks_words": True}
    assert changed("door", asking, asks_words=False) == "asks for no words beside the pulse any more"
    asked = {"text": "Did you feel safe?", "removed": False}
    assert told("pulse_question", None, asked) == "added the pulse’s question “Did you feel safe?”"
    assert told("voice", None, {"words": "A clock"}) == "took in “A clock” from the tray"


def test_what_was_sent_up() -> None:
    move = {"state": "waiting", "words": "The lifts fail"}
    assert told("escalation_move", None, move) == "sent an action up: “The lifts fail”"
    assert told("escalation_move", None, {"state": "accepted", "words": ""}) == "accepted what was sent up"
    assert told("escalation_move", move, None) == "took back what was sent up"


def test_long_texts_stand_below_the_sentence_and_short_ones_in_it() -> None:
    row = {"text": "Order slings", "note": "a" * 30}
    short = tell(Change("action", "change", row, row | {"note": "b" * 26}), NAMES, TODAY)
    assert short.texts == () and "from “" in short.words
    long = tell(Change("action", "change", row, row | {"note": "b" * 27}), NAMES, TODAY)
    assert long.words == "changed the action “Order slings”: note"
    assert long.texts == (("Note", f"“{'a' * 30}”", f"“{'b' * 27}”"),)
    lines = tell(Change("action", "change", row, row | {"note": "b\nc"}), NAMES, TODAY)
    assert len(lines.texts) == 1


def test_what_nobody_reads_is_not_told() -> None:
    row = {"text": "Order slings", "version": 1, "library_key": "a"}
    assert changed("action", row, version=2, library_key="b") == "touched the action “Order slings”"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("decimals", None, "as it suits"), ("note", "", "nothing"), ("public", True, "yes"), ("public", False, "no"),
        ("owner_id", 4, "Jo Doe"), ("owner_id", 99, "someone"), ("project_id", 7, "“Rounding”"),
        ("project_id", 99, "a project"),
        ("site_id", 6, "Raigmore"), ("site_id", 99, "another site"), ("parent_id", 9, "Division"),
        ("parent_id", 99, "another team"), ("target", 3.0, "£3"), ("cadence_weeks", 1, "every week"),
        ("repeat_weeks", 2, "every 2 weeks"), ("week_ends_on", 0, "Monday"), ("huddle_weekday", 6, "Sunday"),
        ("direction", "decrease", "lower is better"), ("to_stage", "testing", "testing"), ("weight", 1.5, "1.5"),
        ("due", "2026-11-20", "20 Nov"), ("due", "2027-01-02", "2 Jan 2027"),
        ("note", "Ten lettrs", "“Ten lettrs”"), ("note", "Hand-wash!", "“Hand-wash!”"),
        ("note", "8 lettrs", "“8 lettrs”"),
        ("note", "AB:CD:EF", "“AB:CD:EF”"),
        ("huddle_time", "10:30:00", "10:30"), ("note", "Bed sore", "“Bed sore”"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_people_say_it(name: str, value: Any, words: str) -> None:
    assert value_words(name, value, {"unit": "£"}, NAMES, TODAY) == words


def test_a_field_has_the_name_it_has_on_screen() -> None:
    assert label_of("owner_id") == "owner" and label_of("what_next") == "what next"


IMPACT = {
    "project_id": 7, "safety": "None", "quality": "", "experience": "", "checked_by": "Jo", "checked_on": "2026-11-01",
    "medical_by": "", "medical_on": None, "nursing_by": "", "nursing_on": None,
}  # fmt: skip
SIGNED = IMPACT | {"medical_by": "Dr Rae", "medical_on": "2026-11-02"}


class TestSchemes:
    def test_a_signature_given_or_taken_back_is_told_as_one(self) -> None:
        what = "the quality impact assessment of “Rounding”"
        assert told("quality_impact", IMPACT, SIGNED) == f"signed {what} for medicine: Dr Rae"
        assert told("quality_impact", SIGNED, IMPACT) == f"took back Dr Rae’s signature for medicine under {what}"
        nursing = SIGNED | {"nursing_by": "Ann Ross", "nursing_on": "2026-11-03"}
        assert told("quality_impact", SIGNED, nursing) == f"signed {what} for nursing: Ann Ross"
        again = SIGNED | {"medical_on": "2026-11-09"}
        assert told("quality_impact", SIGNED, again) == f"signed {what} for medicine: Dr Rae"

    def test_words_that_change_take_their_signatures_with_them(self) -> None:
        other_words = IMPACT | {"safety": "More falls"}
        assert told("quality_impact", SIGNED, other_words) == (
            "changed the quality impact assessment of “Rounding”: what could get worse for safety from “None” "
            "to “More falls”; its signatures count no longer"
        )
        assert told("quality_impact", other_words, SIGNED).endswith("its signatures count again")
        assert "signature" not in told("quality_impact", IMPACT, other_words)

    def test_it_must_be_signed_again_by_those_who_had(self) -> None:
        both = SIGNED | {"nursing_by": "Ann Ross"}
        assert void_words(both).endswith("signed again for medicine (it was Dr Rae) and for nursing (it was Ann Ross).")
        assert void_words(IMPACT) == ""
        assert rewritten(IMPACT, IMPACT | {"checked_on": "2026-11-05"}) and not rewritten(IMPACT, SIGNED)

    def test_benefits_and_states(self) -> None:
        benefit = {"project_id": 7, "text": "Agency nurses", "kind": "cash", "state": "claimed", "confirmed_by": ""}
        what = "the benefit “Agency nurses” of “Rounding”"
        assert (
            changed("benefit", benefit, state="confirmed", confirmed_by="Mo")
            == f"noted that finance agrees with {what}: Mo"
        )
        assert (
            changed("benefit", benefit | {"state": "confirmed"}, state="claimed")
            == f"took back that finance agrees with {what}"
        )
        assert told("benefit", None, benefit | {"text": ""}) == "added the benefit of cash released of “Rounding”"
        project = {"title": "Rounding", "scheme_state": "active"}
        for state, did in (
            ("halted", "halted"),
            ("closed", "closed"),
            ("amended", "amended"),
            ("active", "started again"),
        ):
            words = told(
                "project", project | {"scheme_state": ""}, project | {"scheme_state": state}, f"{state} scheme"
            )
            assert words.startswith(f"{did} the scheme")

    def test_stories_questions_and_pauses(self) -> None:
        story = {"heading": "Fewer falls", "published_on": None}
        assert changed("story", story, published_on="2026-11-18") == "published the story “Fewer falls”"
        assert changed("story", story | {"published_on": "2026-11-18"}, published_on=None) == (
            "took the story “Fewer falls” back from the library"
        )
        question = {"text": "How do you do it?", "answer": ""}
        assert told("peer_question", None, question) == "asked other teams the question “How do you do it?”"
        assert changed("peer_question", question, answer="By hand") == "answered the question “How do you do it?”"
        long = question | {"text": "word " * 13}
        assert told("peer_question", None, long).endswith("word word…”") and len(told("peer_question", None, long)) < 95
        team = {"paused_on": None, "paused_reason": "", "name": "Ward 6"}
        assert changed("team", team, paused_on="2026-11-18", paused_reason="Moving") == "paused the board"
        paused = team | {"paused_on": "2026-11-18", "paused_reason": "Moving"}
        assert told("team", paused, team) == "took the board up again"
        assert changed("team", team, paused_on="2026-11-18", name="Ward 7").startswith("changed the team: ")


def row(noun: str, name: str = "x", verb: str = "add", reason: str = "") -> Change:
    return Change(noun, verb, None, {"name": name, "measure_id": 1}, reason)


def batch_words(*rows: Change, **counts: int) -> str:
    nouns: dict[str, int] = dict(counts)
    for one in rows if not counts else ():
        nouns[one.noun] = nouns.get(one.noun, 0) + 1
    return tell_batch(Batch(rows, nouns), lambda change: str(change.row["name"])).words


class TestABatch:
    def test_of_up_to_three_is_told_one_by_one_and_more_are_counted(self) -> None:
        rows = [row("action", name) for name in "abcde"]
        assert batch_words(*rows[:1]) == "a" and batch_words(*rows[:3]) == "a; b; c"
        assert batch_words(*rows[:4]) == "a; b; c; and 1 more" and batch_words(*rows) == "a; b; c; and 2 more"

    def test_of_more_than_three_figures_counts_them(self) -> None:
        figures = [row("data_point", name) for name in "abcd"]
        assert batch_words(*figures[:3]) == "a; b; c"
        assert batch_words(*figures) == "put in 4 figures"
        assert batch_words(*figures, data_point=1200) == "put in 1,200 figures"
        assert batch_words(*[row("day_mark")] * 5) == "filled in 5 days"
        assert batch_words(*figures, data_point=4, day_mark=1) == "put in 5 figures"

    def test_of_an_import_names_its_file_and_the_new_measures(self) -> None:
        lead = row("data_point", reason="From box.xlsx")
        assert batch_words(lead, data_point=2) == "imported box.xlsx: 2 figures"
        assert batch_words(lead, data_point=210, measure=1) == "imported box.xlsx: 210 figures and 1 measure"
        assert batch_words(row("measure", reason="From box.xlsx"), data_point=1, measure=2) == (
            "imported box.xlsx: 1 figure and 2 measures"
        )
        assert batch_words(lead, data_point=1) == "x", "one figure alone is told itself"
        assert batch_words(row("action", "Hoist", reason="From box.xlsx"), data_point=2) == "Hoist"

    def test_leaves_out_what_only_made_room(self) -> None:
        quiet = row("measure", "b", "make room"), row("measure_part", "c")
        assert batch_words(row("measure", "a"), *quiet) == "a" and batch_words(*quiet) == "b; c"


class TestUndo:
    def test_of_ordinary_changes_may_be_done(self) -> None:
        assert why_not(Change("data_point", "record", None, POINT)) == ""
        assert why_not(Change("team", "change", {"name": "a"}, {"name": "b"})) == ""
        assert why_not(Change("project", "change", {"title": "a"}, {"title": "b"})) == ""
        assert (
            why_not(Change("display", "change", {"name": "a", "token_hash": "x"}, {"name": "b", "token_hash": "x"}))
            == ""
        )
        assert (
            why_not(Change("peer_question", "change", {"text": "a", "answer": ""}, {"text": "b", "answer": ""})) == ""
        )

    @pytest.mark.parametrize(
        "change",
        [
            Change("team", "found", None, {"name": "a"}),
            Change("display", "add", None, {"token_hash": "x"}),
            Change("display", "renew", {"token_hash": "x"}, {"token_hash": "y"}),
            Change("display", "revoke", {"revoked_at": None}, {"revoked_at": "now"}),
            Change("calendar_link", "add", None, {"token_hash": "x"}),
            Change("calendar_link", "revoke", {"revoked_at": None}, {"revoked_at": "now"}),
            Change("peer_question", "answer", {"text": "a", "answer": ""}, {"text": "a", "answer": "b"}),
            Change("project", "halt", {"scheme_state": "active"}, {"scheme_state": "halted"}),
            Change("project", "amend scheme", {"title": "a"}, {"title": "b"}),
            *(Change(noun, "add", None, {}) for noun in
              ("visit", "promise", "confidence", "assessment", "pin", "computer", "team_grant", "escalation_move")),
        ],
        ids=lambda change: f"{change.noun}-{change.verb}",
    )  # fmt: skip
    def test_of_what_others_said_or_who_gets_in_says_why_not(self, change: Change) -> None:
        assert why_not(change)
