"""Figures: bring them in from a workbook. First it says what would change, then it changes it."""

from vmboard.ui import frame

here = frame.enter("figures")
frame.head("Figures", "Bring a workbook. First you see what would change.")
