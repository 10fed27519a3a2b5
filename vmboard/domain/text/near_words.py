"""Context rules of the identifier guard: what words near a number say of it: ``CHI 12/03/1948 (1234)``.

A date followed by four figures may be a CHI number, or a day and a time. A line that says CHI or NHS, or a birth
beside it, decides; so does a year in which nothing on a board can have happened.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from vmboard.domain.text.check_digits import Kind, kind_of

EVENT_YEARS = range(24, 30)
"""The years, of two figures, of which a board tells days and times: others are births. Move them on in 2029."""

_LINE_END = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ANY_LINE_END = re.compile(f"[{_LINE_END}]")
BORN = r"(?<=\()b(?=[ \t][0-9]{1,2}[-./][0-9]{1,2}[-./][0-9])"
"""A birth in brackets, ``(b 20/11/26)``; ``(B 2-4)`` are bays."""
_LABEL = re.compile(
    "".join((
        r"(?<![^\W_])(?:(?<!tai )(?<!tai-)c[./ ]?h[./ ]?is?(?![^\W\d_])(?![ -]squared?)|n[./ ]?h[./ ]?s(?![^\W\d_])"
        r"|(?:chi|nhs)(?:no|num|number)(?![^\W\d_])"
        r"|(?:hosp(?:ital)?|patient|pt)\.?[ \t](?:no|num|number|id)(?![^\W\d_])"
        r"|community health index|d[./ -]?o[./ -]?b(?![^\W\d_])|(?:date|day|year) of birth|birth ?da(?:te|y)"
        r"|born(?![^\W\d_])|b\.(?=[ \t]{0,2}[0-9])|",
        BORN, ")",
    )),
    re.I,
)  # fmt: skip
_LED_TO = re.compile(r"(?:[\W_]|no|nos|num|number|numbers|index|id|is|was|ends?(?: in)?|ending(?: in)?)*", re.I)
_NEAR = 40

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_YEAR = r"(?:(?:19|20)[0-9]{2}|[0-9]{2})"
_WRITTEN_DATE = (
    r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>YEAR)"
    r"|(?P<d2>[0-9]{1,2})(?P<by>[ \t]?[-./:,_][ \t]?|[ \t])(?P<m2>[0-9]{1,2})(?P=by)(?P<y2>YEAR)"
    r"|(?P<d3>[0-9]{1,2})(?:st|nd|rd|th)?[ \t./,_-]{0,2}(?:of[ \t])?(?P<m3>MONTH)[ \t./,_-]{0,2}(?P<y3>YEAR)"
    r"|(?P<m5>MONTH)[ \t.]{1,2}(?P<d5>[0-9]{1,2})(?:st|nd|rd|th)?[ \t,]{1,2}(?P<y5>YEAR)"
    r"|(?P<y4>(?:19|20)[0-9]{2})(?P<by4>[-./ _]?)(?P<m4>[0-9]{2})(?P=by4)(?P<d4>[0-9]{2})"
)
_SIGNS = r"[^\w£$€]{1,8}"
_TELLING = "then|followed|chi|nhs|nos?|num|number|numbers|id|end(?:s|ed|ing)|last|final|plus|digits|figures|four"
_SAID = f"{_TELLING}|and|with|by|the|his|her|their|in|is|are|of"
_WORDS = rf"{_SIGNS}(?:(?:{_SAID}|4){_SIGNS}){{1,8}}"
"""Between a date and its four figures: ``17/02/64, CHI ending 1234``, ``no. 1234``, ``then the last four 1234``."""
_FOUR = r"(?P<four>[0-9]{4}|[0-9](?:[ ][0-9]){3}|[0-9]{3}[ .-][0-9]|[0-9]{2}[ :-][0-9]{2})(?![0-9])"
_GAP_AND_FOUR = "".join((
    "(?P<gap>", _SIGNS, "|[ ]?x[ ]?|_|", _WORDS, "|(?<=[a-z][0-9]{4})|(?<=[a-z][0-9]{2}))", _FOUR,
))  # fmt: skip
_DATE_AND_FOUR = re.compile(
    "".join((r"(?<![0-9])(?:", _WRITTEN_DATE.replace("YEAR", _YEAR).replace("MONTH", _MONTH), ")", _GAP_AND_FOUR)),
    re.I,
)

_FOUR_AND_DATE = re.compile(
    "".join((
        r"(?<![0-9])(?P<four>[0-9]{4})", rf"{_SIGNS}(?:(?:{_SAID}|are|4){_SIGNS}){{0,8}}",
        r"(?P<when>", rf"(?:d[./ -]?o[./ -]?b|(?:date|day) of birth|born)(?:{_SIGNS}(?:is|was|on|of|the))?{_SIGNS})?",
        "(?:", _WRITTEN_DATE.replace("YEAR", _YEAR).replace("MONTH", _MONTH), ")(?![0-9])",
    )),
    re.I,
)  # fmt: skip
"""The other way about: ``CHI ends 1234, DOB 17/02/64``; right after a word that says so, ``CHI (1234) 17/02/64``."""

_DATE = _WRITTEN_DATE.replace("YEAR", _YEAR).replace("MONTH", _MONTH)
_A_NAME = rf"{_SIGNS}(?:[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])){{0,24}}{_SIGNS}){{1,4}}"
_DATE_NAME_FOUR = re.compile(
    "".join((r"(?<![0-9])(?:", _DATE, ")(?P<gap>", _A_NAME, ")(?P<four>[0-9]{4})(?![0-9])")), re.I
)
"""The parts on either side of a name: ``CHI 170264 Jean Smith 1234``."""
_NUMBER_AND_NAME = re.compile(
    "".join((
        "(?<![0-9])(?:[0-9]{3}[ -]?[0-9]{3}", _A_NAME, "[0-9]{4}|[0-9]{3}", _A_NAME, "[0-9]{3}[ -]?[0-9]{4})(?![0-9])",
    ))
)  # fmt: skip
_BORN_SINCE = range(16, 30)
"""The years, of two figures, in which much else than births was on a day."""

_ODD = r"[ \t]?(?:[*\\~`'’^!=#…]|[*\\~.=_/-]{2,3})[ \t]?"
_ODDLY_PARTED = re.compile(
    "".join((
        r"(?<![\w.,£$€-])[0-9]{3}(?:(?P<odd>", _ODD, ")[0-9]{3}(?P=odd)|[0-9]{3}", _ODD,
        r")[0-9]{4}(?![\w%]|[.,][0-9])",
    ))
)  # fmt: skip
"""In threes, or six and four, with a sign between that lists and sums are not parted by: ``170*264*1234``. An NHS
number needs a word near it: one in ten of any figures passes for one."""

_WHOLE_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?:19|20)([0-9]{2})([0-9]{4})(?![0-9])")
"""A CHI number in a row with its century: ``120319481234``."""

_LOOSE_JOIN = (
    rf"(?:(?:[^\w£$€%]|_){{1,6}}(?:(?:(?:and[ \t])?(?:{_TELLING})|by|the)(?:[^\w£$€%]|_){{1,6}}){{0,8}}|[ ]?x[ ]?)"
)
_LOOSE_RUN = re.compile(rf"[0-9]+(?:{_LOOSE_JOIN}[0-9]+)+", re.I)
_GROUP = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W\d_]+")
_SINGLE = (1,) * 10
_USUAL = {(3, 3, 4), (6, 4), (2, 2, 2, 4), (6, 3, 1), (6, 2, 2)}
_MOST_GROUPS = 10


class Labels:
    """The words of a text that make the numbers near them a patient's."""

    def __init__(self, plain: str) -> None:
        self._plain = plain

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [match.span() for match in _LABEL.finditer(self._plain)]

    def __bool__(self) -> bool:
        return bool(self._places)

    @cached_property
    def _line_ends(self) -> list[int]:
        """Where each line ends, after the beginning, as -1, of the first."""
        return [-1, *(match.start() for match in _ANY_LINE_END.finditer(self._plain)), len(self._plain)]

    def near(self, start: int, end: int, digits: str) -> bool:
        """Whether such a word stands on a line of these figures, or leads to them over a line end; or their own day of
        birth stands there with its century."""
        ends = self._line_ends
        first, last = ends[bisect_left(ends, start) - 1] + 1, ends[bisect_left(ends, end)]
        if any(first <= at < last for at, _ in self._places) or self.lead_to(start):
            return True
        birth = rf"(?:^|[^0-9]){digits[:2]}[-./ ]?{digits[2:4]}[-./ ]?19{digits[4:6]}(?![0-9])"
        beside = self._plain[max(first, start - 2 * _NEAR) : min(last, end + 2 * _NEAR)]
        return "19" + digits[4:6] in beside and bool(re.search(birth, beside))

    def lead_to(self, start: int, *, in_words: bool = False) -> bool:
        """Whether nothing but signs, or ``number is``, stands between such a word and the figures that start here;
        ``in_words``: one of those words does."""
        between = [self._plain[stop:start] for _, stop in self._places if 0 <= start - stop <= _NEAR]
        return any(_LED_TO.fullmatch(said) and (not in_words or _WORD.search(said)) for said in between)


