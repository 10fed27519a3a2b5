"""The division above the six teams: the same kind of board, one level up, with sums it types itself."""

from datetime import time

from db.seeds.demo_series import Level
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
from vmboard.domain.measures.library import LAGGING, LEADING
from vmboard.domain.words import Decision, Direction, Domain, Step

BEFORE = "The half year before the first report-out"

DATIX, MANAGER = "Incident system (Datix)", "Divisional nurse manager"
SUPPORTED = own(
    "supported", "Staff feel supported", Domain.EXPERIENCE, "%", 0, Direction.INCREASE,
    "Of the staff who answered in all six teams, the share who felt supported this week.", "Short survey",
    MANAGER,
)  # fmt: skip
ANSWERED = own(
    "answered", "Escalations in a week", Domain.EXPERIENCE, "%", 0, Direction.INCREASE,
    "Of the things teams sent up to us, the share answered within a week.", "Our own list", MANAGER, indicator=LEADING,
)  # fmt: skip
HUDDLES = own(
    "huddles", "Huddles held", Domain.CAPACITY, "count", 0, Direction.INCREASE,
    "How many of the six teams held their huddle this week.", "The six boards", MANAGER, indicator=LEADING,
)  # fmt: skip
BUDGET = own(
    "over_budget", "Over budget", Domain.COST, "£", 0, Direction.DECREASE,
    "What the six teams spent this week above a fifty-second of the year's budget.",
    "Ledger, from finance", "Finance partner", indicator=LAGGING,
)  # fmt: skip

ROWS = (
    Row("falls", Level(14.5, 5, now=10, weeks=10, last=9), target=10, baseline=BEFORE),
    Row("falls_rate", target=8),
    Row("pressure_ulcers", Level(2.5, 2.4, last=2), target=1),
    Row("infections", Level(1.5, 1.5, last=2), target=0),
    Row("length_of_stay", Level(6.9, 0.5, last=6.8, decimals=1), target=6.5),
    Row("discharged_by_noon", Level(24, 3, last=26), target=33),
    Row("readmitted", Level(8.6, 1.0, last=8.9, decimals=1), target=8),
    Row("would_recommend", Level(93, 2.5, last=94), target=95),
    Row(SUPPORTED, Level(73, 6, last=75), target=80, missing=(14,)),
    Row(ANSWERED, Level(58, 14, last=63), target=90, missing=(2, 19)),
    Row("patients", Level(264, 9, now=349, weeks=16, ramp=28, last=349), baseline=BEFORE),
    Row("bed_occupancy", Level(93, 2.5, last=94), target=92),
    Row("sickness", Level(6.1, 0.6, last=6.4, decimals=1), target=4, target_set_by="Scottish Government"),
    Row(HUDDLES, Level(4.5, 1.5, last=5), target=6),
    Row("bed_days", Level(1120, 45), on_wall=False),
    Row("total_cost", target=142000),
    Row(
        "bank_cost", Level(9300, 900, now=3800, weeks=16, ramp=10, last=3790), target=4000, target_set_by="NHS Highland"
    ),
    Row(BUDGET, Level(3900, 2100, last=3410), target=0, target_set_by="NHS Highland"),
    Row("pay", Level(88600, 1500, now=88900, weeks=16, last=88960), on_wall=False),
    Row("non_pay", Level(50300, 1500, now=48300, weeks=16, ramp=10, last=48310), on_wall=False),
)

IDEAS = (
    Project("One stock list for six teams", "HG", "total_cost", idea(18), votes=4,
            aim="Ward 7A's trolley, everywhere it fits."),
    Project("Swap staff, not agency", "IM", "bank_cost", idea(27), votes=3,
            aim="Teams lend to each other before we buy."),
)  # fmt: skip

TESTS = (
    Project(
        "Answer within a week", "IM", "answered", testing(40), guard="supported",
        aim="Nine in ten of the things teams send us have an answer within a week.",
        next_step="Read the list aloud at every divisional meeting",
        cycles=(
            Cycle(40, "One manager a week owns the list.", "Three in four answered", "63%",
                  "The hard ones wait for money. Say so.", step=Step.STUDY),
        ),
    ),
    Project(
        "Monday bed huddle", "SR", "discharged_by_noon", testing(66), guard="readmitted",
        aim="One in three home before noon, on all wards.",
        next_step="Bring the cath lab in: its patients need beds at nine",
        cycles=(
            Cycle(66, "Ten minutes at 8:30, three wards.", "Five more beds by noon", "Three more",
                  "Ward 7A's morning list is what works."),
            Cycle(31, "All wards copy the morning list.", "Five more beds by noon", "Five", step=Step.DO),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("Bank first, everywhere", "HG", "bank_cost", embedded(70), guard="sickness",
            benefit="−£5k a week",
            impact=Impact("Nobody works more than one extra shift a week.", "Teams know their own people.",
                          "Patients see faces they know.", "Lorna Grant, chief nurse"),
            aim="What Ward 6C did, in all six teams.",
            cycles=(Cycle(112, "Three teams.", "A third less agency", "A third less", "Plan early.",
                          decision=Decision.ADOPT),)),
    Project("Monthly visit to each huddle", "IM", "supported", embedded(105),
            aim="We come to them, and listen."),
)  # fmt: skip

LEFT = (
    Project("League table of wards", "HG", "falls", stopped(130, 28), aim="See who needs help first.",
            learned="It shamed and taught nothing. We look at each ward's own weeks instead."),
)  # fmt: skip

DIVISION = Story(
    name="Medical and Diagnostic Division",
    site="Raigmore Hospital",
    vision="Better care, better work, better value: every week",
    huddle_weekday=3,
    huddle_time=time(16, 0),
    screen=("Management corridor", "Level 2"),
    professions="2 nurse managers, 3 managers, a doctor, 2 finance partners",
    people=(
        Person("IM", "Iona Maclean", "Divisional nurse manager"),
        Person("HG", "Hugh Galbraith", "Finance partner"),
        Person("SR", "Sheila Reid", "Operations manager"),
        Person("DL", "David Lorimer", "Divisional medical lead"),
    ),
    rows=ROWS,
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Chase the tablet for Morar Ward", "SR", due=-4, raised=13),
        Task("Out-of-date stock figures for the cath lab", "HG", due=1, raised=6),
        Task("Visit the sleep service about the pace", "IM", due=6),
        Task("Second trolley for the cath lab: decide", "SR", due=8),
        Task("Friday heart failure nurse: find the money", "HG", due=15),
        Task("Thank the post room in person", "DL", due=-10, raised=20, done=13),
        Task("Bring the coach to Ward 6C", "IM", due=-24, raised=41, done=27),
    ),
    last_huddle=(6, 18),
    not_held=(0, 1, 2, 7, 15, 16, 25),
    celebrations=(
        "Six teams, six boards, five huddles this week",
        "Morar Ward: half the incidents of a year ago",
        "Sleep service sees twice as many people",
        "Falls down on all wards that chose to work on them",
    ),
)
