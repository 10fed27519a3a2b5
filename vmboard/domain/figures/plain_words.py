"""Lexical cues: the few words around figures that say nothing of them, such as a report's name, its date and its
author. Values in, values out.

What can stand over figures and change them has no end, and no list of it is ever whole. What says nothing of them is
little, and always the same: a text that holds any word more was not understood, and is said.
"""

import re
from collections.abc import Container
from functools import lru_cache

from vmboard.domain.figures.month_words import MONTH
from vmboard.domain.figures.week_words import plain

_NAME = r"[A-Z][\w.'’-]*"
_ROLES = (
    r"(?:senior |deputy |lead )?(?:ward )?(?:clerk|sister|manager|matron|nurse|charge nurse|nurse in charge|"
    r"clinical nurse manager|analyst|administrator|coordinator|scn|cnm)"
)
_AUTHOR = re.compile(
    rf"\b(?i:(?:prepared|compiled|produced|completed|created|updated|reviewed|approved|submitted|filled in) by|author|"
    rf"contact)\s*[:=-]?\s*(?:{_NAME}(?:[ ]{_NAME}){{0,2}})?(?:\s*[,(–-]*\s*\b(?i:the )?(?i:{_ROLES})\b\)?)?"
)
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|\bwww\.\S+")
_YEAR = r"(?:20[0-9]{2}(?:\s?[/-]\s?(?:20)?[0-9]{2})?)"
_DAY = (
    r"(?:20[0-9]{2}-[01][0-9]-[0-3][0-9]|20[0-9]{2}[01][0-9][0-3][0-9](?![0-9])|"
    r"[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-](?:20)?[0-9]{2})?(?![0-9])|"
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)?[ .-]*{MONTH}[ .,-]*(?:(?:20|')?[0-9]{{2}}(?![0-9:]))?|"
    rf"{MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? 20[0-9]{{2}}| |$)|{MONTH}[ -]?'?[0-9]{{2}}(?![0-9]))"
)
_DAYS = re.compile(
    rf"(?<![\w/.]){_DAY}(?:[\s,]*(?:at )?[0-9]{{1,2}}[:.][0-9]{{2}}(?:[:.][0-9]{{2}})?\s*(?:am|pm|hrs)?(?![\w]))?"
)
_A_WEEK = r"\b(?:w(?:ee)?ks?[ /]*(?:ending|ended|end|commencing|comm|beginning|starting|start)|w ?/ ?[ecbs]|w-[ecbs])\b"
_PHRASES = re.compile(
    rf"{_A_WEEK}(?: (?:on )?(?:sun|mon|tues|wednes|thurs|fri|satur)days?)?|"
    r"\b(?:week|wk) ?(?:no\.?|number)? ?[0-9]{1,2}\b|\b(?:fy|financial year|year|fiscal year)?\s*:?\s*"
    rf"(?<![0-9]){_YEAR}(?![0-9])|\bfy ?[0-9]{{2}} ?[/-] ?[0-9]{{2}}\b|\bpage [0-9]+(?: of [0-9]+)?|"
    r"\b(?:v|ver|version|rev|revision|issue) ?[0-9.]+\b|\b(?:sheet|table|book|tabelle|ark|blad|feuil) ?[0-9]+\b|"
    r"\([0-9]{1,2}\)$|\b(?:data |figures )?(?:as (?:at|of|on)|up to|correct (?:at|to)) ¤|"
    r"\bmonthly (?:report|return|pack|meeting|board report)\b|\bnhs (?:scotland|england|wales)\b|"
    r"(?:\bfrom )?¤ (?:to|until) ¤|\bfrom (?:datix|trakcare|trak|eroster|optima|ssts|excel)\b|"
    r"\b(?:row|column) labels\b|\bapplied filters\b|\brounded to (?:one|two|[0-2]) decimal places?\b|"
    r"\b(?:performance )?(?:against|v\.?|vs\.?) (?:the )?targets?\b|"
    r"\b(?:hospital|site|organisation|department|directorate|month|year)\s*[:=]|\bincident system\b|"
    r"\b(?:dd?[/.-]mm?[/.-]yy(?:yy)?)\b|"
    r"\b(?:red|amber|green|blue|grey|yellow|white) ?[=:-]? ?(?:(?:at|on|off|above|below|near|within|outside|not|or|"
    r"better|worse|than|met|meets|missed) ?){1,4}(?:the )?(?:targets?)?"
)
_PLAIN = frozenset({
    "box", "score", "scores", "scorecard", "scorecards", "dashboard", "report", "reports", "figure", "figures",
    "data", "measure", "measures", "metric", "metrics", "indicator", "indicators", "kpi", "kpis", "key",
    "performance", "visual", "management", "board", "boards", "vmboard", "huddle", "weekly", "week", "weeks", "wk",
    "wks", "ending", "ended", "commencing", "beginning", "starting", "date", "dates", "period", "frequency", "name",
    "the", "of", "for", "and", "our", "ours", "a", "an", "in", "on", "at", "by", "with", "is", "are",
    "this", "or", "ward", "team", "dept", "nhs", "quality", "safety", "summary", "overview", "table", "sheet",
    "page", "tracker", "log", "return", "returns", "final", "version", "updated", "printed", "produced", "created",
    "generated", "exported", "extracted", "extract", "extraction", "refreshed", "run", "download", "downloaded",
    "export", "import", "upload", "author", "prepared", "pasted", "turned", "latest", "current", "confidential",
    "official", "sensitive", "source", "sources", "datix", "trakcare", "trak", "eroster", "optima", "ssts", "excel",
    "ledger", "number", "numbers", "count", "counts", "actual", "actuals", "value", "values", "result",
    "results", "rag", "wide", "tidy", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec",
})  # fmt: skip
"""Words that leave figures what they are, alone and beside each other."""
_HEADS = frozenset({
    "patient experience", "experience", "staff experience", "governance", "clinical governance", "workforce",
    "staff and workforce", "staffing", "flow", "patient flow", "finance", "finance and activity",
    "finance and resources", "people", "our people", "effectiveness", "safe", "effective", "caring", "responsive",
    "well led", "well-led", "access", "delivery", "environment", "cost", "morale", "productivity", "capacity",
    "efficiency", "(blank)", "(all)",
})  # fmt: skip
"""Headings over measures of a kind, where they are the whole text."""
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?|[£$€%‰]")
_SPACED = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def _left(text: str) -> tuple[str, ...]:
    """What is left of a text without names of authors, days and phrases that say nothing."""
    text = _ADDRESS.sub(" ", _SPACED.sub(" ", text.replace("_", " ")))
    words = plain(_AUTHOR.sub(" ", text))
    words = _SPACED.sub(" ", _DAYS.sub(" ¤ ", words))
    if words.strip(" :*-.").replace("&", "and") in _HEADS:
        return ()
    words = _PHRASES.sub(" ", _PHRASES.sub(" ", words))
    return tuple(_TOKEN.findall(words))


def says_more(text: str, own: Container[str] = frozenset()) -> bool:
    """Whether a text around figures holds a word that is not known to leave them what they are. ``own`` are words of
    the team's and its places' own names, in small letters."""
    tokens = [token.removesuffix("'s") for token in _left(text)]
    return any(token not in _PLAIN and token not in own and not _is_a_letter(token) for token in tokens)


def _is_a_letter(token: str) -> bool:
    return len(token) == 1 and token.isalpha()
