"""Field recognition: what a column of a file holds, by the words it is headed with."""

import re
from dataclasses import dataclass
from functools import lru_cache

from vmboard.domain.figures.week_words import plain, read_week_words
from vmboard.files.grids import Cell

MEASURE_FIELDS = (
    "domain", "unit", "direction", "target", "definition", "source", "data_owner", "leading_or_lagging",
    "target_set_by",
)  # fmt: skip
POINT_FIELDS = ("week", "value", "numerator", "denominator", "status", "note", "waiting_for")
PLACES = ("team", "area")

_HEADINGS = {
    "measure": (
        "measure name", "measures", "indicator", "indicators", "indicator name", "metric", "metrics", "metric name",
        "kpi", "kpis", "kpi name", "key performance indicator", "name of measure", "what we measure", "name",
        "indikator", "indikatorer", "kennzahl", "kennzahlen",
    ),
    "team": (
        "ward", "team name", "ward name", "board", "department", "dept", "department name", "cost centre",
        "cost center", "clinical area", "service", "ward/department", "ward/dept", "ward/area",
    ),
    "area": ("bay", "location", "area name", "room", "zone", "specialty", "specialism", "sub team", "where", "site"),
    "domain": ("theme", "category", "dimension"),
    "unit": ("units", "enhed", "unit of measure", "uom", "measured in"),
    "direction": ("improvement direction", "better", "better is", "desired direction", "good is", "polarity"),
    "target": ("goal", "mål", "aim", "standard", "threshold", "trajectory", "plan", "planned", "benchmark", "ambition"),
    "definition": ("operational definition", "description"),
    "source": ("data source", "where from"),
    "data_owner": ("owner", "lead", "responsible"),
    "leading_or_lagging": ("indicator type", "indicator kind", "kind of indicator", "leading/lagging"),
    "target_set_by": ("who set the target",),
    "week": (
        "week ending", "week ended", "w/e", "date", "week end", "wk", "week commencing", "week beginning", "w/c", "w/b",
        "wc", "week starting", "week start", "week no", "week number", "reporting week", "week of", "we", "period",
        "day", "event date", "incident date", "date of incident", "week ending date", "week end date", "wk ending",
        "reporting period", "week/date", "wk commencing", "wk beginning", "wk starting", "week comm", "wk comm",
        "commencing",
        "w/c date", "w/b date", "week commencing date", "week beginning date", "week start date", "wk end", "w/ending",
        "period end", "period ending", "period end date", "end date", "reporting period end",
    ),
    "begins": ("period start", "period beginning", "period start date", "start date", "reporting period start"),
    "value": (
        "figure", "result", "actual", "this week", "performance", "current", "current week", "score", "latest",
        "reading", "achieved", "actuals", "outcome", "data", "values",
    ),
    "numerator": ("num", "top number", "numerator n"),
    "denominator": ("den", "denom", "out of", "bottom number"),
    "note": ("notes", "comment", "comments", "commentary", "narrative", "remarks"),
    "waiting_for": ("waiting on",),
    "rag": ("rag status", "rag rating", "colour", "traffic light", "r/a/g"),
    "year": ("calendar year", "financial year", "fy", "fin year"),
    "reference": ("ref", "datix ref", "datix", "id", "incident ref", "incident number", "datix number", "case",
        "case number"),
}  # fmt: skip
_FIELDS = {
    heading: field
    for field in ("measure", *MEASURE_FIELDS, *POINT_FIELDS, *_HEADINGS)
    for heading in (field.replace("_", " "), *_HEADINGS.get(field, ()))
}
_MONTHS_SAID = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b"
_SUMMARY = re.compile(
    rf"(?:{_MONTHS_SAID}(?:[\s'-]*(?:20)?[0-9]{{2}})? |q[1-4] )?"
    r"(?:grand |sub[- ]?|running |rolling |moving |overall |weekly |monthly |[0-9]{1,2}[- ]?w(?:ee)?k |year to date )*"
    r"(?:totals?|sum|averages?|avg|mean|median|ytd|year to date|to date|cumulative|all (?:areas|bays|weeks)|overall|"
    r"change|trend|variance|var|difference|diff|sparkline|min|max|minimum|maximum|last year|forecast|% change|"
    r"rag(?: status| rating)?|"
    r"control limits?|ucl|lcl|upper limit|lower limit|baseline|count of weeks)"
    rf"(?:[^\w\s].*|\s(?:[^\w\s]|(?:of|for|to|this|ytd|so far|on|from|since|vs|against|line|arrow|met|per week|actual|"
    rf"weeks?|months?|years?|totals?|averages?|figures?)\b|{_MONTHS_SAID}|\d).*)?"
)
PIVOTED = re.compile(r"(?:sum|count) of (?!(?:the|all|above|rows?|columns?)\b)(?=\w)", re.I)
"""How a pivot table begins the name of what it adds up."""
_ROLE_WORDS = {
    "actual": "value", "value": "value", "result": "value", "figure": "value", "actuals": "value",
    "performance": "value",
    "score": "value", "act": "value", "achieved": "value", "%": "value", "percent": "value", "percentage": "value",
    "rate": "value", "share": "value",
    "target": "target", "goal": "target", "plan": "target", "planned": "target", "trajectory": "target",
    "tgt": "target", "std": "target", "standard": "target", "threshold": "target", "benchmark": "target",
    "limit": "target",
    "ambition": "target", "expected": "target", "trigger": "target",
    "numerator": "numerator", "num": "numerator", "n": "numerator",
    "denominator": "denominator", "den": "denominator", "denom": "denominator", "d": "denominator",
    "out of": "denominator",
    "note": "note", "notes": "note", "comment": "note", "comments": "note",
    "status": "status",
    "variance": "aside", "var": "aside", "rag": "aside", "diff": "aside", "difference": "aside", "+/-": "aside",
    "trend": "aside", "gap": "aside", "forecast": "aside", "projection": "aside", "projected": "aside",
    "last year": "aside", "prior year": "aside", "previous year": "aside", "baseline": "aside",
    "budget": "target", "budgeted": "target",
}  # fmt: skip
_ROLE_AT_AN_END = re.compile(
    rf"^(?:(?P<before>{'|'.join(re.escape(w) for w in _ROLE_WORDS if len(w) > 1)})\b[\s:/-]*(?P<rest>.*\d.*)"
    rf"|(?P<first>.*\d.*?)[\s:/(-]+(?P<after>{'|'.join(re.escape(w) for w in _ROLE_WORDS if len(w) > 1)})\)?)$"
)
_ASIDES = "|".join(re.escape(w) for w, role in _ROLE_WORDS.items() if role in ("target", "aside") and len(w) > 2)
_ASIDE = re.compile(rf"(?P<before>.+?)[\s:(–-]+(?:{_ASIDES})\)?|(?:{_ASIDES})[\s:–-]+(?P<after>.+)")
_PART = re.compile(
    r"(?:.* )?(?:harm|severity|injury|age|gender|sex|ethnicity|shift|grade|payer|breakdown|split|cohort|cause|"
    r"pathway|route|subtype|sub[- ]?(?:category|type|group))(?: (?:level|group|band|type|category|range))?|"
    r"(?:staff|patient|age) (?:group|type|category)|(?:level|type|degree) of harm|"
    r"(?:consultant|clinician|surgeon|doctor|physician|practitioner|operator|lab|theatre|list|clinic|session|procedure|"
    r"urgency|modality)(?: name| type)?|"
    r"(?:admission|referral|case|visit|contact|appointment|activity) (?:type|category|class|method|source)"
)
RAG = frozenset({"green", "amber", "red", "g", "a", "r", "yellow", "blue", "grey", "on track", "off track", "at risk"})


