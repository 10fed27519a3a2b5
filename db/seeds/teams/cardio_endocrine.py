"""Ward 6C, cardio-endocrine: hardly more patients, far less agency, and one gain that is slipping."""

from datetime import time

from db.seeds.demo_series import Cross, Level, Money
from db.seeds.demo_story import (
    Cycle,
    Gain,
    Impact,
    Person,
    Project,
    Row,
    Story,
    Task,
    embedded,
    idea,
    own,
    stopped,
    testing,
)
from vmboard.domain.measures.library import LEADING
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, Step

BEFORE = "The half year before the board went up"

HYPOS = own(
    "hypos", "Hypos treated in 15 min", Domain.SAFETY, "%", 0, Direction.INCREASE,
    "Of the patients whose blood sugar fell below 4, the share treated within 15 minutes.",
    "Weekly chart check", "Diabetes nurse", indicator=LEADING,
)  # fmt: skip
ECHO = own(
    "echo", "Echo within 2 days", Domain.QUALITY, "%", 0, Direction.INCREASE,
    "Of the heart scans asked for, the share done within two days.", "Cardiology system", "Ward clerk",
    indicator=LEADING,
)  # fmt: skip
SUPPORTED = own(
    "supported", "Staff feel supported", Domain.EXPERIENCE, "%", 0, Direction.INCREASE,
    "Of the staff who answered, the share who felt supported this week. No names are kept.",
    "Short survey", "Senior charge nurse",
)  # fmt: skip

ROWS = (
    Row("falls", target=2, by_day=Cross(Level(2.5, 2.4))),
    Row("pressure_ulcers", Level(0.5, 0.5, last=0), target=0),
    Row(HYPOS, Level(78, 7, now=92, weeks=15, last=93), target=90, baseline=BEFORE),
    Row(
        "length_of_stay",
        Level(6.4, 0.6, now=5.5, weeks=14, last=5.4, decimals=1),
        target=5.5,
        baseline=BEFORE,
    ),
    Row("readmitted", Level(8.2, 1.7, last=8.0, decimals=1), target=8),
    Row(ECHO, Level(76, 6, now=91, weeks=26, slipped=(6, 71), last=72), target=90, baseline=BEFORE),
    Row("would_recommend", Level(93.5, 4, last=93), target=95, of=30),
    Row(SUPPORTED, Level(74, 9, last=78), target=80, of=18, missing=(5, 13, 29)),
    Row("complaints", Level(1.5, 1.5, last=2), target=0),
    Row("patients", Level(50, 4, now=51, weeks=20, last=51), target=52, baseline=BEFORE),
    Row("available", target=12),
    Row("hours_observed", Level(48, 2, decimals=1), on_wall=False),
    Row("direct_hours", Level(25, 1, decimals=1), on_wall=False),
    Row("indirect_hours", Level(19, 0.8, now=17.5, weeks=30, decimals=1), on_wall=False),
    Row("bank_hours", Level(148, 16, now=76, weeks=16, ramp=6, last=72), target=90, target_set_by="Medical Division"),
    Row("sickness", Level(5.8, 0.9, last=5.6, decimals=1), target=4, target_set_by="Scottish Government"),
    Row("cost_per_patient", target=480, baseline=BEFORE),
    Row("bank_cost", target=1800),
    Row("pay"),
    Row("non_pay", target=4800),
)

IDEAS = (
    Project("Insulin pens by the bed", "HM", "hypos", idea(5), votes=5,
            aim="People who manage at home go on managing here."),
    Project("Relatives' hour at 6 pm", "EB", "complaints", idea(17), votes=4,
            aim="One hour a day when a nurse is free to talk to families."),
    Project("Fluid charts on one page", "PS", "readmitted", idea(31), votes=1,
            aim="Weight, fluids and water tablets seen together."),
)  # fmt: skip

