"""Organisation."""

from vmboard.ui import frame

hall = frame.enter_hall("organisation")
frame.head("Organisation", "Every site and team, side by side and never ranked.")
