"""Escalations."""

from vmboard.ui import frame

hall = frame.enter_hall("escalations")
frame.head("Escalations", "What teams sent up, and who answers.")
