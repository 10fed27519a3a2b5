"""Huddle."""

from vmboard.ui import frame

here = frame.enter("huddle")
frame.head("Huddle", "Fifteen minutes at the board.")
