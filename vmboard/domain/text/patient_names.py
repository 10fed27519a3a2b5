"""Patient name heuristic: whether a text may name a patient: a likely name beside a bed or a date of birth. It draws a
warning, no more.

A name alone is not enough (staff and families are thanked by name), nor is a bed alone (``Bed 4 call bell``).
"""

import re

from vmboard.domain.text.near_words import BORN

_FIRST_NAMES = (
    "Agnes|Aileen|Alan|Alasdair|Alastair|Albert|Alexander|Alice|Alison|Amina|Andrew|Angela|Angus|Anne|"
    "Annie|Anna|Archibald|Archie|Arthur|Barbara|Betty|Brian|Callum|Calum|Catherine|Charles|Christina|"
    "Christine|Colin|Craig|Daniel|David|Deborah|Derek|Donald|Doreen|Dorothy|Douglas|Duncan|Edith|Edward|"
    "Eileen|Elizabeth|Ellen|Elsie|Emily|Emma|Eric|Euan|Ewan|Fatima|Fiona|Florence|Frances|Francis|Frank|"
    "Fraser|Gary|George|Gillian|Gordon|Graham|Hamish|Hannah|Harold|Harry|Heather|Helen|Henry|Hugh|Iain|Ian|"
    "Irene|Isabel|Isabella|Isobel|Ivy|Jack|Jacqueline|Jacob|James|Jamie|Jane|Janet|Jean|Jennifer|Jessie|"
    "Joan|John|Joseph|Joyce|Julie|Karen|Kathleen|Keith|Kenneth|Kevin|Laura|Lesley|Linda|Lorna|Louise|"
    "Magnus|Mairi|Malcolm|Margaret|Marion|Marjorie|Martin|Mary|Maureen|Michael|Mohammed|Moira|Morag|"
    "Muhammad|Murdo|Nancy|Neil|Norman|Olive|Pamela|Patricia|Patrick|Paul|Peter|Philip|Rachel|Ralph|Raymond|"
    "Rebecca|Richard|Robert|Roderick|Ronald|Rosemary|Roy|Samuel|Sandra|Sarah|Sheila|Shirley|Sophie|Stephen|"
    "Steven|Stuart|Susan|Sylvia|Thomas|Veronica|Violet|Walter|Wilma|William|Winifred"
)
_NOT_INITIALS = "AE|AM|AP|BP|CD|CN|CT|DN|DR|ED|FY|GP|HD|HR|IP|IT|IV|MR|MS|NG|OK|OT|PM|PT|QI|RN|RR|SI|ST|TB|TV|UK"
_NOT_SURNAMES = "Bay|Bed|Block|Call|Coli|Diff|Floor|Side|Team|Type|Unit|Ward|Wing"

_SURNAME = rf"(?!(?:{_NOT_SURNAMES})\b)(?:(?:Ma?c|O['’]|Van |De )?[A-Z][a-z]++(?:-[A-Z][a-z]++)?)"
_INITIALS = r"(?:[A-Z]\.? ?){1,2}"
_FIRST = rf"(?:{_FIRST_NAMES})"
_STAFF = r"(?<!Sister )(?<!Matron )(?<!Nurse )(?<!Charge )(?<!Doctor )(?<!Dr )(?<!Dr\. )(?<!Prof )"
_STAFFS_OWN = r"(?!['’]s? (?:audit|clinic|idea|list|patients|project|review|round|survey|team|ward))"

_FULL = rf"{_STAFF}\b(?:{_FIRST} (?:[A-Z]\.? )?{_SURNAME}|(?:{_SURNAME}|[A-Z]{{3,}}), {_FIRST})\b"
_MR = rf"(?i:mrs?)\.? (?!(?i:bed|room|bay|and|or|to)\b)(?:{_INITIALS})?(?:O['’])?[A-Za-z-]{{2,}}+"
_TITLED = rf"\b(?:{_MR}|(?:Ms|Miss|Master)\.? {_SURNAME})\b"
_PATIENT = rf"\b(?i:pt|patient)\.?:? (?:{_INITIALS}{_SURNAME}|{_FIRST}|[A-Z]\.? ?[A-Z]\b)"
_INITIALLED = rf"{_STAFF}\b(?:[A-Z]\. ?){{1,2}}{_SURNAME}\b|{_STAFF}\b(?![AI] )[A-Z] {_SURNAME}\b"
_NAME = re.compile(rf"(?:{_FULL}|{_TITLED}|{_PATIENT}|{_INITIALLED}){_STAFFS_OWN}")

_PLACE = r"\b(?i:bed|bedspace|bay|room|side ?room|cubicle|s/r)(?: (?i:no|number))?[.:# ]{0,2}[0-9]{1,3}[A-Za-z]?\b"
_BED = re.compile(_PLACE)
_SHORT = rf"(?:(?!(?:{_NOT_INITIALS})\b)[A-Z]{{2}}|(?:[A-Z]\. ?){{2,3}}|{_FIRST})"
_BESIDE = re.compile(
    rf"(?<![A-Za-z.]){_SHORT}(?![A-Za-z])[ ,:(]{{0,2}}(?:in |[-–] ?)?{_PLACE}"
    rf"|{_PLACE} ?[,:(–-]? ?{_SHORT}(?![A-Za-z])(?! to\b| will\b)"
)

_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?[\s/.-]{1,2}(?:[0-9]{1,2}|[A-Za-z]{3,9})[\s/.,-]{1,2}(?:[0-9]{4}|[0-9]{2})\b"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
_BIRTHDAY = re.compile(rf"\b(?:d\.?o\.?b\b\.?|date of birth|born(?: on)?|b\.|{BORN})[\s:=-]*(?:{_DAY}|{_ISO})", re.I)
_BIRTH_YEAR = re.compile(r"\b(?:d\.?o\.?b\b\.?|date of birth|born(?: in)?|b\.)[\s:=-]*(?:19|20)[0-9]{2}\b", re.I)
_BIRTH_WORD = re.compile(rf"\bb(?:orn\b|\.)|{BORN}|d\.?o\.?b\b|birth", re.I)


_NEAR = 40
_CLAUSE = re.compile(r"[;!?]|(?<=[a-z]{3})\. ")


def names_a_patient(text: str) -> bool:
    """Whether a line has a date of birth in full; or a likely name near a numbered bed, or with a year of birth.

    Initials and first names alone count only right beside the bed: ``JB bed 4``, and not ``JB to mend bed 4``.
    """
    return any(map(_names_one, text.splitlines()))


def may_name_somebody(text: str) -> bool:
    """Whether a text holds a likely name in full, of anybody: stricter than ``names_a_patient``, for what leaves the
    house."""
    return names_a_patient(text) or any(map(_NAME.search, text.splitlines()))


def _names_one(line: str) -> bool:
    if _BIRTH_WORD.search(line):
        if _BIRTHDAY.search(line):
            return True
        if _BIRTH_YEAR.search(line) and _NAME.search(line):
            return True
    return any(_is_by_a_name(line, *bed.span()) for bed in _BED.finditer(line))


def _is_by_a_name(line: str, start: int, end: int) -> bool:
    before, after = line[max(0, start - _NEAR) : start], line[end : end + _NEAR]
    if _BESIDE.search(before[-_NEAR // 2 :] + line[start:end] + after[: _NEAR // 2]):
        return True
    return bool(_NAME.search(_CLAUSE.split(before)[-1]) or _NAME.search(_CLAUSE.split(after)[0]))
