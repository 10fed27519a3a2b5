"""Garbage collection: Streamlit collects all garbage after every run of a page, and everything else in the process
waits meanwhile: 50 to 170 ms measured, which a change on its way to the walls would wait too. Most of what it walks
through is code that was loaded once and never becomes garbage: that is set aside, and 5 to 15 ms remain.

Python itself looks for garbage after every 700 objects made: a dozen times while a board is made, and finds none.
"""

import asyncio
import gc

ENOUGH = 30_000
"""Objects that are worth setting aside: walking through them takes about 20 ms."""
TIMES = 3
"""At start, once pages were opened, and once more. Not for ever: what is set aside is never collected again."""
YOUNG = 10_000
"""Objects that are made before the youngest are looked through."""
EVERY = 10.0
"""Seconds between two looks."""


def look_seldom() -> None:
    """Look through the youngest objects less often than Python would: a board is made in 3 in 100 less time."""
    gc.set_threshold(YOUNG, 20, 20)


async def set_aside_what_stays() -> None:
    look_seldom()
    for _ in range(TIMES):
        while how_many() < ENOUGH:
            await asyncio.sleep(EVERY)
        gc.collect()
        gc.freeze()


def how_many() -> int:
    """Objects that a collection walks through. Counted in one step, in which no other thread runs: whoever holds a list
    of them all holds what the others are making too, and a tuple half made in two hands is an error where it is made.
    """
    return next(map(len, map(gc.get_objects, [None])))
