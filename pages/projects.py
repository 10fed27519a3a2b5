"""Projects."""

from vmboard.ui import frame

here = frame.enter("projects")
frame.head("Projects", "Each one tied to the measure it should move.")
