"""Report vocabulary: what is made, for whom, in which form, and how far it has come. These words are stored."""

from enum import StrEnum


class Kind(StrEnum):
    """What is made."""

    REPORT_OUT = "report_out"
    RECAP = "recap"
    CHASE = "chase"
    WALL_SHEET = "wall_sheet"
    FIGURES_FORM = "figures_form"
    HUDDLE_SHEET = "huddle_sheet"
    YEAR = "year"
    PACK = "pack"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @property
    def is_dull(self) -> bool:
        """Whether it is plain words: no audience changes what it says."""
        return self in (Kind.RECAP, Kind.CHASE)


_KINDS = {
    Kind.REPORT_OUT: "Report-out",
    Kind.RECAP: "Recap of the last huddle",
    Kind.CHASE: "Who owes what",
    Kind.WALL_SHEET: "The wall on a sheet",
    Kind.FIGURES_FORM: "Form for the figures",
    Kind.HUDDLE_SHEET: "Huddle sheet",
    Kind.YEAR: "Our year on a sheet",
    Kind.PACK: "Pack of many teams",
}
BY_ITSELF = (Kind.REPORT_OUT, Kind.RECAP, Kind.CHASE)
"""What a team may ask to be made at a time it sets."""
PAPER = (Kind.WALL_SHEET, Kind.FIGURES_FORM, Kind.HUDDLE_SHEET, Kind.YEAR)


class Audience(StrEnum):
    """Whom a report is for: it decides what comes first, and what peers may not see."""

    MANAGER = "manager"
    SPONSOR = "sponsor"
    PEERS = "peers"

    @property
    def label(self) -> str:
        return {"manager": "Service manager", "sponsor": "Executive sponsor", "peers": "Peers"}[self.value]

    @property
    def occasion(self) -> str:
        """What a pack for them is made for."""
        return {"manager": "service review", "sponsor": "board meeting", "peers": "learning event"}[self.value]

    @property
    def is_public(self) -> bool:
        """Whether only the public face is shown: peers may not read the board itself."""
        return self is Audience.PEERS


class Format(StrEnum):
    """The form of a file that was made."""

    PDF = "pdf"
    SLIDES = "pptx"
    PAGE = "html"
    TEXT = "txt"

    @property
    def label(self) -> str:
        return {"pdf": "PDF", "pptx": "PowerPoint", "html": "Web page", "txt": "Text"}[self.value]

    @property
    def mime(self) -> str:
        return _MIMES[self]


_MIMES = {
    Format.PDF: "application/pdf",
    Format.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.PAGE: "text/html",
    Format.TEXT: "text/plain",
}


class State(StrEnum):
    """How far a report has come."""

    WAITING = "waiting"
    BEING_MADE = "being_made"
    READY = "ready"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    State.WAITING: "Waiting its turn",
    State.BEING_MADE: "Being made",
    State.READY: "Ready",
    State.CANCELLED: "Cancelled",
    State.FAILED: "Could not be made",
}
