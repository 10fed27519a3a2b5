"""Measure settings."""

from vmboard.ui import frame

here = frame.enter("settings")
frame.head("Measure settings", "What it means, where it comes from, and where it stands on the board.")
