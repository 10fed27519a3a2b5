"""The sleep service: twice as many patients, a short wait, and a team that feels the pace."""

from dataclasses import replace
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
    costing,
    embedded,
    idea,
    own,
    stopped,
    testing,
)
from vmboard.domain.measures.library import LAGGING, LEADING, library_measure
from vmboard.domain.words import Decision, Direction, Domain, Step

BEFORE = "The half year before home tests"
CLINIC, SYSTEM = "Sleep physiologist", "Clinic system"

DRIVERS = own(
    "drivers", "Drivers seen in 2 weeks", Domain.SAFETY, "%", 0, Direction.INCREASE,
    "Of the people who drive for a living, the share seen within two weeks of their letter.", SYSTEM,
    "Clinic clerk", indicator=LEADING,
)  # fmt: skip
FAULTS = own(
    "faults", "Machine faults", Domain.SAFETY, "count", 0, Direction.DECREASE,
    "Machines brought back this week because they did not work.", "Equipment log", CLINIC, indicator=LAGGING,
)  # fmt: skip
LETTERS = own(
    "letters", "Results waiting a week", Domain.SAFETY, "count", 0, Direction.DECREASE,
    "Test results that nobody had read after a week.", SYSTEM, CLINIC, indicator=LEADING,
)  # fmt: skip
WAIT = own(
    "wait", "Wait for a first test", Domain.QUALITY, "weeks", 0, Direction.DECREASE,
    "How long the people tested this week had waited, in the middle.", SYSTEM, "Clinic clerk", indicator=LAGGING,
)  # fmt: skip
REPEAT = own(
    "repeat", "Tests to be done again", Domain.QUALITY, "%", 1, Direction.DECREASE,
    "Of the tests that came back, the share that could not be read.", SYSTEM, CLINIC,
)  # fmt: skip
USING = own(
    "using", "Using it 4 hours a night", Domain.QUALITY, "%", 0, Direction.INCREASE,
    "Of the people given a machine three months ago, the share who sleep with it.", "Machine uploads", CLINIC,
    indicator=LAGGING,
)  # fmt: skip
HOME = own(
    "home_tests", "Home tests sent out", Domain.CAPACITY, "count", 0, Direction.INCREASE,
    "Test kits posted this week.", "Equipment log", "Clinic clerk", indicator=LEADING,
)  # fmt: skip
PAY = replace(library_measure("pay"), direction=Direction.NEUTRAL)
NON_PAY = replace(
    library_measure("non_pay"), direction=Direction.NEUTRAL,
    definition="Masks, tubes, batteries and post. It grows with the number of patients.",
)  # fmt: skip

ROWS = (
    Row(DRIVERS, Level(81, 9, last=84), target=95, missing=(9,)),
    Row(FAULTS, Level(2.5, 2.4, last=3), target=2),
    Row(LETTERS, Level(3.5, 2.6, last=3), target=0),
    Row(WAIT, Level(24, 2.5, now=9, weeks=14, ramp=22, last=9), target=8, baseline=BEFORE),
    Row("did_not_attend", Level(11, 2.6, last=10), target=8),
    Row(REPEAT, Level(7.5, 1.8, last=7.1, decimals=1), target=5),
    Row(USING, Level(68, 6, last=70), target=75),
    Row("would_recommend", Level(93, 4.5, last=95), target=95, of=22),
    Row("staff_joy", Level(7.4, 0.4, now=6.5, weeks=10, last=6.4, decimals=1), target=7.5),
    Row("complaints", Level(0.5, 0.5, last=0), target=0),
    Row("patients", Level(60, 4, now=129, weeks=16, ramp=28, last=129), target=120, baseline=BEFORE),
    Row(HOME, Level(46, 8, last=48), target=50),
    Row("available", target=12),
    Row("hours_observed", Level(32, 0.8, decimals=1), on_wall=False),
    Row("direct_hours", Level(17, 0.5, decimals=1), on_wall=False),
    Row("indirect_hours", Level(11.5, 0.4, decimals=1), on_wall=False),
    Row(costing("pay", "non_pay"), target=50, baseline=BEFORE),
    Row(PAY),
    Row(NON_PAY),
)

