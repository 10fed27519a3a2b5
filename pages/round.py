"""Morning round."""

from vmboard.ui import frame

hall = frame.enter_hall("round")
frame.head("Morning round", "Who needs me today, and why.")
