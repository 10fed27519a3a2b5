"""Ward 7A, respiratory: more patients, fewer falls, and a cost per patient a fifth lower."""

from datetime import time

from db.seeds.demo_series import Level, Money, Since
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
    parked,
    stopped,
    testing,
)
from vmboard.domain.words import BenefitKind, Decision, Step

BEFORE = "The half year before our first huddle"

ULCERS = Since((41, 104, 141, 187, 233, 271, 359, 398, 447, 512), known=546)
"""The newest 41 days before the huddle that celebrates them."""
ROWS = (
    Row("falls", Level(4.5, 2.4, now=1.8, weeks=10, last=2), target=3, baseline=BEFORE),
    Row("pressure_ulcers", name="Days since ulcer", by_day=ULCERS),
    Row("medicines_omitted", Level(4.5, 0.9, now=5.9, weeks=9, last=6.1, decimals=1), target=5, missing=(31,)),
    Row(
        "discharged_by_noon",
        Level(25, 5, now=34, weeks=12, last=34),
        target=33,
        of="patients",
        baseline=BEFORE,
    ),
    Row("readmitted", Level(9, 1.6, last=9.2, decimals=1), target=9),
    Row("care_plans", Level(91, 4, last=92), target=95, missing=(7, 22)),
    Row("would_recommend", Level(94.5, 3.6, last=96), target=95, of=28),
    Row("staff_joy", Level(6.8, 0.4, now=7.7, weeks=9, last=7.8, decimals=1), target=7.5),
    Row("complaints", Level(1.5, 1.5, last=1), target=0),
    Row("patients", Level(940 / 26, 3, now=47, weeks=16, ramp=12, last=47), target=42, baseline=BEFORE),
    Row("bed_occupancy", Level(92, 3.5, last=93), target=92),
    Row("bank_hours", Level(84, 11, now=114, weeks=8, last=118), target=90),
    Row("falls_rate", on_wall=False),
    Row("bed_days", Level(181, 8), on_wall=False),
    Row("available", on_wall=False),
    Row("hours_observed", Level(48, 2, decimals=1), on_wall=False),
    Row("direct_hours", Level(24, 1, now=25.5, weeks=26, decimals=1), on_wall=False),
    Row("indirect_hours", Level(20, 0.8, now=17.5, weeks=26, decimals=1), on_wall=False),
    Row(costing("pay", "non_pay"), target=450, baseline=BEFORE),
    Row("pay", target=17000),
    Row("non_pay", target=4500),
)

IDEAS = (
    Project("Bedside handover at 2 pm", "MK", "complaints", idea(3), votes=6,
            aim="Patients and families hear the plan themselves, once a day, at the bed."),
    Project("Colour-coded hoist slings", "JD", "falls", idea(8), votes=4, theme="Falls",
            aim="The right sling for the right person, seen from across the bay."),
    Project("Pharmacy tech on Friday round", "AR", "medicines_omitted", idea(12), votes=3,
            aim="No dose missed at the weekend because it was not on the ward.", theme="Medicines",
            gains=(Gain(BenefitKind.CASH, "Fewer urgent orders at the weekend", 1800),)),
    Project("Quiet hour after lunch", "CF", "would_recommend", idea(20), votes=2,
            aim="One hour with lights down and no trolleys, so that people sleep and mend."),
    Project("Nurse-led oxygen weaning", "MK", "patients", idea(26), votes=1,
            aim="Oxygen comes down the day it can, not on the next ward round."),
)  # fmt: skip

TESTS = (
    Project(
        "Two-hourly comfort rounds", "JD", "falls", testing(77), guard="bank_hours",
        aim="Falls from more than 4 a week to 2", aim_for="everyone on 7A who needs a hand to walk", by=90,
        theme="Falls", change_idea="Every two hours someone asks about pain, toilet, drink and reach.",
        gains=(Gain(BenefitKind.QUALITY, "Fewer people hurt, and braver walkers"),
               Gain(BenefitKind.CAPACITY, "Fewer falls to look after and write up", 5)),
        next_step="Run it in both bays for four more weeks, then embed",
        cycles=(
            Cycle(77, "Bay 1, day shift: ask about pain, toilet, drink and reach every two hours.",
                  "Fewer falls on the way to the toilet",
                  "One day fall in three weeks; nights as before",
                  "People had been waiting for us to look free."),
            Cycle(56, "Bay 1, nights too, with the round written on the white board.",
                  "Night staff will find time for it",
                  "Done on 9 nights of 10; two falls, both before the round",
                  "It has to start at 10 pm, not midnight."),
            Cycle(28, "Both bays, nights, from 10 pm.", "Fewer falls between 2 and 6 am",
                  "One night fall in four weeks, where four were usual", step=Step.STUDY),
        ),
    ),
    Project(
        "Discharge huddle before 9", "LW", "discharged_by_noon", testing(63), guard="readmitted",
        aim="One in three patients who go home leaves before noon.",
        next_step="Write down who stands in when LW is off, then adopt",
        cycles=(
            Cycle(63, "LW and the nurse in charge, five minutes at 8:45.", "We will know by 9 who can go",
                  "Names were known by 9 on 4 days of 5", "Medicines to take home were the hold-up."),
            Cycle(51, "Pharmacy joins.", "Medicines ready by 11", "Ready by 11:30 on most days",
                  "Write them up on the day before."),
            Cycle(40, "Junior doctor writes them up by 4 pm the day before.", "Ready by 10",
                  "Ready by 10 for 7 in 10", "Transport was still booked for the afternoon."),
            Cycle(30, "Clerk books transport at 9.", "Off the ward by noon", "One in three",
                  "It works while LW is here."),
            Cycle(16, "The same without LW for a week.", "No worse than with LW",
                  "34% left by noon, with LW on leave", "A list on the board does what LW did."),
        ),
    ),
    Project(
        "Drug-round tabard", "AR", "medicines_omitted", testing(6), guard="would_recommend",
        aim="No dose left out because somebody interrupted the round.", theme="Medicines",
        impact=Impact("Something urgent may wait for the round to end: call out, and the nurse stops.",
                      "Nothing we can think of.", "Patients may not like to ask: a second nurse is free for that.",
                      "Dr Fiona Ross, associate medical director"),
        gains=(Gain(BenefitKind.CASH, "Fewer doses opened and thrown away", 600),),
        next_step="Count the interruptions with and without the tabard",
        cycles=(
            Cycle(6, "One nurse wears the red tabard on the 8 am round in Bay 2.",
                  "Interruptions fall from 9 a round to 3", step=Step.DO),
        ),
    ),
)  # fmt: skip

