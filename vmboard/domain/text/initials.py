"""Initials: how a person is shown where a name would be too much."""

import re


def initials_of(name: str) -> str:
    """``Anne-Marie Ross`` is AMR; of more than three words the first and the last, and never more than four letters."""
    words = [word for word in re.split(r"[\s\-]+", name) if word]
    return "".join(word[0] for word in (words if len(words) <= 3 else [words[0], words[-1]])).upper()[:4]
