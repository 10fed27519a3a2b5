"""Patient identifier detection (modulus 10 and 11): finds CHI and NHS numbers in words, however they are written, so
that none is ever kept or shown.

What is found and what is not, with figures: ``docs/decisions/007-identifiers.md``. Nothing here repeats a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.check_digits import Kind, kind_of
from vmboard.domain.text.near_words import Labels, is_event, near_words
from vmboard.domain.text.patient_names import names_a_patient
from vmboard.domain.text.spelt_digits import Reading, as_it_means, as_it_stands, holds_five_or_eight, is_spelt

SENTENCE = N_("This looks like a CHI or NHS number. Please take it out: the board holds no patient details.")
WARNING = N_("This may name a patient. If it does, please take the name out: the board holds no patient details.")
HIDDEN = N_("(hidden)")
FEWEST = 7
"""The figures of the shortest way to write a number: ``1 March 48 1234``."""


@dataclass(frozen=True)
class Found:
    """``where`` is the number's place in the text, end excluded: for the caller only, never to be shown or logged."""

    found: Kind | None = None
    warn: bool = False
    where: tuple[int, int] | None = field(default=None, repr=False)


class Identified(Refused):
    """Refused because it holds a patient's number."""

    def __init__(self) -> None:
        super().__init__(SENTENCE)


def find(text: str) -> Found:
    """The first CHI or NHS number in a text, and whether the text may name a patient beside a bed or a birth."""
    first = next(iter(_spans(text)), None)
    warn = names_a_patient(text)
    return Found(warn=warn) if first is None else Found(first[0], warn, first[1:])


def refuse_identifiers(words: str | float) -> None:
    """Raises Identified for a text that holds a number, and for a number that is one."""
    if _spans(words if isinstance(words, str) else _written(words)):
        raise Identified


def hide(text: str) -> str:
    """The text with ``(hidden)`` for every CHI and NHS number in it."""
    for _, start, end in reversed(_spans(text)):
        text = text[:start] + HIDDEN + text[end:]
    return text


def _written(number: float) -> str:
    whole = 1e8 <= abs(number) < 1e10 and float(number).is_integer()
    return f"{abs(number):.0f}" if whole else ""


# --- how numbers are written ---

_JOIN = r"[ \t]{0,2}[-/][ \t]{0,2}|[._,+]|[ \t]{1,3}"
_RUN = re.compile(rf"[0-9]+(?:(?:{_JOIN})[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_POWER = re.compile(r"(?<![0-9.])([0-9])\.([0-9]{6,9})E\+?0?([89])(?![0-9])", re.I)
"""How a spreadsheet writes a long number: ``1.01804321E8``. Fewer figures are a rounded amount."""

_EVERYWHERE = {(10,), (3, 3, 4), (6, 4)}
_DATED = {(2, 2, 2, 4), (6, 3, 1), (6, 2, 2)}
"""Ways to write a CHI number: found among other numbers as well."""
_ALONE = _DATED | {
    (2, 2, 2, 2, 2), (1,) * 10, (5, 5), (4, 6), (4, 3, 3), (3, 4, 3), (4, 4, 2), (2, 4, 4), (3, 3, 2, 2),
}  # fmt: skip
"""Ways found only where no other number stands beside them: lists of figures look the same."""
_MOST_GROUPS = 10

_MONEY = re.compile(r"[£$€] ?-?$")
_DIALLED = re.compile(
    r"(?:\+[0-9]{1,3}|(?<![0-9])00[1-9][0-9]{1,2})[ .()-]+(?:0\) ?)?$"  # +44 (0)131
    r"|(?<![^\s(:])\+$"
)
_AREA_CODE = re.compile(r"(?<![0-9])0[0-9]{4}[ \t-]{1,3}$")
_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|fax|bleep|pager|ring|call|dial)(?: (?:no|number|on))?[.:# ]*$", re.I
)
_REFERENCE = re.compile(
    r"(?<![A-Za-z])(?:INC|REQ|RITM|CHG|PRB|CRQ|(?:SC)?TASK|SR|WO|PO|INV|IR|WEB|W|DATIX|Datix)"
    r"(?:[-/ ]?20[0-9]{2})?[-/#_]?$"
)
_LABEL = re.compile(r"(?:chi|nhs)(?:[ .]?no\.?|[ .]?number)?[-:#_ ]*$", re.I)
_REFERRING = re.compile(r"[^\W_]$|[-/#_+.]$")
_LOOKED_BACK = 24


