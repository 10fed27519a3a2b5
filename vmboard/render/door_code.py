"""QR code of a team's door on its wall, with what it is for: the last list of the overview where that costs nothing,
else below the words of projects on the pages of measures, else on a page of its own.

The drawing comes from the door's own route, which knows the address that people reach this installation at.
"""

from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.doors import DoorCode
from vmboard.render.html import Markup, tag
from vmboard.render.panels import Section

SIDE, AROUND, SPACE = 168, 12, 14
"""The code with its quiet zone, and the space around the list and its line: design pixels at scale 1. 168 are 4 for
each of 41 modules, which hold an address of up to 78 letters, whatever a browser rounds."""
KIND = "door"
ASKS = {
    True: (N_("How was your week?"), N_("Scan this with your phone: one touch an answer. Ideas and thanks too.")),
    False: (N_("Tell us"), N_("An idea for us, or a thank-you? Scan this with your phone.")),
}
"""What a code is for, where the pulse is asked behind it and where not."""


def section(code: DoorCode) -> Section:
    """The code as a list of one."""
    heading, words = map(_, ASKS[code.asks_pulse])
    return Section(
        name=heading, count="", empty="", class_="vm-actions", list_class="vm-panel vm-lists", column="ul",
        column_class="vm-list", inset=32, gap=0, around=AROUND, lines=1, least=SIDE + SPACE,
        items=lambda width, most: [(words, SIDE + SPACE)],
        draw=lambda item, width: _line(code, item),
    )  # fmt: skip


CORNER = 236
"""How tall the code is below a project's words, with the space above it: design pixels."""


def corner(code: DoorCode) -> Markup:
    """The code at the foot of a project's panel, to be scanned from a step away and read from five metres."""
    words = tag("p", tag("b", _(ASKS[code.asks_pulse][0])), tag("br"), _("Scan with your phone"), class_="vm-facts")
    return tag("div", _drawing(code), words, class_="vm-corner")


def _drawing(code: DoorCode) -> Markup:
    """The wall stands at ``/d/…``, so the door is one step up from there. The words beside it say what it is."""
    return tag("img", src=f"../door/{code.token}/code", alt="", class_="vm-qr")


def _line(code: DoorCode, words: str) -> Markup:
    return tag("li", _drawing(code), tag("span", words, class_="vm-text"), class_="vm-action vm-scan")
