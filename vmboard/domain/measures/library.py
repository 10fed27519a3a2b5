"""The built-in library of measures that a new team may start from, in the order of a box score.

Definitions are in plain words, and are the first thing a team changes to fit its own ward.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, IndicatorKind

UP, DOWN, EITHER = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL
LEADING, LAGGING = IndicatorKind

DATIX, PAS, LEDGER = "Incident system (Datix)", "Patient administration system", "Ledger, from finance"
ROSTER, AUDIT, SURVEY, OBSERVED = "Roster", "Weekly spot check", "Short survey", "Staff activity sample"
SAMPLED = "Activity sampling, on this board"
NURSE, CLERK, FINANCE, ANALYST = "Senior charge nurse", "Ward clerk", "Finance partner", "Data analyst"
TEAM_LEAD = "Team lead"


@dataclass(frozen=True)
class LibraryMeasure:
    """A measure to start from. One with ``numerators`` is derived: they map a part's key to its weight.

    ``indicator``: what befalls patients and what it cost is the result, and lags; what is done so that it comes about
    moves first, and leads (Kaplan and Norton). None where the field does not agree.
    """

    key: str
    name: str
    domain: Domain
    unit: str
    decimals: int | None
    direction: Direction
    definition: str
    source: str
    data_owner: str
    cadence_weeks: int = 1
    numerators: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    denominator: str = ""
    factor: float = 1.0
    indicator: IndicatorKind | None = None

    @property
    def is_derived(self) -> bool:
        return bool(self.numerators)

    @property
    def parts(self) -> tuple[str, ...]:
        """The keys of the measures it is computed from."""
        return (*self.numerators, *([self.denominator] if self.denominator else []))


M = LibraryMeasure
_S, _Q, _E, _CAP, _COST = Domain
_COMPUTED = "Computed by the board"
_COSTS = {"pay": 1.0, "bank_cost": 1.0, "non_pay": 1.0}

LIBRARY: tuple[LibraryMeasure, ...] = (
    M("falls", "Falls", _S, "count", 0, DOWN,
      "How many times a patient fell this week, hurt or not.", DATIX, NURSE, indicator=LAGGING),
    M("falls_rate", "Falls rate", _S, "per 1,000 bed days", 1, DOWN,
      "Falls for every 1,000 days that a bed was occupied, so that a full ward and a quiet one compare.",
      _COMPUTED, NURSE, numerators={"falls": 1.0}, denominator="bed_days", factor=1000.0, indicator=LAGGING),
    M("pressure_ulcers", "Pressure ulcers", _S, "count", 0, DOWN,
      "New pressure ulcers, grade 2 or worse, that began in our care this week.", DATIX, NURSE, indicator=LAGGING),
    M("days_since_ulcer", "Days since pressure ulcer", _S, "days", 0, UP,
      "Days since the last new pressure ulcer that began in our care.", DATIX, NURSE, indicator=LAGGING),
    M("medicines_omitted", "Medicines omitted", _S, "%", 1, DOWN,
      "Of the doses due this week, the share neither given nor explained on the chart.",
      "Weekly chart check by pharmacy", "Ward pharmacist"),
    M("infections", "Hospital infections", _S, "count", 0, DOWN,
      "New infections found 48 hours or more after coming in.", "Infection control team", NURSE, indicator=LAGGING),
    M("restraint", "Restraint used", _S, "count", 0, DOWN,
      "How many times a patient was held or given medicine against their will this week.", DATIX, NURSE,
      indicator=LAGGING),
    M("violence", "Violence and aggression", _S, "count", 0, DOWN,
      "Incidents this week in which somebody was hurt or threatened, patient, visitor or staff.", DATIX, NURSE,
      indicator=LAGGING),
    M("risk_reviewed", "Risk reviewed in 7 days", _S, "%", 0, UP,
      "Of the people on our caseload who were seen this week, the share whose risk was looked at again within 7 days.",
      AUDIT, TEAM_LEAD, indicator=LEADING),
    M("length_of_stay", "Average stay", _Q, "days", 1, DOWN,
      "The average number of days in our care, of the patients who left this week.", PAS, ANALYST, indicator=LAGGING),
    M("discharged_by_noon", "Discharged by noon", _Q, "%", 0, UP,
      "Of the patients who went home this week, the share who left before noon.", PAS, CLERK, indicator=LEADING),
    M("readmitted", "Readmitted in 28 days", _Q, "%", 1, DOWN,
      "Of the patients who left four weeks ago, the share back unplanned within 28 days.", PAS, ANALYST,
      indicator=LAGGING),
    M("care_plans", "Care plans in 24 h", _Q, "%", 0, UP,
      "Of the patients who came in this week, the share with a care plan within 24 hours.", AUDIT, NURSE,
      indicator=LEADING),
    M("did_not_attend", "Did not attend", _Q, "%", 0, DOWN,
      "Of the appointments booked this week, the share where nobody came and nobody rang.", PAS, CLERK),
    M("wait_first_seen", "Wait to first appointment", _Q, "weeks", 1, DOWN,
      "Of the people first seen this week, the middle wait from referral: half waited longer.", PAS, ANALYST,
      indicator=LAGGING),
    M("seen_in_18_weeks", "Seen within 18 weeks", _Q, "%", 0, UP,
      "Of the people who began treatment this week, the share who had waited 18 weeks or less from referral.",
      PAS, ANALYST, indicator=LAGGING),
    M("referrals_returned", "Referrals returned", _Q, "%", 0, DOWN,
      "Of the referrals looked at this week, the share sent back to who referred.", PAS, TEAM_LEAD),
    M("followed_up", "Followed up in 7 days", _Q, "%", 0, UP,
      "Of the people who left inpatient mental health care last week, the share seen or rung within 7 days.",
      PAS, TEAM_LEAD, indicator=LEADING),
    M("care_at_home", "Visits as planned", _Q, "%", 0, UP,
      "Of the home visits planned for this week, the share made on the day that was agreed.", PAS, TEAM_LEAD,
      indicator=LEADING),
    M("would_recommend", "Would recommend", _E, "%", 0, UP,
      "Of the patients and families who answered, the share who would recommend us.", SURVEY, NURSE, indicator=LAGGING),
    M("staff_joy", "Staff joy in work", _E, "out of 10", 1, UP,
      "The average answer to: how was work this week, from 0 to 10? No names are kept.", SURVEY, NURSE),
    M("complaints", "Complaints", _E, "count", 0, DOWN,
      "Complaints and concerns raised this week, written or spoken.", DATIX, NURSE, indicator=LAGGING),
    M("patients", "Patients this week", _CAP, "count", 0, UP,
      "How many patients we cared for and finished with this week.", PAS, CLERK),
    M("bed_days", "Occupied bed days", _CAP, "bed days", 0, EITHER,
      "The beds in use at midnight, added up over the seven nights of the week.", PAS, CLERK),
    M("bed_occupancy", "Bed occupancy", _CAP, "%", 0, DOWN,
      "Of the beds open at midnight this week, the share in use. A full ward has no slack.", PAS, CLERK),
    M("waiting_list", "People waiting", _CAP, "count", 0, DOWN,
      "How many people wait for their first appointment at the end of the week.", PAS, ANALYST, indicator=LEADING),
    M("caseload", "Open caseload", _CAP, "count", 0, EITHER,
      "How many people are open to the team at the end of the week.", PAS, TEAM_LEAD),
    M("escalation_beds", "Escalation beds open", _CAP, "bed days", 0, DOWN,
      "Beds opened above our staffed number, added up over the seven nights of the week. None is what we want.",
      PAS, NURSE),
    M("delayed_discharge", "Delayed discharges", _CAP, "bed days", 0, DOWN,
      "Nights this week spent with us by people who were well enough to leave.", PAS, NURSE),
    M("available", "Available capacity", _CAP, "%", 0, UP,
      "Of the staff time watched, the share left after direct care and indirect work.",
      _COMPUTED, NURSE, cadence_weeks=8, denominator="hours_observed", factor=100.0,
      numerators={"hours_observed": 1.0, "direct_hours": -1.0, "indirect_hours": -1.0}),
    M("hours_observed", "Hours observed", _CAP, "hours", 1, EITHER,
      "Hours of staff time watched, over a day and a night shift.", OBSERVED, NURSE, cadence_weeks=8),
    M("direct_hours", "Direct care hours", _CAP, "hours", 1, UP,
      "Of the hours observed, those spent with patients and families.", OBSERVED, NURSE, cadence_weeks=8),
    M("indirect_hours", "Indirect hours", _CAP, "hours", 1, DOWN,
      "Of the hours observed, those spent on notes, meetings, fetching, waiting and doing again.",
      OBSERVED, NURSE, cadence_weeks=8),
    M("productive_time", "Productive time", _CAP, "%", 0, UP,
      "Of the looks at what people were doing, the share that found care and the work it needs.",
      SAMPLED, NURSE, cadence_weeks=8),
    M("non_productive_time", "Non-productive time", _CAP, "%", 0, DOWN,
      "Of the looks at what people were doing, the share that found fetching, waiting or doing again.",
      SAMPLED, NURSE, cadence_weeks=8),
    M("available_time", "Available time", _CAP, "%", 0, UP,
      "Of the looks at what people were doing, the share that found somebody free for more care.",
      SAMPLED, NURSE, cadence_weeks=8),
    M("bank_hours", "Bank & agency hours", _CAP, "hours", 0, DOWN,
      "Hours worked this week by bank and agency staff.", ROSTER, NURSE),
    M("sickness", "Sickness absence", _CAP, "%", 1, DOWN,
      "Of the hours contracted this week, the share lost to sickness.", ROSTER, NURSE),
    M("cost_per_patient", "Cost per patient", _COST, "£", 2, DOWN,
      "The week's costs that we can steer, shared out over the patients of the week.",
      _COMPUTED, FINANCE, numerators=_COSTS, denominator="patients", indicator=LAGGING),
    M("total_cost", "Total controllable cost", _COST, "£", 0, DOWN,
      "The week's costs that we can steer: pay, bank and agency, and non-pay together.",
      _COMPUTED, FINANCE, numerators=_COSTS, indicator=LAGGING),
    M("pay", "Pay", _COST, "£", 0, DOWN,
      "What our own staff were paid this week, all together. Overtime is ours to plan.", LEDGER, FINANCE,
      indicator=LAGGING),
    M("bank_cost", "Bank & agency cost", _COST, "£", 0, DOWN,
      "What bank and agency staff cost this week. Gaps in the roster are dear.", LEDGER, FINANCE, indicator=LAGGING),
    M("non_pay", "Non-pay", _COST, "£", 0, DOWN,
      "Supplies, dressings and medicines used this week. Waste is ours to spot.", LEDGER, FINANCE, indicator=LAGGING),
)  # fmt: skip

_BY_KEY = {one.key: one for one in LIBRARY}


def library_measure(key: str) -> LibraryMeasure:
    """The measure with this key. Raises Refused where there is none."""
    if key not in _BY_KEY:
        raise Refused("The library has no measure “{key}”. Choose one from its list.", key=key[:40])
    return _BY_KEY[key]


def with_parts(keys: Iterable[str]) -> tuple[LibraryMeasure, ...]:
    """The measures chosen, and those they are computed from, each once, in box-score order."""
    chosen = [library_measure(key) for key in keys]
    wanted = {one.key for one in chosen} | {part for one in chosen for part in one.parts}
    return tuple(one for one in LIBRARY if one.key in wanted)
