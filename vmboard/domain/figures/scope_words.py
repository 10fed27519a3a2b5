"""Lexical cues: words over, below and beside figures that make them other than the team's own figures of one week: of a
longer span, in other units, of a part of the team, nobody's, or of others. Values in, values out.

What stands over figures is short, so that one word tells (``Rolling 12 months``). A note below is prose, and tells
only where it speaks of the figures (``Figures are cumulative from 1 April``), not where it says what a fall is. A word
beside figures counts only where it is the whole cell.
"""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vmboard.domain.figures.title_words import (
    says_longer,
    says_other_span,
    says_part_of_week,
    says_rate,
    says_trial,
)
from vmboard.domain.figures.week_words import plain, read_week_words

LONGEST_OVER, LONGEST_PIECE, LONGEST_BESIDE = 100, 160, 60


class Doubt(StrEnum):
    """What figures may be instead of this team's own of one week."""

    SPAN = "span"
    UNITS = "units"
    PART = "all"
    NOBODYS = "meant"
    OTHERS = "team"


_REGION = r"(?:scotland|england|wales|northern ireland|ireland|denmark|uk)"
_OTHERS = (
    rf"(?:{_REGION}|(?:inter)?national|peers?|peer group|benchmarks?|comparators?|"
    r"other (?:wards|hospitals|sites|boards|teams|units))"
)
_STATISTIC = r"(?:averages?|avgs?|means?|medians?)"
_SPAN = re.compile(
    r"\bmoving (?:annual|averages?|totals?|ranges?|means?|medians?|[0-9]+)|\bmat\b|\br12m?\b|\bf?ytd\b|\b[mq]td\b|"
    r"\b(?:year|month|quarter)[ -]to[ -]date|\bcum(?:ul)?\b|\brolling\b|\bcumulative\b|\bannuali[sz]ed\b|"
    r"\bannual (?:totals?|figures?|rates?)\b|\b(?:3|6|12|three|six|twelve)[ -]?m(?:onths?)? (?:to|ending|ended)\b|"
    r"\bprojections?\b|\bprojected\b|\bpredict(?:ed|ions?)\b|\bforecasts?\b|\bmodelled\b|"
    r"\bextrapolated\b|\bpro[ -]rata\b|"
    rf"^(?:(?:daily|weekly|monthly|simple|overall|shift|[0-9]+[ -]?(?:w(?:ee)?k|month|day))s?[ -]+)*{_STATISTIC}"
    r"(?: (?:by|per|for|of|over) .{1,25})?$|^baseline(?: period| figures?| data)?$|"
    r"^(?:same (?:period|weeks?|time|month)s?,? (?:of |in )?)?(?:the )?(?:last|prior|previous) year'?s?"
    r"(?! v|.* vs?\b|.*compar).{0,30}$|"
    r"\bcomparatives?\b|^l\.?y\.?$|"
    r"^(?:per|events per|figures per) (?:day|shift|month|fortnight)$"
)
_LAST_YEAR = re.compile(r"\b(?:last|prior|previous) year|\bcomparatives?\b")
_UNITS = re.compile(
    r"\b(?:wte|fte|(?:whole|full)[ -]time equivalents?)\b|\b(?:net|gross) of\b|"
    r"% of (?:target|plan|budget|trajectory)\b|"
    r"\b(?:performance|achievement|attainment) (?:against|vs?\.?|versus|of) (?:target|plan|budget).*%|"
    r"\bleague (?:position|table)|\b(?:quart|dec)iles?\b|\bindex(?:ed)?\b.*\b100\b|^index(?:ed)?$|\bcase[ -]?mix\b|"
    r"\b(?:seasonally|risk|age)[ -]adjusted\b|\badjusted (?:for|figures|values|rates?)\b|\bweighted\b|\bsmoothed\b|"
    r"\bloess\b|\bimputed\b|\bnormali[sz]ed\b|"
    r"\b(?:percent\w*|share|proportion) of (?:the )?(?:hospital|board|site|trust|total)|"
    r"% of (?:the )?(?:hospital|board|site|trust|total|all)\b|^rates?(?: only| figures)?$|\brates?\s*/\s*[0-9]|"
    r"\brates? per\b|\bper 1[0 ,]*0\b|\brag scores?\b|\bscores? ?\(?1 ?=|\bdays with\b|"
    r"\b(?:patients|people) affected\b|"
    r"\b(?:gap|shortfall|savings?|movement|deviation|distance|variance|difference|change) "
    r"(?:from|to|against|vs?|versus|on)\b"
)
_PART = re.compile(
    r"^(?!(?:all|our|the|ward|total|number of|in)\b)[a-z0-9][a-z0-9 -]{1,29} patients$|"
    r"\bexclud(?:es|ing)\b|\bexcl\b|\bonly$|^(?:non[ -])?(?:elective|emergency)(?: admissions?| patients?)?$|"
    r"\b(?:elective|emergency|private|day[ -]?case) (?:patients?|cases?|activity|list|unit)\b|"
    r"^(?:outliers?|boarders?|boarding|nights?|weekends?|weekdays?|day ?cases?)$|\bnights? shifts?\b|"
    r"\b(?:aged|age) (?:over |under )?[0-9]|\b(?:over|under)[ -]?[0-9]{1,2}'?s\b|"
    r"\b(?:fe)?male (?:patients?|only)\b|^(?:fe)?males?$|\bbays? [0-9a-f]\b|\bhdu\b|"
    r"\bhigh[ -]dependency\b|\bwith harm\b|"
    r"\bsampled? weeks?\b|\b[0-9]+ ?% sample\b|\bincomplete\b|\bpart[ -]weeks?\b|\b[1-6] (?:of 7 )?days only\b"
)
_NOBODYS = re.compile(r"\bsimulat(?:ed|ion)|\bscenario\b|\bwhat[ -]if\b|\bduplicates included\b|\bbefore validation\b")
_WHOLE_PLACE = (
    rf"(?:nhs {_REGION}|hospital|site|trust|health board|organisation)(?: totals?| wide| averages?| figures)?"
)
_OF_OTHERS = re.compile(
    rf"(?:nhs )?{_OTHERS}(?: (?:{_STATISTIC}|totals?|data|figures?|benchmarks?|comparisons?|rates?))*"
)
_NUMBERS = re.compile(r"(?:raw )?(?:numbers?|counts?)(?: only| figures)?|(?:number|count|no\.?) of .{1,30}")
_MONEY = re.compile(r"(?:costs?|spend|expenditure|amounts?|value)?\s*(?:in )?\(?(?:£|gbp|pounds|\$|€)\)?")
_AS_AT = re.compile(
    r"\b(?:as (?:at|of|on)|extract(?:ed)?(?: on| date)?|(?:data|figures) (?:up )?to|correct (?:at|to)|"
    r"refresh(?:ed)?(?: on| date)?|snapshot(?: of| at)?|run(?: on| date)?|printed(?: on)?|produced(?: on)?|"
    r"report date)\s*:?\s*([0-9][^,;|]*)"
)
_CLOCK = re.compile(r"\s*(?:at )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\s*(?:am|pm|hrs)?$")
_LETTERHEAD = re.compile(rf"nhs {_REGION}|hospital|site|trust|health board|organisation")