DONE = (
    Project("Standard stock trolley", "SM", "non_pay", embedded(60), guard="complaints",
            benefit="−£3.1k a year",
            theme="Waste", holds_when="Non-pay on our board stays below £4,500, and no trolley is topped up by hand.",
            impact=Impact("Something urgent could be missing from a trolley: the crash trolley stays as it is.",
                          "Nothing we can think of: the same things, nearer.",
                          "Less walking for us; patients wait less.", "Dr Fiona Ross, associate medical director"),
            gains=(Gain(BenefitKind.CASH, "Less stock thrown away", 3100, "Ewan Baird, finance partner", 20),
                   Gain(BenefitKind.CAPACITY, "Not hunting for things", 4)),
            aim="Every trolley the same, filled to a line: nothing hunted for, nothing out of date.",
            cycles=(Cycle(100, "One trolley, stocked to a photo.", "Less thrown away",
                          "No out-of-date stock in a month", "The photo does the training.",
                          decision=Decision.ADOPT),)),
    Project("Criteria-led discharge", "LW", "patients", embedded(90), guard="readmitted",
            benefit="+30% patients",
            aim="Nurses send people home when agreed signs are met, evenings and weekends too.",
            cycles=(Cycle(132, "Two consultants, COPD only.", "A day sooner at weekends",
                          "Eleven people home on Sundays", "Write the signs at admission.",
                          decision=Decision.ADOPT),)),
    Project("Skin bundle on admission", "MK", "pressure_ulcers", embedded(150), benefit="41 days clear",
            aim="Everyone's skin looked at within six hours of coming in."),
    Project("Ward round starts in Bay 1", "JD", "discharged_by_noon", embedded(172, 28),
            aim="Those who may go home are seen first."),
    Project("Inhaler lesson before home", "CF", "readmitted", embedded(190, 14),
            aim="Nobody leaves without showing us how they use it."),
)  # fmt: skip

LEFT = (
    Project("Falls alarm mats", "JD", "falls", stopped(45),
            aim="Know when somebody at risk stands up.",
            learned="The mats rang 30 times a night and woke the bay. Being there beats being told.",
            cycles=(Cycle(78, "Four mats, two weeks.", "Two falls fewer",
            "No fewer falls, and tired patients",
                          "An alarm is too late.", decision=Decision.ABANDON),)),
    Project("Second discharge lounge", "LW", "discharged_by_noon", parked(80),
            aim="Somewhere warm to wait for transport.", learned="No room until the new wing opens."),
)  # fmt: skip

RESPIRATORY = Story(
    name="Ward 7A · Respiratory",
    site="Raigmore Hospital",
    vision="Home sooner, safer, with nothing wasted",
    huddle_weekday=1,
    huddle_time=time(10, 0),
    screen=("Nurses' station", "Ward 7A, by the doors"),
    professions="5 nurses, 2 HCSWs, a physiotherapist, a pharmacist, a doctor, a ward clerk, a domestic",
    people=(
        Person("JD", "Jean Dunbar", "Senior charge nurse"),
        Person("MK", "Morag Kerr", "Staff nurse"),
        Person("AR", "Anil Rao", "Ward pharmacist"),
        Person("LW", "Lucy Watt", "Discharge coordinator"),
        Person("SM", "Shona Mackay", "Ward clerk"),
        Person("CF", "Callum Fraser", "Respiratory physiotherapist"),
    ),
    rows=ROWS,
    money=Money(555.06, 438.50, {"pay": (0.803, 0.796), "non_pay": (0.197, 0.204)}, weeks=16, ramp=12),
    projects=(*IDEAS, *TESTS, *DONE, *LEFT),
    tasks=(
        Task("Order 20 slings for the trial", "JD", due=-2, raised=15),
        Task("Ask pharmacy about Friday cover", "AR", due=0, raised=8),
        Task("Print run chart for report-out", "LW", due=1, raised=1),
        Task("Book coach for PDSA 3 review", "MK", due=8, raised=1),
        Task("Share trolley layout with 7B", "SM", due=9, raised=1),
        Task("Put the comfort round on the white board", "JD", due=-30, raised=44, done=36),
        Task("Ask estates about the light in Bay 2", "SM", due=-20, raised=29, done=22),
        Task("Thank the night team for trying it first", "JD", due=-14, raised=22, done=15),
    ),
    last_huddle=(9, 12),
    not_held=(4, 11, 18, 19),
    celebrations=(
        "41 days with no pressure ulcer",
        "A thank-you card from Bay 3, with shortbread",
        "Night team ran the comfort round nine nights of ten",
        "First week with one patient in three home by noon",
        "Morag passed her respiratory module",
        "Domestic team kept us open through the norovirus scare",
    ),
)
