"""This week."""

from vmboard.ui import frame

here = frame.enter("week")
frame.head("This week", "Type a figure, press Enter for the next. Saved as you go.")
