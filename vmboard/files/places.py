"""Entity matching: whose figures a title, a sheet's name or a word beside a figure says they are: this
team's, or another's."""

import re
from functools import lru_cache

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
    r"(?:unit|clinic|theatres?|suite|ward|department|directorate|division|outreach)|hospital (?:at|to) home"
)
_LABELLED = re.compile(
    r"\b(?P<label>ward|clinic|department|dept|theatre|site|hospital|trust|practice|facility|locality|care home)"
    r"(?: name| code)?\s*(?:(?P<sign>[:=])|\bis\b|\bequals\b)\s*[(\"'“]?(?P<name>[^;|,)\"'”]*\w)",
    re.I,
)
OF_ANY_SITE = frozenset({
    "hospital", "hospitals", "general", "royal", "university", "infirmary", "house", "centre", "community", "nhs",
    "demo", "the", "of", "and", "st", "trust", "health", "board", "site",
})  # fmt: skip
_SITES = ("site", "hospital", "trust", "facility", "locality")
_NAMED_SITE = re.compile(
    r"(?:(?!(?:our|this|the|whole|all|each|per|on|in|by|of|from|to|at|for|and|own|acute|total|other)\b)[a-z'.]+ ){1,4}"
    r"(?:hospital|infirmary|hospice|care home|health centre|medical cent(?:re|er))"
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


def labelled_places(text: str, board: KnownBoard) -> list[str]:
    """The names of wards, and of sites where the board's own is known, that a text gives by a label:
    ``Ward = 6C; Year = 2026``. Without a sign only a name as names are written counts: ``Ward is Orchid``."""
    found = [match for match in _LABELLED.finditer(text) if match["sign"] or match["name"][:1].isupper()]
    names = [
        match["name"].strip() for match in found
        if (board.places or match["label"].casefold() not in _SITES) and any(c.isalpha() for c in match["name"])
    ]  # fmt: skip
    return [name for name in names if len(name) <= LONGEST_PLACE]


def is_ours_in_words(name: str, board: KnownBoard) -> bool:
    """Whether a name says only what our team's and our places' names say too: ``7A``, ``Raigmore``, ``Respiratory``."""
    own = {word for one in (board.team, board.slug, *board.places) for word in _as_place(one.replace("·", " ")).split()}
    return whose(name, board) == "ours" or {*_as_place(name).split()} <= own | {"ward", "hospital", "the", "of"}


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
    if _CODE_OF_WARD.fullmatch(own_code) and _with_another(own_code).search(text):
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
    if _is_another_site(words, board):
        return "another"
    match = _WARD.search(words)
    if match is None:
        return "another" if _UNIT.fullmatch(words) and words not in own else ""
    return "ours" if match[0] in own else "another"


@lru_cache(maxsize=256)
def _with_another(code: str) -> re.Pattern[str]:
    """Our ward's code beside another's, which may be unknown here: ``7A + 7B``."""
    joined, other = r"\s*(?:[+&/,]|and)\s*", r"[0-9]{1,3}[a-z]"
    return re.compile(rf"\b{code}{joined}{other}\b|\b{other}{joined}{code}\b", re.I)


def _is_another_site(words: str, board: KnownBoard) -> bool:
    """Whether a name is of another hospital: one that the installation knows, or that is called a hospital and shares
    no word with our own site's."""
    own = {word for place in board.places for word in _as_place(place).split()} - OF_ANY_SITE
    if not own or own & {*words.split()}:
        return False
    others = [{*_as_place(site).split()} - OF_ANY_SITE for site in board.other_places]
    said = {*words.split()} - OF_ANY_SITE
    return bool(_NAMED_SITE.fullmatch(words)) or (bool(said) and any(said == other for other in others))
