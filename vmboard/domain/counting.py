"""How many of something, as one says it."""


def counted(count: int, one: str, more: str = "") -> str:
    """``1 week``, ``3 weeks``, ``1,204 weeks``; ``more`` is a plural that does more than add an s."""
    return f"1 {one}" if count == 1 else f"{count:,} {more or one + 's'}"