_TELLS = (
    r"(?:figures?|values?|data|numbers?|columns?|results?|counts?|rows?|each week|all weeks|w/?e|week ending|"
    r"last week|latest week)"
)
_SPAN_BELOW = re.compile(
    rf"\b{_TELLS}\b.*(?:\bcumulative\b|\brolling\b|\bmoving\b|\b{_STATISTIC}\b|"
    r"\b(?:year|month|quarter)[ -]to[ -]date\b|\bf?ytd\b|"
    r"\bfortnight|\bmonthly\b|\bquarterly\b|\bforecast|\bproject(?:ed|ion)|\bannuali[sz]ed\b|"
    r"\b(?:week|month) (?:before|after|earlier|later)\b|\bprevious week\b)|"
    r"^\W*(?:cumulative|rolling|moving)\b|\bin arrears\b|\blag(?:s|ged)? (?:by )?(?:a|one|two|[0-9]) "
)
_UNITS_BELOW = re.compile(
    rf"^\W*rates? (?:per|/)|\brounded (?:up |down )?to (?:the )?nearest (?:[1-9][0-9,]*|five|ten|hundred|thousand)\b|"
    rf"\b(?:{_TELLS}|shown|expressed|reported)\b.*(?:\bper [0-9]|\bper (?:bed|patient|head|day)\b|"
    r"\bweighted\b|\badjusted\b|\bindex|\branks?\b|\b(?:000s?|thousands|pence|millions)\b)"
)
_PART_BELOW = re.compile(
    r"\bincomplete\b|\bnot (?:yet )?complete\b|\bpart[ -]?weeks?\b|\b[1-6] of (?:7|seven)(?: days)?\b|"
    r"\b[1-6] days only\b|\bonly [1-6] days\b|\bweek so far\b|\b[0-9]+ ?% sample\b|\bbased on a sample\b|"
    r"\b(?:exclud\w+|not including|without) .*(?:weekend|night|holiday|saturday|sunday|out[ -]of[ -]hours|shift)|"
    rf"\b{_TELLS}\b.*\b(?:missing|exclud\w+ [0-9])"
)
_NOBODYS_BELOW = re.compile(
    r"\bdummy\b|\bfor training\b|\b(?:example|test|sample|mock) (?:data|figures)\b|\bsuperseded\b|\bdo not use\b|"
    r"\bmade[ -]up\b|\bfictional\b|\billustrative\b"
)
_SPAN_BESIDE = re.compile(
    r"(?:[0-9]+[ -]?(?:w(?:ee)?k|m|months?|days?)s?[ -]+)?(?:rolling|moving|cumulative|cumul|cum)\b.{0,25}|"
    rf"{_STATISTIC} (?:of|over) .{{1,25}}|f?ytd|[mq]td|mat|r12m?|(?:year|month|quarter)[ -]to[ -]date|forecasts?|fcst|"
    r"project(?:ed|ion)|(?:[0-9]+[ -]?w(?:ee)?k )averages?"
)
_UNITS_BESIDE = re.compile(
    r"(?:rates? )?(?:per|/) ?1[0 ,]*0\b.{0,25}|(?:percentile )?rank(?:ed|ing)?|percentiles?|index"
)
_NOBODYS_BESIDE = re.compile(r"requested|unfilled|scheduled|funded|establishment")
_PART_BESIDE = re.compile(r"part[ -]?week.{0,20}|incomplete.{0,20}|(?:only )?[1-6] days(?: only| of 7)?")


