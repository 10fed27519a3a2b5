"""The recap tells those off shift what the huddle came to: as typed, nothing made up, ready for an e-mail."""

from dataclasses import dataclass, replace
from datetime import date

from vmboard.domain.figures.owed import Owed
from vmboard.domain.huddles.recap import Learned, Recap, recap, recap_lines, recap_text
from vmboard.domain.views.board import Chart, Tile
from vmboard.domain.words import Domain, Signal

TUESDAY = date(2026, 11, 17)
NO_CHART = Chart((), (), (), (), None, "", None, "")


@dataclass(frozen=True)
class Action:
    text: str
    owner: str = ""
    due: date | None = None


def tile(name: str, signal: Signal, sentence: str = "", value_text: str = "9", unit_text: str = "") -> Tile:
    return Tile(
        measure_id=1, name=name, full_name=name, domain=Domain.SAFETY, unit="", value=9.0, value_text=value_text,
        unit_text=unit_text, signal=signal, sentence=sentence, target_text="", target_words="", week=TUESDAY,
        week_text="", provisional=False, age_text="", change_text="", change=None, chart=NO_CHART,
    )  # fmt: skip


def full_recap() -> Recap:
    return recap(
        team_name="Ward 6",
        held_on=TUESDAY,
        minutes=14,
        professions={"nurse": 3, "doctor": 1},
        celebrations=["Three nights without a fall\nThank you, Jo"],
        tiles=[
            tile("Stay", Signal.IMPROVEMENT, "Lower for 8 weeks running.", "4.2", "days"),
            tile("Waits", Signal.COMMON_CAUSE, "Normal for us: 2 to 6."),
            tile("Falls", Signal.CONCERN, "Higher than usual this week: 9, usual 1 to 6."),
        ],
        learned=[Learned("Intentional rounding", "Fewer call bells", "Nights need two people.", "Try on bay 3")],
        actions=[Action("Ring estates", "JD", date(2026, 11, 20)), Action("Tidy the store")],
        done=["Order mats"],
        questions=["When is the new rota out?"],
        escalated=["The lift"],
        notes="Short today.",
    )


def test_a_recap_tells_the_whole_huddle_as_plain_lines() -> None:
    assert "\n".join(recap_lines(full_recap())) == (
        "Huddle: Ward 6\n"
        "Tue 17 Nov 2026, 4 people (3 nurses, 1 doctor), 14 minutes\n"
        "\nWe celebrate\n- Three nights without a fall\n- Thank you, Jo\n"
        "\nOur figures\n"
        "- Falls: 9. Worse. Higher than usual this week: 9, usual 1 to 6.\n"
        "- Stay: 4.2 days. Better. Lower for 8 weeks running.\n"
        "\nWhat we tested and learned\n"
        "- Intentional rounding. We saw: Fewer call bells. We learned: Nights need two people. Next: Try on bay 3.\n"
        "\nWhat we agreed\n- Ring estates (JD, by Fri 20 Nov)\n- Tidy the store\n"
        "\nDone since last time\n- Order mats\n"
        "\nAsked for help from above\n- The lift\n"
        "\nQuestions\n- When is the new rota out?\n"
        "\nNotes\n- Short today."
    )


def test_a_huddle_half_filled_in_leaves_out_what_nobody_said() -> None:
    told = recap(team_name="Ward 6", held_on=TUESDAY, learned=[Learned("Rounding", " ", "")], celebrations=[" "])
    assert recap_text(told) == "Huddle: Ward 6\nTue 17 Nov 2026\n"


def test_a_week_without_signals_says_so_and_nothing_more() -> None:
    told = recap(team_name="Ward 6", held_on=TUESDAY, tiles=[tile("Falls", Signal.COMMON_CAUSE, "")])
    assert told.figures == () and "- No signals this week." in recap_lines(told)


