"""What the app says when it will not do a thing: one kind sentence that names the mend."""


class Refused(Exception):
    """A request the app declines. ``sentence`` is for the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Clash(Refused):
    """The row was changed by someone else since the person saw it. Nothing was written."""


class Busy(Refused):
    """Others are writing, and the wait for a turn is over. Nothing was written: the same again, in a moment."""


class ReadOnly(Busy):
    """The database is a standby, which takes nothing in. What a browser keeps is sent again: it may be promoted."""

    def __init__(self) -> None:
        super().__init__("Nothing can be saved just now: this server shows a copy of the boards.")