def is_event(year: str, four: str) -> bool:
    """Whether a date of this year, of two figures, with these four after it may be a day and a time of the board's."""
    return int(year) in EVENT_YEARS and four[:2] < "24" and four[2:] < "60"


def near_words(plain: str, labels: Labels) -> Iterator[tuple[int, int, Kind]]:
    """Where a date with four figures stands that is a CHI number, and, near a word that says so, any number parted by
    brackets, signs or one line end."""
    for match in _DATE_AND_FOUR.finditer(plain):
        digits = _digits(match)
        if ":" in match["four"] and is_event(digits[4:6], digits[6:]):
            continue
        if _is_loosely_said(match["gap"]) and not labels.lead_to(match.start()):
            continue
        if kind_of(digits) == "chi" and (labels.near(*match.span(), digits) or _is_plainly_one(match, digits, plain)):
            yield *match.span(), "chi"
    yield from _around_a_name(plain, labels)
    for match in _ODDLY_PARTED.finditer(plain):
        digits = "".join(groups := _GROUP.findall(match[0]))
        if kind_of(digits) == "chi" and not (len(groups) == 2 and is_event(digits[4:6], digits[6:])):
            yield *match.span(), "chi"
    if labels:
        for match in _FOUR_AND_DATE.finditer(plain):
            if (match["when"] or labels.lead_to(match.start())) and kind_of(_digits(match)) == "chi":
                yield *match.span(), "chi"
        for match in _WHOLE_YEAR.finditer(plain):
            if kind_of(digits := "".join(match.groups())) == "chi" and labels.near(*match.span(), digits):
                yield *match.span(), "chi"
        for run in _LOOSE_RUN.finditer(plain):
            yield from _in_loose_run(plain, list(_GROUP.finditer(plain, *run.span())), labels)


