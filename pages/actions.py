"""Actions."""

from vmboard.ui import frame

here = frame.enter("actions")
frame.head("Actions", "What we agreed, who does it, and by when.")
