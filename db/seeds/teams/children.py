"""The children's ward: asthma plans, quiet nights, a test that has stalled, and costs not yet final."""

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
    stopped,
    testing,
)
from vmboard.domain.measures.library import LEADING
from vmboard.domain.words import Decision, Direction, Domain, Step

BEFORE = "The half year before our first huddle"

PEWS = own(
    "pews", "Warning scores on time", Domain.SAFETY, "%", 0, Direction.INCREASE,
    "Of the early warning scores due, the share taken within 15 minutes of their time.",
    "Weekly chart check", "Charge nurse", indicator=LEADING,
)  # fmt: skip
DRIPS = own(
    "drips", "Drips checked hourly", Domain.SAFETY, "%", 0, Direction.INCREASE,
    "Of the hours a drip was running, the share with a check written down.", "Weekly chart check",
    "Staff nurse", indicator=LEADING,
)  # fmt: skip
ASTHMA = own(
    "asthma", "Asthma plan before home", Domain.QUALITY, "%", 0, Direction.INCREASE,
    "Of the children home after an asthma attack, the share with a written plan they can show us.",
    "Discharge letters", "Asthma nurse", indicator=LEADING,
)  # fmt: skip
TOLD = own(
    "told", "Parents told in 4 hours", Domain.EXPERIENCE, "%", 0, Direction.INCREASE,
    "Of the parents asked, the share who knew the plan within four hours of coming in.", "Short survey",
    "Play leader",
)  # fmt: skip
CANCELLED = own(
    "cancelled", "Day cases cancelled", Domain.CAPACITY, "count", 0, Direction.DECREASE,
    "Day cases put off this week for want of a bed, a nurse or a theatre.", "Theatre list", "Ward clerk",
)  # fmt: skip

ROWS = (
    Row(PEWS, Level(86, 5, last=88), target=95),
    Row(DRIPS, Level(91, 4, now=80, weeks=9, last=79), target=95, missing=(41,)),
    Row("medicines_omitted", Level(3.1, 0.9, last=2.9, decimals=1), target=3),
    Row("infections", Level(0.5, 0.5, last=0), target=0),
    Row("length_of_stay", Level(2.6, 0.4, last=2.5, decimals=1), target=2.5),
    Row(ASTHMA, Level(58, 11, now=86, weeks=13, ramp=4, last=88), target=90, baseline=BEFORE),
    Row("readmitted", Level(6.4, 1.5, last=6.7, decimals=1), target=6),
    Row("would_recommend", Level(96, 3.4, last=97), target=95, of=35),
    Row(TOLD, Level(71, 9, last=74), target=85, of=20, missing=(10,)),
    Row("staff_joy", Level(7.2, 0.5, last=7.3, decimals=1), target=7.5, missing=(3, 4)),
    Row("patients", Level(60, 4, now=62, weeks=18, last=62), baseline=BEFORE),
    Row(CANCELLED, Level(2.5, 2.4, last=2), target=1),
    Row("available", target=15),
    Row("hours_observed", Level(40, 2, decimals=1), on_wall=False),
    Row("direct_hours", Level(22, 0.9, decimals=1), on_wall=False),
    Row("indirect_hours", Level(13, 0.7, decimals=1), on_wall=False),
    Row("cost_per_patient", target=380, baseline=BEFORE),
    Row("pay", target=17500),
    Row("non_pay", target=4500, provisional=True),
    Row("bank_cost", on_wall=False),
)

IDEAS = (
    Project("Night bag for parents", "RC", "would_recommend", idea(4), votes=7,
            aim="Slippers, a charger and a drink for whoever stays."),
    Project("Numbing cream at the door", "AG", "told", idea(11), votes=5,
            aim="Ready for the needle by the time the doctor comes."),
    Project("School letter from the ward", "NM", "readmitted", idea(19), votes=2,
            aim="The teacher knows the plan on Monday."),
    Project("Drip alarm on the desk phone", "AG", "drips", idea(33), votes=2,
            aim="Hear Room 9 from the desk."),
)  # fmt: skip