def _around_a_name(plain: str, labels: Labels) -> Iterator[tuple[int, int, Kind]]:
    """Numbers whose parts stand on either side of a name. Right after a word that says so any words may be one, and
    beside it, or where a compact date can only be a birth, what has capitals."""
    for match in _DATE_NAME_FOUR.finditer(plain):
        if _ANY_LINE_END.search(match["gap"]) or kind_of(digits := _digits(match)) != "chi":
            continue
        is_name = all(word[0].isupper() for word in _WORD.findall(match["gap"]))
        is_beside = is_name and labels.near(*match.span(), digits) and int(digits[4:6]) not in EVENT_YEARS
        is_birth = is_name and match["d"] is not None and len(match["y"]) == 2 and int(match["y"]) not in _BORN_SINCE
        if is_beside or is_birth or labels.lead_to(match.start()):
            yield *match.span(), "chi"
    for match in _NUMBER_AND_NAME.finditer(plain) if labels else ():
        is_led_to = labels.lead_to(match.start()) and not _ANY_LINE_END.search(match[0])
        kind = kind_of("".join(_GROUP.findall(match[0]))) if is_led_to else None
        if kind == "chi" or (kind and labels.lead_to(match.start(), in_words=True)):  # NHS 111 Calls 123 1234
            yield *match.span(), kind