def _spans(text: str) -> list[tuple[Kind, int, int]]:
    """Every number found, with its place in the text, in their order: what overlaps is one."""
    if len(text) < FEWEST:
        return []
    spelt = is_spelt(text)
    if not spelt and sum(map(str.isdigit, text)) < FEWEST:
        return []
    plain = as_it_stands(text)
    places = list(_places(plain))
    if spelt:
        is_labelled = bool(Labels(plain.plain))
        meant = _places(as_it_means(text, is_labelled=is_labelled))
        places += meant if is_labelled else filter(partial(_is_sure, text), meant)
    spans: list[tuple[Kind, int, int]] = []
    for first, last, kind in sorted(places):
        if spans and first < spans[-1][2]:
            before, begins, ends = spans[-1]
            spans[-1] = (before, begins, max(ends, last))
        else:
            spans.append((kind, first, last))
    return spans


def _is_sure(text: str, place: tuple[int, int, Kind]) -> bool:
    """Whether a number is one though nothing says so: with S for 5 a serial number passes for an NHS number in 1 of 10,
    and for a CHI number, which is a date too, in 1 of 100."""
    start, end, kind = place
    return kind == "chi" or not holds_five_or_eight(text, start, end)


def _places(reading: Reading) -> Iterator[tuple[int, int, Kind]]:
    """Where in the text each number of a reading stands, end excluded."""
    for start, end, kind in _found(reading.plain):
        yield reading.starts[start], reading.ends[end - 1], kind


def _found(plain: str) -> Iterator[tuple[int, int, Kind]]:
    labels = Labels(plain)
    for run in _RUN.finditer(plain):
        if run.end() - run.start() >= 9:
            for kind, start, end in _in_run(plain, list(_GROUP.finditer(plain, *run.span())), labels):
                yield start, end, kind
    for power in _POWER.finditer(plain):
        if shown := _kind_of_power(*power.groups()):
            yield *power.span(), shown
    yield from near_words(plain, labels)


def _kind_of_power(whole: str, part: str, power: str) -> Kind | None:
    digits = whole + part.ljust(int(power), "0")
    if len(digits) != int(power) + 1:  # a decimal
        return None
    kind = kind_of(digits.zfill(10))
    return kind if len(digits) == 10 or kind == "chi" else None


def _in_run(plain: str, groups: list[re.Match[str]], labels: Labels) -> Iterator[tuple[Kind, int, int]]:
    at = 0
    while at < len(groups):
        size = 1
        for end in range(at + 1, min(at + _MOST_GROUPS, len(groups)) + 1):
            window = _Window(plain, groups, at, end, labels)
            if len(window.digits) > 10:
                break
            if len(window.digits) > 8 and (kind := window.kind()):
                yield kind, groups[at].start(), groups[end - 1].end()
                size = end - at
                break
        at += size


