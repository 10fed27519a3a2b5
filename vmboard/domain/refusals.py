"""What the app says when it will not do a thing: one kind sentence that names the mend."""

from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.phrases import Phrase, Place, filled


class Refused(Exception):
    """A request the app declines. ``sentence`` is for the person who asked.

    It is raised where what is stored is said in the source, and read where the page speaks: so the message is kept,
    and said in the language of whoever reads it.
    """

    def __init__(self, message: str, **places: Place) -> None:
        super().__init__(message)
        self.message, self.places = message, places

    @property
    def sentence(self) -> str:
        """The message as it is said here."""
        if not self.message:
            return ""
        if isinstance(self.message, Phrase):
            return self.message.say()
        return _(self.message, **{name: filled(place) for name, place in self.places.items()})

    @property
    def phrase(self) -> str:
        """The sentence as a text of the source, to be said where it is read."""
        return Phrase(lambda: self.sentence)

    def __str__(self) -> str:
        return self.sentence


class Clash(Refused):
    """The row was changed by someone else since the person saw it. Nothing was written."""


class Busy(Refused):
    """Others are writing, and the wait for a turn is over. Nothing was written: the same again, in a moment."""


class ReadOnly(Busy):
    """The database is a standby, which takes nothing in. What a browser keeps is sent again: it may be promoted."""

    def __init__(self) -> None:
        super().__init__(N_("Nothing can be saved just now: this server shows a copy of the boards."))
