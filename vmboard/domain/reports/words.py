"""Report vocabulary: what is made, for whom, in which form, and how far it has come. These words are stored."""

from enum import StrEnum

from vmboard.domain.text.catalogue import N_, _


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
        return _(_KINDS[self])

    @property
    def is_dull(self) -> bool:
        """Whether it is plain words: no audience changes what it says."""
        return self in (Kind.RECAP, Kind.CHASE)


_KINDS = {
    Kind.REPORT_OUT: N_("Report-out"),
    Kind.RECAP: N_("Recap of the last huddle"),
    Kind.CHASE: N_("Who owes what"),
    Kind.WALL_SHEET: N_("The wall on a sheet"),
    Kind.FIGURES_FORM: N_("Form for the figures"),
    Kind.HUDDLE_SHEET: N_("Huddle sheet"),
    Kind.YEAR: N_("Our year on a sheet"),
    Kind.PACK: N_("Pack of many teams"),
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
        return _(_AUDIENCES[self])

    @property
    def occasion(self) -> str:
        """What a pack for them is made for."""
        return _(_OCCASIONS[self])

    @property
    def is_public(self) -> bool:
        """Whether only the public face is shown: peers may not read the board itself."""
        return self is Audience.PEERS


_AUDIENCES = {
    Audience.MANAGER: N_("Service manager"), Audience.SPONSOR: N_("Executive sponsor"), Audience.PEERS: N_("Peers"),
}  # fmt: skip
_OCCASIONS = {
    Audience.MANAGER: N_("service review"), Audience.SPONSOR: N_("board meeting"), Audience.PEERS: N_("learning event"),
}  # fmt: skip


REPORTS_OUT = {
    Audience.MANAGER: N_("Report-out for the service manager"),
    Audience.SPONSOR: N_("Report-out for the executive sponsor"), Audience.PEERS: N_("Report-out for peers"),
}  # fmt: skip
"""Their titles."""


class Format(StrEnum):
    """The form of a file that was made."""

    PDF = "pdf"
    SLIDES = "pptx"
    PAGE = "html"
    TEXT = "txt"

    @property
    def label(self) -> str:
        return {"pdf": "PDF", "pptx": "PowerPoint", "html": _("Web page"), "txt": _("Text")}[self.value]

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
        return _(_STATES[self])


_STATES = {
    State.WAITING: N_("Waiting its turn"),
    State.BEING_MADE: N_("Being made"),
    State.READY: N_("Ready"),
    State.CANCELLED: N_("Cancelled"),
    State.FAILED: N_("Could not be made"),
}