IDEAS = (
    Project("Video call for new masks", "AK", "did_not_attend", idea(7), votes=6,
            aim="Wick to Inverness is 100 miles for ten minutes."),
    Project("Lunch away from the desk", "EM", "staff_joy", idea(10), votes=5,
            aim="Half an hour off for everyone, in turn."),
    Project("Battery swap by post", "OP", "faults", idea(36), votes=1,
            aim="A new battery before the old one fails."),
)  # fmt: skip

TESTS = (
    Project(
        "Film instead of leaflet", "AK", "repeat", testing(34), guard="home_tests",
        aim="One test in 20 to be done again, from one in 13.",
        next_step="Add subtitles, and a Gaelic one",
        cycles=(
            Cycle(34, "A link to a two-minute film with ten kits.", "One repeat in ten", "One in ten",
                  "Older people watched it with family."),
            Cycle(12, "The link with every kit for a fortnight.", "5% to be done again", step=Step.DO),
        ),
    ),
    Project(
        "Drivers' slot on Tuesdays", "OP", "drivers", testing(20), guard="wait",
        aim="Everyone who drives for a living is seen within two weeks.",
        next_step="Ask the booking team to hold the slots until Friday",
        cycles=(
            Cycle(20, "Two slots each Tuesday.", "Nineteen in twenty within two weeks",
                  "Both slots used twice of three",
                  step=Step.STUDY),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("Home tests by post", "EM", "patients", embedded(98), guard="repeat", benefit="+115% patients",
            aim="The test goes to the patient, not the patient to the test.",
            cycles=(Cycle(140, "Ten kits to Caithness.", "Eight good tests", "Nine", "The post is fine.",
                          decision=Decision.ADOPT),)),
    Project("One letter, not three", "OP", "wait", embedded(125), benefit="15 weeks sooner",
            aim="Result, plan and appointment in one envelope."),
    Project("Masks fitted in groups", "AK", "cost_per_patient", embedded(148), guard="using",
            benefit="−16% a patient",
            impact=Impact("A mask that leaks could be missed in a group: each one is tested alone.",
                          "Use of the machine is watched every week.",
                          "Whoever would rather come alone, comes alone.", "Dr Neil Orr, sleep physician"),
            aim="Four people in an hour, who help each other."),
)  # fmt: skip

LEFT = (
    Project("Saturday clinic", "EM", "patients", stopped(60),
            aim="Shorten the wait with a sixth day.",
            learned="Patients came, and we were tired by Wednesday. The kits do it without us."),
)  # fmt: skip

SLEEP = Story(
    name="Sleep Service",
    site="New Craigs Hospital",
    vision="A good night's sleep, wherever you live",
    huddle_weekday=1,
    huddle_time=time(12, 30),
    call_link="https://call.example.org/sleep-service",
    screen=("Clinic office", "Sleep Service"),
    professions="4 sleep physiologists, a doctor, a clinic clerk",
    people=(
        Person("EM", "Elspeth Moir", "Lead sleep physiologist"),
        Person("AK", "Aidan Keith", "Sleep physiologist"),
        Person("OP", "Olive Petrie", "Clinic clerk"),
        Person("YZ", "Yan Zhou", "Respiratory doctor"),
    ),
    rows=ROWS,
    money=Money(59.29, 49.80, {"pay": (0.700, 0.640), "non_pay": (0.300, 0.360)}, weeks=16, ramp=28),
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Subtitles for the film", "AK", due=-3, raised=15),
        Task("Hold Tuesday slots until Friday: ask booking", "OP", due=1, raised=8),
        Task("Plan lunch cover for next week", "EM", due=2),
        Task("Count unread results every Monday", "YZ", due=13),
        Task("Send 20 kits to Skye", "OP", due=-25, raised=36, done=29),
        Task("Thank the post room, with cake", "EM", due=-11, raised=22, done=15),
    ),
    last_huddle=(4, 12),
    not_held=(8, 9, 16),
    celebrations=(
        "129 patients in a week, twice what it was",
        "First home test to Barra came back perfect",
        "Wait below ten weeks for the first time",
        "A lorry driver is back at work after nine days",
    ),
)