class _Window:
    """Some neighbouring groups of digits, as one number."""

    def __init__(self, plain: str, groups: list[re.Match[str]], at: int, end: int, labels: Labels) -> None:
        self._plain, self._groups, self._at, self._end, self._labels = plain, groups, at, end, labels
        self.digits = "".join(group[0] for group in groups[at:end])

    def kind(self) -> Kind | None:
        if len(self.digits) == 9 and self._end == self._at + 1:
            return self._kind_without_its_nought()
        kind = kind_of(self.digits) if len(self.digits) == 10 else None
        if kind is None or not self._is_a_way_to_write(kind):
            return None
        before = self._before()
        if _MONEY.search(before) or _DIALLED.search(before):
            return None
        return None if kind == "nhs_number" and self._is_something_else(before) else kind

    def _kind_without_its_nought(self) -> Kind | None:
        """Nine digits, where a spreadsheet dropped the nought that a CHI number began with."""
        if kind_of("0" + self.digits) != "chi" or self._is_decimal():
            return None
        before, after = self._before(), self._plain[self._groups[self._at].end() :][:1]
        spoilt = _REFERRING.search(before) and not _LABEL.search(before)
        return None if spoilt or after.isalpha() or after in ("-", "/", "_") or _MONEY.search(before) else "chi"

    def _is_a_way_to_write(self, kind: Kind) -> bool:
        shape = tuple(len(group[0]) for group in self._groups[self._at : self._end])
        joins = [self._join(at) for at in range(self._at, self._end - 1)]
        alone = self._at == 0 and self._end == len(self._groups)
        if shape == (10,):
            return not self._is_decimal()
        if "," in joins:  # a list of figures, or the thousands of one
            return alone and set(joins) == {","} and (shape == (3, 3, 4) or (shape == (6, 4) and kind == "chi"))
        if len(joins) == 1 and joins[0] in "./":  # a decimal, or so many out of so many
            return shape == (6, 4) and kind == "chi"
        if shape == (6, 4) and kind == "chi" and self._between(self._at) == " " and self._is_event():
            return False
        if shape in _EVERYWHERE:
            return len(set(joins)) == 1 or set(joins) == {" ", "-"}
        if shape == (2, 2, 2, 4) and joins[0] == joins[1] != joins[2]:
            return kind == "chi" and not self._is_event()
        if self._is_counted_on() or self._is_address(joins):
            return False
        may_be = shape in _ALONE if alone else shape in _DATED and kind == "chi"
        return may_be and len(set(joins)) == 1 and (kind == "chi" or not self._begins_as_a_reference(shape))

    def _is_counted_on(self) -> bool:
        """``12 13 14 15 16``: beds, rooms or weeks in a row."""
        numbers = [int(group[0]) for group in self._groups[self._at : self._end]]
        steps = {after - before for before, after in pairwise(numbers)}
        return len(numbers) > 3 and len(steps) == 1 and steps != {0}

    def _is_address(self, joins: list[str]) -> bool:
        """``192.168.15.43``, of a printer."""
        parts = [group[0] for group in self._groups[self._at : self._end]]
        return joins == ["."] * 3 and all(part[0] != "0" and int(part) < 256 for part in parts)

    def _begins_as_a_reference(self, shape: tuple[int, ...]) -> bool:
        """Telephone numbers begin with a nought, and incidents are often numbered by the year."""
        if shape[0] < 3:
            return False
        return self.digits[0] == "0" or (shape[0] == 4 and self.digits[:2] in ("19", "20"))

    def _is_something_else(self, before: str) -> bool:
        """A telephone number, or the reference of an incident: told by what stands before it."""
        if self.digits[0] == "0" and _PHONE.search(before):
            return True
        return bool(_REFERENCE.search(before) or (self._end > self._at + 1 and _AREA_CODE.search(before)))

    def _is_decimal(self) -> bool:
        """One point only, before or after; ``.0`` is what a spreadsheet adds to a whole number."""
        at, last = self._at, len(self._groups) - 1
        if at > 0 and self._join(at - 1) == ".":
            return at == 1 or self._join(at - 2) in " ,"
        if at == last or self._join(at) != ".":
            return False
        return bool(self._groups[at + 1][0].strip("0")) and (at + 1 == last or self._join(at + 1) != ".")

    def _is_event(self) -> bool:
        """``201126 0930``: a day and a time, where nothing near says that it is a patient's number."""
        first, last = self._groups[self._at].start(), self._groups[self._end - 1].end()
        return is_event(self.digits[4:6], self.digits[6:]) and not self._labels.near(first, last, self.digits)

    def _join(self, at: int) -> str:
        """What stands between this group and the next: a space, or one of ``- . , /``."""
        return {"": " ", "+": " ", "_": "-"}.get(sign := self._between(at).strip(), sign)

    def _between(self, at: int) -> str:
        return self._plain[self._groups[at].end() : self._groups[at + 1].start()]

    def _before(self) -> str:
        start = self._groups[self._at].start()
        return self._plain[max(0, start - _LOOKED_BACK) : start]
