"""Entity matching: whose figures a title, a sheet's name or a word beside a figure says they are: this
team's, or another's."""

import re

from vmboard.domain.figures.known import KnownBoard
from vmboard.files.names import bare

LONGEST_PLACE = 40
_EVERYBODY = re.compile(
    r"\ball (?:the )?(?:wards|teams|sites|hospitals|departments)\b|\b(?:hospital|site|trust) (?:wide|total)\b|"
    r"\b(?:nhs [a-z ]{3,30}|health board|organisation|division|directorate|region) (?:wide|total|overall)\b"
)
_PART = re.compile(r"(?:bay|area|room|side|team|unit|bed)\b", re.I)
_PART_NAMED = re.compile(r"\b(?:bay|area|room|side room|bed)\s+\w{1,3}\b", re.I)
_WARD = re.compile(
    r"\b(ward|bay|unit|clinic|team|department|dept|theatre|area)\s+([a-z]{0,2}[0-9]{1,3}[a-z]?|[a-z])\b", re.I
)


_CODE = re.compile(r"[a-z]{0,2}[0-9]{1,3}[a-z]?")
_CODE_OF_WARD = re.compile(r"[0-9]{1,3}[a-z]")
_UNIT = re.compile(
    r"(?:(?!(?:our|this|the|whole|all|each|per|on|in|by|of|from|to|at|for|own)\b)[a-z']+ ){1,4}"
    r"(?:unit|clinic|theatres?|suite|ward|department)"
)


def _code(name: str) -> str:
    """``7a`` of Ward 7A · Respiratory; empty where a name has none."""
    match = _WARD.search(bare(name.split("·")[0]))
    return match[2] if match else ""


def is_elsewhere(text: str, board: KnownBoard) -> bool:
    """Whether a word beside a figure is another ward's name; a bay or an area is a part of the team's own."""
    apart = _PART_NAMED.sub(" ", text)
    return len(text) <= LONGEST_PLACE and whose(apart, board) == "another" and not _PART.match(text.strip())


def _as_place(text: str) -> str:
    """A name as places are compared: ``childrens ward`` is Children's Ward."""
    return bare(text).replace("'", "")


def whose(text: str, board: KnownBoard) -> str:
    """``ours``, ``another`` or empty, for a title, a sheet's name or a team's: whose figures these are. A name of ours
    beside another's may be of both together, and is ``another``."""
    words = _as_place(text.replace("·", " "))
    if _EVERYBODY.search(words):
        return "another"
    own = _as_place(board.team.replace("·", " "))
    short = _as_place(board.team.split("·")[0])
    own_code = _code(board.team)
    slug = _as_place(board.slug)
    if words in (own, short, slug):
        return "ours"
    others = {_as_place(part) for name in board.others for part in (name, name.split("·")[0])} - {own, short, ""}
    codes = {code for name in board.others if _CODE_OF_WARD.fullmatch(code := _code(name))} - {own_code}
    if any(re.search(rf"\b{code}\b", words) for code in codes):
        return "another"
    of_others = any(re.search(rf"\b{re.escape(name)}\b", words) for name in others)
    ours = "|".join(re.escape(name) for name in (own, slug, short) if name)
    if ours and re.search(rf"\b(?:{ours})\b", words):
        rest = re.sub(rf"\b(?:{ours})\b", " ", words)
        is_both = any(re.search(rf"\b{re.escape(name)}\b", rest) for name in others)
        return "another" if is_both else "ours"
    place = re.sub(r" (?:box score|figures|weekly figures|scorecard|dashboard|kpis?|data|measures)$", "", words)
    if place in {_as_place(part) for name in board.others for part in name.split("·")[1:]} and place not in own:
        return "another"
    if own_code and words == own_code:
        return "ours"
    if (_CODE.fullmatch(words) and words in {_code(name) for name in board.others}) or of_others:
        return "another"
    match = _WARD.search(words)
    if match is None:
        return "another" if _UNIT.fullmatch(words) and words not in own else ""
    return "ours" if match[0] in own else "another"