TESTS = (
    Project(
        "Heart failure nurse at the front door", "PS", "length_of_stay", testing(52), guard="readmitted",
        aim="Stay down from 6.4 to 5.5 days, with no more people coming back.",
        next_step="Show the run of weeks to the service manager and ask for Fridays",
        cycles=(
            Cycle(52, "PS sees everyone with heart failure on the day they come in, two days a week.",
                  "Half a day sooner home", "A day sooner on those two days",
                  "The plan starts a day earlier."),
            Cycle(24, "Four days a week.", "Average stay below 5.8 days",
                  "5.5 days over three weeks", "Fridays matter most: the weekend waits for nobody.",
                  step=Step.ACT),
        ),
    ),
    Project(
        "Hypo box in every bay", "HM", "hypos", testing(101), guard="bank_hours",
        aim="Nine hypos in ten treated within 15 minutes.",
        next_step="Ask stores to refill the boxes every Monday",
        cycles=(
            Cycle(101, "A box in Bay 2.", "Treated in ten minutes", "Yes, when the box was full",
                  "Empty boxes look like full ones."),
            Cycle(26, "See-through boxes in all four bays.", "Nobody walks to the store room",
                  "92% in 15 minutes", "Refilling is nobody's job yet.", step=Step.STUDY),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("Own bank before agency", "EB", "bank_cost", embedded(75), guard="sickness",
            benefit="−£1.6k a week",
            impact=Impact("Tired people make mistakes: nobody works more than one extra shift a week.",
                          "Our own people know the ward.",
                          "Patients see faces they know.", "Lorna Grant, chief nurse"),
            gains=(Gain(BenefitKind.CASH, "Agency shifts not bought", 83000, "Ewan Baird, finance partner", 28),),
            aim="Gaps go to our own people first, a fortnight ahead.",
            cycles=(Cycle(115, "Next month's gaps on the staff room door.", "Half of them filled",
                          "Three in four filled", "People like to choose.", decision=Decision.ADOPT),)),
    Project("Echo slots held until 10 am", "IR", "echo", embedded(120), benefit="15 more on time",
            aim="Two slots a day kept free for the ward."),
    Project("Two-person night handover", "HM", "complaints", embedded(140),
            aim="Nothing lost between the shifts."),
)  # fmt: skip

LEFT = (
    Project("Diabetes leaflet on trays", "HM", "would_recommend", stopped(66),
            aim="People learn about food while they eat.",
            learned="Nobody reads at lunch. They ask whoever brings it: we teach our domestic staff."),
)  # fmt: skip

CARDIO_ENDOCRINE = Story(
    name="Ward 6C · Cardio-endocrine",
    site="Raigmore Hospital",
    vision="The right heart care, the first time",
    huddle_weekday=3,
    huddle_time=time(13, 30),
    screen=("Nurses' station", "Ward 6C"),
    professions="4 nurses, 2 HCSWs, a diabetes nurse, a heart failure nurse, a doctor, a pharmacist",
    people=(
        Person("EB", "Eilidh Bain", "Senior charge nurse"),
        Person("HM", "Hamish Munro", "Diabetes nurse"),
        Person("PS", "Priya Sharma", "Heart failure nurse"),
        Person("IR", "Isla Ross", "Ward clerk"),
        Person("DG", "Donald Gunn", "Staff nurse"),
        Person("TL", "Tomasz Lis", "Pharmacist"),
    ),
    rows=ROWS,
    money=Money(
        529.89,
        471.60,
        {"pay": (0.692, 0.750), "bank_cost": (0.128, 0.056), "non_pay": (0.180, 0.194)},
        weeks=16,
        ramp=6,
    ),
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Ask stores to refill hypo boxes on Mondays", "HM", due=-5, raised=13),
        Task("Find out why echo slots fill by 9", "IR", due=-1, raised=6),
        Task("Take the stay chart to the service manager", "PS", due=2),
        Task("Put next month's gaps on the staff room door", "EB", due=5),
        Task("Check the scales in Bay 4", "DG", due=12),
        Task("Order see-through hypo boxes", "HM", due=-60, raised=76, done=62),
        Task("Thank stores for the new shelf", "IR", due=-8, raised=20, done=13),
    ),
    last_huddle=(7, 15),
    daily_days="Mon Tue Wed Thu Fri Sat Sun",
    daily_lines=(
        "Bed 12 is closed for a repair. Sofia from the bank works with us until 2 pm",
        "",
        "Echo comes at 11 instead of 2",
        "New student nurse: Callum, with Donald",
        "",
        "The lift is out of order: allow ten minutes more for X-ray",
        "Three going home before noon",
        "",
    ),
    not_held=(3, 9, 10, 17, 23),
    celebrations=(
        "Nine hypos in ten treated within 15 minutes",
        "No agency nights for a fortnight",
        "Priya's poster goes to the national meeting",
        "A family wrote to thank Donald by name",
        "Every gap in the roster filled by our own people",
    ),
)
