"""Learning."""

from vmboard.ui import frame

hall = frame.enter_hall("learning")
frame.head("Learning", "What other teams tried, kept and stopped.")
