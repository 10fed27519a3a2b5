"""The version token of a team's rows: what every cache of a board is kept under."""

from typing import NamedTuple


class Edition(NamedTuple):
    """A team's revision, with the ``stamp`` its newest change drew.

    A database that was restored counts on from an older revision, and comes to numbers that were there before it. The
    stamp is drawn by chance at every change, so the same number with other rows behind it is another edition.
    """

    revision: int
    stamp: int = 0

    def __str__(self) -> str:
        """``41-5f3a91``: for the key of a board."""
        return f"{self.revision}-{self.stamp:x}"