TESTS = (
    Project(
        "Asthma plan with the family", "NM", "asthma", testing(88), guard="length_of_stay",
        aim="Nine families in ten go home with a plan in their own words.",
        next_step="Ask the three practices furthest away what they need from the plan",
        cycles=(
            Cycle(88, "NM writes it with the family on day one.", "Three in four have a plan",
                  "Three in four, when NM was in", "Evenings had nobody."),
            Cycle(60, "Two evening nurses learn how.", "Evenings as good as days", "81%",
                  "Pictures beat words."),
            Cycle(20, "A picture plan for under-fives.", "Nine in ten", "88% last week", step=Step.STUDY),
        ),
    ),
    Project(
        "One bell for all the drips", "AG", "drips", testing(69), guard="medicines_omitted",
        aim="Every running drip looked at every hour.",
        next_step="Decide: a new test, or stop and say what we learned",
        cycles=(
            Cycle(69, "A bell on the hour at the desk, days only.", "Checks go back above 90%",
                  "They did not: the bell rang when both nurses were in rooms", step=Step.STUDY),
        ),
    ),
    Project(
        "Parents on the ward round", "RC", "told", testing(22), guard="would_recommend",
        aim="Every parent hears the plan from the doctor who made it.",
        next_step="Try a set time for the six rooms at the far end",
        cycles=(
            Cycle(22, "Rooms 1 to 4 are told a time the evening before.", "Four in five parents there",
                  "Nine of eleven", step=Step.DO),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("Play before procedures", "RC", "would_recommend", embedded(64), guard="cancelled",
            benefit="fewer tears", aim="Ten minutes with the play leader before any needle.",
            cycles=(Cycle(106, "Blood tests only.", "Fewer second tries", "One second try in 20, from 1 in 6",
                          "Play is quicker than holding.", decision=Decision.ADOPT),)),
    Project("Own staff on the winter rota", "KM", "cost_per_patient", embedded(110), guard="staff_joy",
            benefit="−10% a patient",
            impact=Impact("Winter may be worse than planned: ten shifts are kept in hand.",
                          "Our own nurses know our children.",
                          "Families meet the same faces.", "Lorna Grant, chief nurse"),
            aim="Winter shifts planned in August, not bought in January."),
    Project("Ready-made asthma bags", "NM", "asthma", embedded(150, 28),
            aim="Spacer, leaflet and plan in one bag by the door."),
)  # fmt: skip

LEFT = (
    Project("Text message surveys", "RC", "told", stopped(40),
            aim="More answers from parents after they leave.",
            learned="Four answers in a month. People tell Rona on the ward, so we ask there.",
            cycles=(Cycle(74, "A text the day after.", "Twenty answers a week", "Four in a month",
                          "Home is busy; the ward is not.", decision=Decision.ABANDON),)),
)  # fmt: skip

CHILDREN = Story(
    name="Children's Ward",
    site="Raigmore Hospital",
    vision="Safe, unafraid and home for tea",
    huddle_weekday=2,
    huddle_time=time(9, 15),
    screen=("Play room wall", "Children's Ward"),
    professions="4 nurses, an asthma nurse, 2 play leaders, a doctor, a pharmacist, a ward clerk",
    people=(
        Person("KM", "Kirsty MacRae", "Charge nurse"),
        Person("AG", "Ailsa Grant", "Staff nurse"),
        Person("NM", "Niall Morrison", "Asthma nurse"),
        Person("RC", "Rona Campbell", "Play leader"),
        Person("SB", "Sam Bruce", "Ward clerk"),
    ),
    rows=ROWS,
    money=Money(
        411.67,
        370.50,
        {"pay": (0.712, 0.757), "bank_cost": (0.103, 0.047), "non_pay": (0.185, 0.196)},
        weeks=15,
        ramp=8,
    ),
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Decide about the drip bell", "AG", due=-7, raised=21),
        Task("Ask two practices about the picture plan", "NM", due=3),
        Task("Buy a second hook for Room 9", "SB", due=6),
        Task("Plan winter shifts with Ward 6C", "KM", due=20),
        Task("Put play times on the white board", "RC", due=-30, raised=49, done=35),
        Task("Send the poster to the school nurses", "NM", due=-9, raised=21, done=14),
    ),
    last_huddle=(6, 13),
    not_held=(2, 8, 15, 16, 24),
    celebrations=(
        "Nine families in ten went home with an asthma plan",
        "Rona's play bag was copied by Aberdeen",
        "A whole week with no cancelled day case",
        "Ailsa finished her advanced paediatric course",
        "Thank-you drawing from Room 6, now on the wall",
    ),
)
