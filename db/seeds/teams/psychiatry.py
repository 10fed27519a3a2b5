"""Morar Ward, inpatient psychiatry: calmer days, fewer agency shifts, and a test that waits for others."""

from datetime import time

from db.seeds.demo_series import Level, Money
from db.seeds.demo_story import (
    Cycle,
    Impact,
    Person,
    Project,
    Row,
    Story,
    Task,
    embedded,
    idea,
    own,
    parked,
    stopped,
    testing,
)
from vmboard.domain.measures.library import LAGGING, LEADING
from vmboard.domain.words import Decision, Direction, Domain, Step

BEFORE = "The half year before our first huddle"
NURSE = "Senior charge nurse"

VIOLENCE = own(
    "violence", "Violence and aggression", Domain.SAFETY, "count", 0, Direction.DECREASE,
    "Incidents this week in which somebody was hurt or threatened.", "Incident system (Datix)", NURSE,
    indicator=LAGGING,
)  # fmt: skip
RESTRAINT = own(
    "restraint", "Restraint used", Domain.SAFETY, "count", 0, Direction.DECREASE,
    "How many times we held somebody this week.", "Incident system (Datix)", NURSE, indicator=LAGGING,
)  # fmt: skip
HARM = own(
    "self_harm", "Self-harm incidents", Domain.SAFETY, "count", 0, Direction.DECREASE,
    "Times this week that somebody hurt themselves on the ward or on leave.", "Incident system (Datix)",
    NURSE, indicator=LAGGING,
)  # fmt: skip
RISK = own(
    "risk", "Risk assessed in 24 h", Domain.QUALITY, "%", 0, Direction.INCREASE,
    "Of the people who came in, the share with a risk assessment within 24 hours.", "Weekly spot check",
    NURSE, indicator=LEADING,
)  # fmt: skip
FOLLOW = own(
    "follow_up", "Seen 3 days after home", Domain.QUALITY, "%", 0, Direction.INCREASE,
    "Of the people who went home, the share seen or phoned within three days.", "Community team",
    "Discharge nurse", indicator=LEADING,
)  # fmt: skip
SAFE = own(
    "safe", "Staff feel safe", Domain.EXPERIENCE, "%", 0, Direction.INCREASE,
    "Of the staff who answered, the share who felt safe at work this week. No names are kept.",
    "Short survey", NURSE,
)  # fmt: skip
WALKS = own(
    "walks", "Hours outdoors", Domain.EXPERIENCE, "hours", 0, Direction.INCREASE,
    "Hours this week that patients spent outdoors with staff.", "Activity diary", "Occupational therapist",
    indicator=LEADING,
)  # fmt: skip

ROWS = (
    Row(VIOLENCE, Level(6.5, 2.6, now=3.2, weeks=12, last=3), target=4, baseline=BEFORE),
    Row(RESTRAINT, Level(1.5, 1.5, last=1), target=1),
    Row(HARM, Level(1.5, 1.5, last=2), target=1),
    Row("length_of_stay", Level(38, 5, last=37), target=34),
    Row(RISK, Level(84, 7, last=86), target=95, missing=(12,)),
    Row(FOLLOW, Level(82, 8, last=81), target=90, missing=(20, 21)),
    Row(SAFE, Level(72, 9, now=91, weeks=11, last=94), target=90, of=16, baseline=BEFORE),
    Row("would_recommend", Level(74, 10, last=75), target=80, of=12),
    Row("complaints", Level(1.5, 1.5, last=1), target=0),
    Row(WALKS, Level(26, 6, last=28), target=30),
    Row("patients", Level(21.5, 1.4, now=22, weeks=20, last=22), baseline=BEFORE),
    Row("bed_occupancy", Level(97, 3, last=98), target=92),
    Row("sickness", Level(7.0, 1.0, now=9.1, weeks=8, last=9.4, decimals=1), target=5),
    Row("bank_hours", Level(206, 22, now=88, weeks=16, ramp=10, last=84), target=90, target_set_by="Medical Division"),
    Row("cost_per_patient", target=950, baseline=BEFORE),
    Row("bank_cost", target=1500),
    Row("pay", target=18500),
    Row("non_pay", on_wall=False),
)

IDEAS = (
    Project("Weekend gardening", "LF", "walks", idea(6), votes=6,
            aim="Something to look after on the long days."),
    Project("Phone the day after home", "GW", "follow_up", idea(13), votes=4,
            aim="A known voice within a day."),
    Project("Quiet room by the door", "MD", "violence", idea(24), votes=3,
            aim="Somewhere to go before it boils over."),
)  # fmt: skip