def test_too_soon_is_never_told_as_steady() -> None:
    four = replace(NO_CHART, values=(1.0, None, 2.0, 3.0, 4.0))
    young = replace(tile("Falls", Signal.NOT_ENOUGH, ""), chart=four)
    assert recap(team_name="A", held_on=TUESDAY, tiles=[young]).figures_note == "Too soon to say: 4 of 10 weeks."
    steady = tile("Waits", Signal.COMMON_CAUSE, "")
    both = recap(team_name="A", held_on=TUESDAY, tiles=[steady, young]).figures_note
    assert both == "No signals this week. Too soon to say of 1 more."
    late = replace(steady, late=True)
    assert recap(team_name="A", held_on=TUESDAY, tiles=[late]).figures_note == "", "last week's number is not steady"


def test_what_was_not_in_is_told_with_its_age_and_whom_it_waits_for() -> None:
    told = recap(team_name="A", held_on=TUESDAY, owed=[Owed(1, "Pay", 2, "finance")])
    assert told.late == ("Pay: 2 weeks late, waiting for finance",)
    assert "- Pay: 2 weeks late, waiting for finance" in recap_lines(told)


def test_two_worse_and_two_better_stand_worse_first_and_each_in_the_order_of_the_board() -> None:
    signals = [("A", Signal.IMPROVEMENT), ("B", Signal.CONCERN), ("C", Signal.NEUTRAL), ("D", Signal.CONCERN),
               ("E", Signal.IMPROVEMENT), ("F", Signal.COMMON_CAUSE)]  # fmt: skip
    told = recap(team_name="Ward 6", held_on=TUESDAY, tiles=[tile(name, signal, "") for name, signal in signals])
    assert [line.name for line in told.figures] == ["B", "D", "A", "E", "C"] and told.figures_note == ""


def test_who_was_there_and_how_long_it_took_are_told_as_far_as_they_are_known() -> None:
    def people(minutes: int | None = None, **professions: int) -> str:
        return recap(team_name="Ward 6", held_on=TUESDAY, minutes=minutes, professions=professions).people

    assert people(1, nurse=1) == "1 person (1 nurse), 1 minute"
    assert people(nurse=2, doctor=1) == "3 people (2 nurses, 1 doctor)"
    assert people(15) == "15 minutes" and people(0, nurse=0, doctor=-1) == ""


def test_a_project_is_told_as_far_as_something_was_said_of_it() -> None:
    learned = [
        Learned("A", "", "", ""),
        Learned("B", "", "Two people."),
        Learned("C", "", "", "Try bay 3"),
        Learned("D", "x", ""),
    ]
    lines = recap_lines(recap(team_name="Ward 6", held_on=TUESDAY, learned=learned))
    assert [line for line in lines if line.startswith("- ")] == [
        "- B. We learned: Two people.", "- C. Next: Try bay 3.", "- D. We saw: x.",
    ]  # fmt: skip


def test_an_action_agreed_says_who_or_by_when_where_either_is_known() -> None:
    actions = [Action("Ring", "JD"), Action("Tidy", "", date(2026, 11, 20))]
    words = [line.words for line in recap(team_name="Ward 6", held_on=TUESDAY, actions=actions).actions]
    assert words == ["Ring (JD)", "Tidy (by Fri 20 Nov)"]


def test_lines_are_wrapped_for_an_email_and_hang_under_their_dash() -> None:
    lines = recap_text(full_recap()).splitlines()
    assert max(map(len, lines)) <= 72
    dashed = next(place for place, line in enumerate(lines) if line.startswith("- Intentional rounding"))
    assert lines[dashed + 1].startswith("  ") and lines[dashed + 1].endswith("Try on bay 3.")


def test_what_people_typed_is_copied_as_typed_and_long_words_stay_whole() -> None:
    link, markup = "https://ward.example/" + "a" * 200, "<b>**bold** $x$</b>"
    text = recap_text(recap(team_name=markup, held_on=TUESDAY, celebrations=[link]))
    assert markup in text and link in text