@lru_cache(maxsize=1024)
def doubt_over(text: str, *, is_title: bool = False) -> Doubt | None:
    """The doubt in a title, a sheet's name or a heading between rows. ``is_title``: over the whole sheet, where the
    name of a country's service or of the hospital is a letterhead."""
    words = plain(text).strip(" :*-.,|")
    if not words or len(words) > LONGEST_OVER:
        return None
    if says_trial(words) or _NOBODYS.search(words):
        return Doubt.NOBODYS
    if (_OF_OTHERS.fullmatch(words) or re.fullmatch(_WHOLE_PLACE, words)) and not (
        is_title and _LETTERHEAD.fullmatch(words)
    ):
        return Doubt.OTHERS
    if says_rate(words) or _UNITS.search(words):
        return Doubt.UNITS
    if says_part_of_week(words) or _PART.search(words):
        return Doubt.PART
    return Doubt.SPAN if says_other_span(words) or _SPAN.search(words) else None


@lru_cache(maxsize=1024)
def says_numbers(text: str) -> bool:
    """Whether words over figures say that they are numbers, and so no percentages: ``Number of patients``."""
    return bool(_NUMBERS.fullmatch(plain(text).strip(" :*-.,|")))


@lru_cache(maxsize=1024)
def says_shares(text: str) -> bool:
    """Whether the heading of a column of figures says that they are no counts and no money: ``Rate``, ``%``."""
    return plain(text).strip(" :*.()") in ("rate", "rates", "%", "percent", "percentage", "share")


@lru_cache(maxsize=1024)
def says_money(text: str) -> bool:
    """Whether words over figures are a unit of money and nothing else: ``Cost (£)``."""
    return bool(_MONEY.fullmatch(plain(text).strip(" :*.")))


@lru_cache(maxsize=1024)
def days_as_at(text: str) -> tuple[date, ...]:
    """The days, as either order reads them, on which what stands in a sheet was drawn: ``Data as at 19/11/2026``."""
    match = _AS_AT.search(plain(text))
    words = read_week_words(_CLOCK.sub("", match[1])) if match else None
    return tuple(day for day in (words.day_first, words.month_first) if day) if words else ()


def says_last_year(text: str) -> bool:
    """Whether words over figures say that they are last year's, which dates with their year say better."""
    return bool(_LAST_YEAR.search(plain(text)))


@lru_cache(maxsize=1024)
def doubt_below(text: str) -> Doubt | None:
    """The doubt in a note below figures, sentence by sentence."""
    for piece in re.split(r"[;\n]|\.(?=\s|$)", text):
        words = plain(piece)
        if not words or len(words) > LONGEST_PIECE:
            continue
        if _NOBODYS_BELOW.search(words):
            return Doubt.NOBODYS
        if _PART_BELOW.search(words):
            return Doubt.PART
        if _UNITS_BELOW.search(words):
            return Doubt.UNITS
        if _SPAN_BELOW.search(words):
            return Doubt.SPAN
    return None


@lru_cache(maxsize=4096)
def doubt_beside(text: str) -> Doubt | None:
    """The doubt in a cell beside figures, whatever its column is headed with: ``Rolling 12m``, ``Forecast``."""
    words = plain(text).strip(" :*-.()")
    if not words or len(words) > LONGEST_BESIDE:
        return None
    if says_longer(words) or _SPAN_BESIDE.fullmatch(words):
        return Doubt.SPAN
    if _UNITS_BESIDE.fullmatch(words):
        return Doubt.UNITS
    if _PART_BESIDE.fullmatch(words) or _NOBODYS_BESIDE.fullmatch(words):
        return Doubt.PART if _PART_BESIDE.fullmatch(words) else Doubt.NOBODYS
    return Doubt.OTHERS if _OF_OTHERS.fullmatch(words) and words not in ("national", "international") else None