def _is_loosely_said(gap: str) -> bool:
    """Whether the words between a date and four figures, such as ``and``, may lead to anything."""
    said = re.findall(r"[a-z]{2,}", gap, re.I)
    return bool(said) and not any(re.fullmatch(_TELLING, word, re.I) for word in said)


def _digits(match: re.Match[str]) -> str:
    """The ten figures that a date and four figures would be."""
    day, month, year = next(
        parts for n in ("", "2", "3", "4", "5") if (parts := match.group(f"d{n}", f"m{n}", f"y{n}"))[0] is not None
    )
    if not month.isdigit():
        month = str(_MONTHS.index(month[:3].casefold()) + 1)
    four = re.sub(r"[^0-9]", "", match["four"])
    return f"{day:0>2}{month:0>2}{year[-2:]}{four}"


def _is_plainly_one(match: re.Match[str], digits: str, plain: str) -> bool:
    """Whether a date and four figures is a CHI number without a word that says so."""
    gap, whole_year = match["gap"], match["y"] or match["y2"] or match["y3"] or match["y4"] or match["y5"]
    after = plain[match.end() : match.end() + 2]
    if (
        any(sign in _LINE_END or sign.isalpha() for sign in gap)
        or len(match["four"]) > 4
        or re.match(r"[.,][0-9]", after)
    ):
        return False
    if (match["by"] or "").strip() not in ("", "-", ".", "/") or match["by"] in (" ", "\t"):
        return False  # figures in a list
    is_recent = int(whole_year[-2:]) in EVENT_YEARS and not whole_year.startswith("19")
    if is_recent:
        return len(whole_year) == 2 and not is_event(whole_year, digits[6:]) and not set(gap) & set(",:;")
    return True


def _in_loose_run(plain: str, groups: list[re.Match[str]], labels: Labels) -> Iterator[tuple[int, int, Kind]]:
    for at in range(len(groups)):
        digits = ""
        for end in range(at + 1, min(at + _MOST_GROUPS, len(groups)) + 1):
            digits += groups[end - 1][0]
            if len(digits) < 10:
                continue
            if len(digits) == 10 and end > at + 1 and (kind := kind_of(digits)):
                start, stop = groups[at].start(), groups[end - 1].end()
                if labels.near(start, stop, digits) and _may_be_written_so(
                    plain, groups, at, end, kind, is_led_to=labels.lead_to(start)
                ):
                    yield start, stop, kind
            break


def _may_be_written_so(
    plain: str, groups: list[re.Match[str]], at: int, end: int, kind: Kind, *, is_led_to: bool
) -> bool:
    """One line end at most, or a line for each part right after such a word; in the usual lengths with any signs or
    words that lead on between, else with the same signs all through."""
    joins = [plain[groups[n].end() : groups[n + 1].start()] for n in range(at, min(end, len(groups) - 1))]
    inner, shape = joins[: end - at - 1], tuple(len(group[0]) for group in groups[at:end])
    broken = [join for join in inner if any(sign in join for sign in _LINE_END)]
    if len(broken) > 1 and not (is_led_to and (shape in _USUAL or shape == _SINGLE)):
        return False
    if set(inner) == {","} and shape[1:] == (3,) * (len(shape) - 1) and not is_led_to:  # the thousands of an amount
        return False
    if len(inner) == 1 and inner[0] == "." and shape != (6, 4):  # a decimal
        return False
    if shape in _USUAL:
        return True
    if any(sign.isalpha() for join in inner for sign in join):
        return False
    alike = {join.strip() for join in inner if join not in broken}
    outer = [plain[groups[at - 1].end() : groups[at].start()]] if at else []
    if len(alike) > 1 or any(join.strip() in alike for join in outer + joins[len(inner) :]):
        return False  # some figures of a list
    is_year = len(groups[at][0]) == 4 and groups[at][0][:2] in ("19", "20")
    is_telephone = groups[at][0][0] == "0" and not broken and not is_led_to
    return kind == "chi" or not (is_year or is_telephone)
