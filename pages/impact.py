"""Impact."""

from vmboard.ui import frame

hall = frame.enter_hall("impact")
frame.head("Impact", "What has changed, and what it is worth.")
