"""Extract reader: an extract of another system as a table, without any column that could tell who a patient is."""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import pandas as pd

from vmboard.domain.counting import counted
from vmboard.domain.figures.recipes import Dates
from vmboard.domain.refusals import Refused
from vmboard.domain.text.identifiers import find
from vmboard.domain.weeks import local
from vmboard.files.container import kind_of
from vmboard.files.grids import shown

MOST_ROWS = 200_000
_IDENTIFYING = re.compile(
    r"\b(chi|nhs)\b(?! (board|region|trust|site|organisation))|patient|\b(sur|fore|first|last|full|middle)[ _]?name|"
    r"d\.?o\.?b\b|birth|hospital (no|number)|\b(mrn|urn|uhpi|cris)\b|post ?code|address|next of kin|phone",
    re.I,
)
_SPLIT = {Dates.DAY_FIRST: "%d{0}%m{0}%Y", Dates.MONTH_FIRST: "%m{0}%d{0}%Y", Dates.YEAR_FIRST: "%Y{0}%m{0}%d"}
_NAMED = ("%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d-%b-%y", "%d %b %y")
_CLOCKS = ("", " %H:%M", " %H:%M:%S")


ALIKE = "alike"
"""Under which a table keeps how many of its rows are another again in every column, of those about patients too."""


class Clocked(NamedTuple):
    """A day and a time by the clock of the ward."""

    day: date
    at: time


def read_extract(data: bytes, name: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows of an extract, headings on its first line, and a sentence about each column that was dropped.

    Rows keep their line number in the file as index. Raises Refused for what is no table.
    """
    kind = kind_of(data, name)
    table = _workbook(data) if kind == "workbook" else _text(data)
    table.columns = [" ".join(str(heading).split()) for heading in table.columns]
    if len(table) > MOST_ROWS:
        raise Refused(f"This extract has {len(table):,} rows, and at most {MOST_ROWS:,} are read. Bring it in parts.")
    if twice := next((head for head in table.columns if list(table.columns).count(head) > 1), None):
        raise Refused(f"Two columns of this extract are headed “{shown(twice)}”. Give one another heading.")
    table.index = pd.RangeIndex(2, len(table) + 2)
    table = table[(table.map(_words) != "").any(axis=1)]
    alike = int(table.map(_words).duplicated().sum())
    dropped = [head for head in table.columns if _IDENTIFYING.search(head) or _holds_identifier(table[head])]
    said = [f"Column “{shown(head)}” was dropped unread: nothing about a patient is kept." for head in dropped]
    table = table.drop(columns=dropped)
    table.attrs[ALIKE] = alike
    return table, said


def _workbook(data: bytes) -> pd.DataFrame:
    try:
        return pd.read_excel(io.BytesIO(data), dtype=object, engine="openpyxl")
    except Exception:  # a damaged workbook breaks its parsers in countless ways
        raise Refused("This workbook cannot be opened. Open it in Excel, and save it as .xlsx again.") from None


def _text(data: bytes) -> pd.DataFrame:
    """A line that holds more than there are headings is refused: a comma within a text without quotation marks pushes
    what follows under the next heading, where nobody would see."""
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        heads = next(lines, [])
        for cells in lines:
            if any(cell.strip() for cell in cells[len(heads) :]):
                there = counted(len(heads), "heading")
                raise Refused(
                    f"Line {lines.line_num} has {len(cells)} cells, and the first line {there}. "
                    f"Put the headings first, and a text that has a “{separator}” in it in quotation marks."
                )
            rows.append(cells[: len(heads)] + [""] * (len(heads) - len(cells)))
    except csv.Error:
        raise Refused("This file is no table: a line of headings, and under it as many cells in every line.") from None
    named = [head.strip() or f"Column {place}" for place, head in enumerate(heads, start=1)]
    return pd.DataFrame(rows, columns=named, dtype=object)


def _decoded(data: bytes) -> str:
    """As “Unicode text” (UTF-16) where it begins so, else as UTF-8, else as Windows writes."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("This file is not plain text. In Excel, save it as “CSV UTF-8”.")


def _holds_identifier(column: "pd.Series[Any]") -> bool:
    return any(find(text).found for text in column.map(_words).unique() if text)


def _words(value: object) -> str:
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def column(table: pd.DataFrame, heading: str) -> "pd.Series[Any]":
    """A column by its heading, whatever its capitals. Raises Refused, naming those there are."""
    folded = {str(head).casefold(): head for head in table.columns}
    head = folded.get(heading.casefold())
    if head is None:
        there = ", ".join(shown(one) for one in list(table.columns)[:12])
        raise Refused(f"This extract has no column “{heading}”. It has: {there}.")
    return table[head]


def words(table: pd.DataFrame, heading: str) -> "pd.Series[str]":
    return column(table, heading).map(_words)


def chosen(table: pd.DataFrame, where: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """The rows in which each of these columns says one of its words: ``Fall*`` is all that begins so."""
    for heading, patterns in where.items():
        folded = [pattern.casefold() for pattern in patterns]
        said = words(table, heading).str.casefold()
        fits = [any(fnmatchcase(text, pattern) for pattern in folded) for text in said]
        table = table[pd.Series(fits, index=table.index, dtype=bool)]  # a bare empty list would take the headings along
    return table


def none_chosen(table: pd.DataFrame, only: Mapping[str, tuple[str, ...]]) -> str:
    """``No row here says Ward: Ward 4. It says: Ward 04, Ward 5.`` where no row is this ward's; else empty."""
    if not len(table) or len(chosen(table, only)):
        return ""
    wanted = " and ".join(f"{heading}: {' or '.join(patterns)}" for heading, patterns in only.items())
    there = {heading: sorted({shown(text) for text in words(table, heading) if text})[:8] for heading in only}
    return f"No row here says {wanted}. It says: {'; '.join(', '.join(each) for each in there.values())}."


def moments(table: pd.DataFrame, heading: str, dates: Dates, zone: str) -> "pd.Series[Any]":
    """When each row says, by the clock of the ward; None for a blank. Raises Refused for what is no moment there.

    A moment with its offset is brought to the ward's clock; one without is that clock's already.
    """
    cells = column(table, heading)
    made = pd.Series([_moment(value, dates, zone) for value in cells], index=cells.index, dtype=object)
    wrong = [int(line) for line, moment in zip(made.index, made, strict=True) if moment is pd.NaT]
    if wrong:
        found = shown(cells.loc[wrong[0]])
        more = f", and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
        raise Refused(f"Line {wrong[0]}, {heading}: “{found}” is no date with the {dates}{more}.")
    return made


def _moment(value: object, dates: Dates, zone: str) -> Any:
    if isinstance(value, date) and not pd.isna(value):
        return _there(value, zone) if isinstance(value, datetime) else Clocked(value, time())
    text = _words(value)
    if not text:
        return None
    try:
        return _there(datetime.fromisoformat(text), zone)
    except ValueError:
        pass
    for day in (*(_SPLIT[dates].format(mark) for mark in "/-."), *_NAMED):
        for clock in _CLOCKS:
            try:
                return _there(datetime.strptime(text, day + clock), zone)
            except ValueError:
                continue
    return pd.NaT


def _there(moment: datetime, zone: str) -> Clocked:
    there = moment if moment.tzinfo is None else local(moment, zone)
    return Clocked(date(there.year, there.month, there.day), there.time())
