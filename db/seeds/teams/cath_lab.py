"""The cath lab: on time in the morning, cheaper stents, and one figure that waits for finance."""

from datetime import time

from db.seeds.demo_series import Level, Money
from db.seeds.demo_story import (
    Cycle,
    Gain,
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
from vmboard.domain.measures.library import LAGGING, LEADING
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, Step

BEFORE = "The half year before the first stock count"
LAB, LOG = "Lab manager", "Lab log"

RADIAL = own(
    "radial", "Done through the wrist", Domain.SAFETY, "%", 0, Direction.INCREASE,
    "Of all cases, the share done through the wrist and not the groin: fewer bleeds, home sooner.", LOG, LAB,
    indicator=LEADING,
)  # fmt: skip
BLEEDS = own(
    "bleeds", "Bleeds after a case", Domain.SAFETY, "count", 0, Direction.DECREASE,
    "Bleeds that needed more than pressure and time.", "Incident system (Datix)", LAB, indicator=LAGGING,
)  # fmt: skip
DYE = own(
    "dye", "Dye for each case", Domain.SAFETY, "ml", 0, Direction.DECREASE,
    "The average dye used for a case: less is kinder to kidneys.", LOG, "Radiographer", indicator=LEADING,
)  # fmt: skip
FIRST = own(
    "first_case", "First case on time", Domain.QUALITY, "%", 0, Direction.INCREASE,
    "Of the lists this week, the share whose first case began by 9.", LOG, LAB, indicator=LEADING,
)  # fmt: skip
DOOR = own(
    "door", "Door to balloon", Domain.QUALITY, "minutes", 0, Direction.DECREASE,
    "The middle time from the front door to an open artery, for heart attacks this week.", LOG,
    "Cardiology nurse", indicator=LEADING,
)  # fmt: skip
CANCELLED = own(
    "cancelled", "Cancelled on the day", Domain.QUALITY, "%", 1, Direction.DECREASE,
    "Of the cases booked, the share put off on the day.", LOG, "Lab clerk",
)  # fmt: skip
WAITED = own(
    "waited", "Waited over 2 hours", Domain.EXPERIENCE, "%", 0, Direction.DECREASE,
    "Of the patients who came for a planned case, the share who waited over two hours.", LOG, "Lab clerk",
    indicator=LAGGING,
)  # fmt: skip
USE = own(
    "lab_use", "Lab time in use", Domain.CAPACITY, "%", 0, Direction.INCREASE,
    "Of the hours the labs were staffed, the share with a patient on the table.", LOG, LAB,
)  # fmt: skip
TURN = own(
    "turnround", "Time between cases", Domain.CAPACITY, "minutes", 0, Direction.DECREASE,
    "The average time from one patient off the table to the next one on it.", LOG, "Radiographer", indicator=LEADING,
)  # fmt: skip
STENTS = own(
    "stents", "Stents and balloons", Domain.COST, "£", 0, Direction.DECREASE,
    "What was opened this week. Here because the same stent has four prices.", "Stock system",
    "Finance partner", indicator=LAGGING,
)  # fmt: skip
EXPIRED = own(
    "expired", "Stock out of date", Domain.COST, "£", 0, Direction.DECREASE,
    "What was thrown away unopened because its date had passed.", "Ledger, from finance", "Finance partner",
    indicator=LAGGING,
)  # fmt: skip

ROWS = (
    Row(RADIAL, Level(87, 4, last=88), target=90),
    Row(BLEEDS, Level(0.5, 0.5, last=1), target=0),
    Row(DYE, Level(112, 11, last=109), target=100),
    Row(FIRST, Level(52, 10, now=76, weeks=14, ramp=2, last=80), target=80, baseline=BEFORE),
    Row(DOOR, Level(84, 11, last=81), target=90, missing=(6, 17, 30)),
    Row(CANCELLED, Level(6.0, 1.4, now=9.0, weeks=8, last=9.1, decimals=1), target=5),
    Row("would_recommend", Level(94, 4, last=96), target=95, of=25),
    Row(WAITED, Level(18, 6, last=16), target=10),
    Row("staff_joy", Level(7.4, 0.5, last=7.6, decimals=1), target=7.5),
    Row("patients", Level(36, 2.2, now=38, weeks=20, last=38), target=38, baseline=BEFORE),
    Row(USE, Level(61, 6, last=63), target=70),
    Row(TURN, Level(34, 4, now=26, weeks=17, last=25), target=25, baseline=BEFORE),
    Row("available", target=15),
    Row("hours_observed", Level(56, 2, decimals=1), on_wall=False),
    Row("direct_hours", Level(29.5, 1, decimals=1), on_wall=False),
    Row("indirect_hours", Level(21, 0.8, now=19, weeks=26, decimals=1), on_wall=False),
    Row(costing("stents", "pay", "non_pay"), target=1250, baseline=BEFORE),
    Row(STENTS, target=24000),
    Row(EXPIRED, Level(640, 260, last=580), target=300, late=3),
    Row("pay", target=16000),
    Row("non_pay", on_wall=False),
)

IDEAS = (
    Project("Scan stock at the table", "RT", "expired", idea(9), votes=5,
            aim="What is opened leaves the list by itself.", theme="Stock",
            gains=(Gain(BenefitKind.CASH, "Less thrown away out of date", 9000),)),
    Project("Text the day before", "FH", "cancelled", idea(15), votes=5,
            aim="Nobody arrives having had breakfast."),
    Project("Coffee at hour two", "FH", "waited", idea(28), votes=2,
            aim="If we are late, we say so, with a cup."),
)  # fmt: skip

TESTS = (
    Project(
        "Ready by 8:40", "BN", "first_case", testing(95), guard="staff_joy",
        aim="Four lists in five begin by 9.",
        next_step="Porters try it for Lab 2, then embed",
        cycles=(
            Cycle(95, "First patient called at 8:10, Lab 1.", "Half the lists on time", "Six in ten",
                  "The form was missing, not the patient."),
            Cycle(66, "Forms signed the day before.", "Three in four", "76%", "Mondays have no day before."),
            Cycle(30, "Monday's forms signed on Friday by 3.", "Mondays as good as Tuesdays",
                  "Three Mondays of four", step=Step.STUDY),
        ),
    ),
    Project(
        "Check fasting by phone", "FH", "cancelled", testing(48), guard="would_recommend",
        aim="Cases put off on the day back below 1 in 20.",
        next_step="Try the evening, when people are home",
        cycles=(
            Cycle(48, "Clerk phones at 3 pm the day before.", "One in 20 put off",
                  "Half of them were at work",
                  "We ring when they cannot answer.", step=Step.STUDY),
        ),
    ),
    Project(
        "Two trolleys, one list", "RT", "turnround", testing(118), guard="bleeds",
        aim="Twenty-five minutes between cases, every day.",
        next_step="Ask for a second trolley for Lab 2",
        blocked="Waiting for a second trolley: two quotes asked for",
        cycles=(
            Cycle(118, "Next trolley set while the last case ends.", "Five minutes saved", "Eight saved",
                  "The cupboard is in the wrong place."),
            Cycle(35, "Cupboard moved to the lab door.", "Thirty minutes at most", "26 minutes",
                  "It holds when two of us are on.", step=Step.ACT),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("One price for a stent", "BN", "stents", embedded(84), guard="bleeds", benefit="−£4.5k a week",
            theme="Stock", holds_when="Stents and balloons stay below £24,000 a week, and bleeds stay as they are.",
            impact=Impact("A cheaper stent could fail sooner: every result is looked at for a year.",
                          "The dear one stays on the shelf for who needs it.", "No patient notices.",
                          "Dr Alan Innes, consultant cardiologist"),
            gains=(Gain(BenefitKind.CASH, "The same stents for less", 186000, "Ewan Baird, finance partner", 30),
                   Gain(BenefitKind.CASH, "Balloons too", 21000)),
            aim="The same good stent first, another when there is a reason.",
            cycles=(Cycle(124, "Prices on the shelf edge.", "The dear one opened half as often",
            "A third as often",
                          "Nobody had known.", decision=Decision.ADOPT),)),
    Project("Wrist first", "DT", "radial", embedded(142), guard="door",
            aim="The wrist unless there is a reason."),
)  # fmt: skip

LEFT = (
    Project("Evening list on Thursdays", "BN", "lab_use", stopped(55),
            aim="Use the lab after five.",
            learned="Cases ran, but the ward had no beds at nine. The lab was never the narrow place."),
)  # fmt: skip

CATH_LAB = Story(
    name="Cath Lab",
    site="Raigmore Hospital",
    vision="Every heart in time, every stent worth it",
    huddle_weekday=4,
    huddle_time=time(8, 30),
    screen=("Control room", "Between Lab 1 and Lab 2"),
    professions="4 nurses, 3 radiographers, 2 cardiac physiologists, 2 doctors, a clerk, a storekeeper",
    people=(
        Person("BN", "Beth Nicolson", "Lab manager"),
        Person("RT", "Ruaridh Tait", "Radiographer"),
        Person("FH", "Fiona Hay", "Lab clerk"),
        Person("DT", "Deepa Thomas", "Cardiology nurse"),
        Person("WM", "Will Matheson", "Cardiac physiologist"),
    ),
    rows=ROWS,
    money=Money(
        1401.72,
        1219.50,
        {"stents": (0.560, 0.515), "pay": (0.300, 0.328), "non_pay": (0.140, 0.157)},
        weeks=16,
        ramp=10,
    ),
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Ask finance for the out-of-date figures", "BN", due=-6, raised=19),
        Task("Second trolley: two quotes", "RT", due=1),
        Task("Try phoning after 6 pm", "FH", due=5),
        Task("Monday forms: thank Dr Innes' secretary", "BN", due=8),
        Task("Label the new cupboard", "WM", due=-40, raised=54, done=47),
        Task("Show the price list at the registrars' teaching", "DT", due=-12, raised=26, done=19),
    ),
    last_huddle=(10, 11),
    not_held=(5, 13, 14, 22),
    celebrations=(
        "Four lists in five began on time",
        "£4,500 of stents saved in a week, same results",
        "Door to balloon in 52 minutes on Sunday night",
        "Will's idea about the cupboard gave us 8 minutes a case",
        "A patient came back with tablet for everyone",
    ),
)