TESTS = (
    Project(
        "Safe wards: know each other", "MD", "safe", testing(80), guard="complaints",
        aim="Nine staff in ten feel safe, and say so every week.",
        next_step="Take it to the night team, with their own page",
        cycles=(
            Cycle(80, "A page about each of us on the wall: what we like, not what we do.",
                  "Shorter silences at breakfast", "People ask about the dogs", "Small talk is safety."),
            Cycle(30, "Patients write one too, if they wish.", "Half will", "Fourteen of twenty did",
                  "Ask twice, gently.", step=Step.STUDY),
        ),
    ),
    Project(
        "Care plan within a day", "GW", "risk", testing(38), guard="walks",
        aim="Everyone has a plan and a risk assessment within 24 hours.",
        next_step="Start again the week the tablet comes",
        blocked="Waiting for a second tablet from IT, ordered six weeks ago",
        cycles=(
            Cycle(38, "Written at the bedside on the ward's one tablet.", "Nineteen in twenty within a day",
                  "All of them, on the days the tablet was free", "One tablet is not enough.", step=Step.ACT),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("Calm-down plans on day one", "MD", "violence", embedded(88), guard="restraint",
            benefit="half the incidents", aim="We ask each person what helps, before it is needed.",
            cycles=(Cycle(118, "Five people, one corner.", "Two incidents fewer a week", "Three fewer",
                          "The plan is for us, not for the file.", decision=Decision.ADOPT),)),
    Project("Rota planned six weeks ahead", "CB", "bank_cost", embedded(100), guard="sickness",
            benefit="−£2.4k a week",
            impact=Impact("A gap found late is still filled, whatever it costs.",
                          "People we know calm people we know.",
                          "Fewer strangers at night.", "Lorna Grant, chief nurse"),
            aim="Gaps are seen early enough for our own bank."),
    Project("Walk after lunch", "LF", "walks", embedded(135, 28),
            aim="Out of doors every day it does not snow."),
)  # fmt: skip

LEFT = (
    Project("Night-time tea round", "CB", "complaints", stopped(72),
            aim="A warm drink for those who cannot sleep.",
            learned="It woke more people than it settled. A lamp and a chair by the desk did better."),
    Project("Art in the corridor", "LF", "would_recommend", parked(90), aim="Walls worth looking at.",
            learned="Waits for the painters in spring."),
)  # fmt: skip

PSYCHIATRY = Story(
    name="Morar Ward · Inpatient psychiatry",
    site="New Craigs Hospital",
    vision="Somewhere to feel safe, and a way home",
    huddle_weekday=0,
    huddle_time=time(14, 0),
    screen=("Staff room", "Morar Ward"),
    professions="4 nurses, 3 healthcare support workers, an occupational therapist, a psychologist, 2 doctors",
    people=(
        Person("CB", "Catriona Begg", "Senior charge nurse"),
        Person("MD", "Murdo Dow", "Staff nurse"),
        Person("LF", "Leila Farouk", "Occupational therapist"),
        Person("GW", "Gordon Weir", "Discharge nurse"),
        Person("JS", "Jess Sinclair", "Healthcare support worker"),
    ),
    rows=ROWS,
    money=Money(
        1067.27,
        939.20,
        {"pay": (0.780, 0.870), "bank_cost": (0.160, 0.060), "non_pay": (0.060, 0.070)},
        weeks=16,
        ramp=10,
    ),
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Ask IT again about the tablet", "GW", due=-9, raised=23),
        Task("Book the minibus for Saturday", "LF", due=-2, raised=9),
        Task("Night team's page on the wall", "MD", due=4),
        Task("Show the safety run of weeks to our sponsor", "CB", due=7),
        Task("Ask patients what to plant", "LF", due=11),
        Task("Frame the calm-down plan by the desk", "JS", due=-20, raised=37, done=23),
        Task("Print six weeks of rota", "CB", due=-33, raised=44, done=37),
    ),
    last_huddle=(8, 16),
    not_held=(1, 6, 7, 12, 20, 21),
    celebrations=(
        "Fourteen of our patients wrote their own page",
        "A week with no restraint",
        "The garden gave its first leeks",
        "Mental Welfare visit: “warm and unhurried”",
        "Jess starts her nurse training next term",
    ),
)