@lru_cache(maxsize=4096)
def field_of(heading: object) -> str | None:
    """What a column so headed holds: ``data_owner`` for ``Data owner:``; None for any other heading."""
    words = plain(str(heading)).rstrip(" :*.?") if isinstance(heading, str) else ""
    return _FIELDS.get(words) or _FIELDS.get(re.sub(r"\s*[(\[].*[)\]]$", "", words))


def bracketed(heading: object) -> str:
    """The words in brackets behind a heading that is known without them: ``nights only`` of ``Value (nights only)``."""
    words = str(heading).rstrip(" :*.?")
    found = re.search(r"[(\[]([^(\[]*)[)\]]$", words)
    return found[1] if found and plain(words) not in _FIELDS else ""


@lru_cache(maxsize=4096)
def is_summary(heading: object) -> bool:
    """Whether it heads what is reckoned from the figures beside it, a total or an average, and is no figure itself.
    ``Average stay`` is a measure, and ``Sum of Falls`` a pivot table's word for one."""
    words = plain(heading).strip(" :*") if isinstance(heading, str) else ""
    return bool(_SUMMARY.fullmatch(words)) and not PIVOTED.match(words)


def role_of(heading: object) -> str | None:
    """What a column under a week, or a row under a name, holds: ``value``, ``target``, ``numerator``, …"""
    return _ROLE_WORDS.get(plain(heading).strip(" :*().")) if isinstance(heading, str) else None


def aside_of(name: str) -> str | None:
    """The measure's name in ``Falls target``, ``Target: falls``, ``Falls (last year)``; empty for ``Target`` alone, and
    None for a name that is none of these."""
    words = plain(name).strip(" :*().")
    if _ROLE_WORDS.get(words) in ("target", "aside"):
        return ""
    match = _ASIDE.fullmatch(words)
    return (match["before"] or match["after"]).strip(" :-–()") if match else None


@lru_cache(maxsize=4096)
def says_part(heading: object) -> bool:
    """Whether a column so headed says of each row which part of a measure it is: a harm level, an age group."""
    return isinstance(heading, str) and bool(_PART.fullmatch(plain(heading).strip(" :*.?")))


@dataclass(frozen=True)
class WeekHeading:
    """A heading that names a week, and what the column under it holds of that week."""

    cell: Cell
    role: str = "value"


def week_heading(cell: Cell) -> WeekHeading | None:
    """The week that a cell names, with a word such as ``actual`` beside it taken off; None where it names none."""
    if read_week_words(cell.value, cell.number_format) is not None:
        return WeekHeading(cell)
    if not isinstance(cell.value, str):
        return None
    if (match := _ROLE_AT_AN_END.match(plain(cell.value))) is None:
        return None
    rest, word = match["rest"] or match["first"], match["before"] or match["after"]
    bare = Cell(rest.strip(" -:/("), cell.number_format)
    return WeekHeading(bare, _ROLE_WORDS[word]) if read_week_words(bare.value) else None
