"""Schemes."""

from vmboard.ui import frame

hall = frame.enter_hall("schemes")
frame.head("Schemes", "Every project that claims something.")
