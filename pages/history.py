"""History."""

from vmboard.ui import frame

here = frame.enter("history")
frame.head("History", "Who changed what, and when. Any change can be undone.")
