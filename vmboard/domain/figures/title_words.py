"""Lexical cues: what the words over, beside and below a table say of all its weeks: that they begin on their days,
which year they are of, that a figure is of more than a week or of none that has been. Values in, values out.
"""

import re

from vmboard.domain.figures.week_words import Basis, basis_of, names_a_day, plain

_OF_WEEKS = re.compile(r"\bw(?:ee)?ks?[\s/.]*(?:commenc|comm\b|begin|start|end)|\bw\s?/\s?[cbe](?=\W|$)")
_SAID_YEAR = re.compile(r"(?<![0-9./-])(20[0-9]{2})(?:\s?[/-]\s?((?:20)?[0-9]{2}))?(?![0-9./-])")


_LONGER = re.compile(
    r"\bfortnight|\b(?:[2-9]|1[0-9]|two|four|six|twelve)[\s-]?(?:weeks?|weekly|wk|months?)\b|\bmonth|\bquarter"
)
_OTHER_SPAN = re.compile(
    r"(?:budgets?|plans?|targets?|trajector(?:y|ies))[\s:-]+(?:for |fy ?)?(?:20)?[0-9]{2}\b.*|"
    r".*\b(?:budgets?|budgeted) (?:for |fy ?)?(?:20)?[0-9]{2}\b.*|.*\b(?:phased|phasing|profiled)\b.*|"
    r".*(?:\bfortnight|\bcumulative\b|\brolling\b|\brunning total|\bforecast\b|\bprojected\b|% change\b|"
    r"\bchange (?:on|since|from)\b).*|(?:targets?|budgets?|plans?|trajector(?:y|ies)|goals?|last year|previous year|"
    r"prior year|year to date|ytd|baseline|(?:last |past |previous )?[0-9]{1,2} (?:weeks?|months?)[’']? averages?|"
    r"(?:(?:[0-9]{1,2}[ -]?w(?:ee)?k|monthly|moving) )?"
    r"(?:averages?|avgs?|means?|totals?|sums?))(?: figures)?"
)
_PART_OF_WEEK = re.compile(
    r"^(?:nights?|days?|lates?|earlies|weekends?|weekdays?)(?: shifts?)?(?: figures| data| only)$|"
    r"\b(?:night|day|late|early|twilight) shifts?\b|\bmon(?:day)?s?\s?(?:-|to)\s?fri|"
    r"\b(?:weekends?|weekdays?|nights?) only\b|\b(?:in|out of|out-of)[\s-]hours\b"
)
_RATE = re.compile(
    r"\brank(?:s|ed|ing)?\b|\bz[\s-]?scores?\b|\bstandardi[sz]ed\b|\bpercentage points\b|\bsample sizes?\b|"
    r"\bpercentiles?\b|\b(?:variance|difference|distance) (?:from|to|against)\b|"
    r"\bper (?:1,?000|10,?000|100,?000|100|patient|bed|day|head|admission|discharge|case|wte)\b"
)
_RARER = re.compile(
    r"(?:bi-?|4[- ]?)?monthly|fortnightly|(?:4|four)[- ]?weekly|bi-?weekly|quarterly|annual(?:ly)?|yearly"
)
_TRIAL = re.compile(
    r"(?:.*\b(?:examples?|sample (?:data|figures|sheet)|templates?|dummy|mock|made[- ]up|fictional|illustrative|"
    r"test (?:data|figures|sheet)|training (?:data|figures|sheet)|for training|do not use|not for use|superseded|"
    r"copy of|draft)\b.*|samples?|tests?|old|archived?|backup|practice|.* \((?:old|copy|[2-9])\))"
)
_HALF = re.compile(r"(?:all )?(?:numerators?|denominators?|num|denom|den)(?: figures)?")


def says_other_span(text: str, *, heads_weeks: bool = False) -> bool:
    """Whether words over figures say that they may be of more than a week each, or of none that has been.
    ``heads_weeks``: they stand over the weeks themselves, so that a month or four weeks is what each row is of."""
    words = plain(text).strip(" :*-")
    return len(text) <= 100 and bool(_OTHER_SPAN.fullmatch(words) or (heads_weeks and _LONGER.search(words)))


def says_part_of_week(text: str) -> bool:
    """Whether a title says that what stands below is of some days or shifts only: ``Night shift figures``."""
    return len(text) <= 100 and bool(_PART_OF_WEEK.search(plain(text)))


def says_rate(text: str) -> bool:
    """Whether a title says that what stands below is counted by something: ``Rates per 1,000 bed days``."""
    return len(text) <= 100 and bool(_RATE.search(plain(text)))


def says_longer(text: str) -> bool:
    """Whether a word in a row says that its figures are of more than a week each: Monthly, under Frequency."""
    return bool(_RARER.fullmatch(plain(text).strip(" :*-.")))


def says_trial(text: str) -> bool:
    """Whether a title or a sheet's name says that what stands below may be nobody's figures: an example, a draft, a
    copy."""
    return len(text) <= 100 and bool(_TRIAL.fullmatch(plain(text).strip(" :*-")))


def says_half(text: str) -> bool:
    """Whether a title says that only one of the two numbers of each share stands below."""
    return bool(_HALF.fullmatch(plain(text).strip(" :*-")))


def basis_of_weeks(text: str) -> Basis:
    """The same of a note or a sheet's name, where only words of a week count: “data from Datix” begins nothing."""
    return basis_of(text) if _OF_WEEKS.search(plain(text)) else Basis.UNSAID


def years_in(text: str) -> frozenset[int]:
    """The years a title or a sheet's name says: ``2024``, ``2024/25``; none where it says a day, which may be that of a
    report made later."""
    bare = plain(text)
    if len(bare) > 100 or names_a_day(bare):
        return frozenset()
    years = {int(match[1]) for match in _SAID_YEAR.finditer(bare)}
    return frozenset(years | {int(match[1]) + 1 for match in _SAID_YEAR.finditer(bare) if match[2]})
