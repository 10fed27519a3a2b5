"""Graceful shutdown: a web server that is asked to stop waits for every open answer to end. A live feed never ends
by itself."""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType


def before_stopping(close: Callable[[], None]) -> Callable[[], None]:
    """Call ``close`` in the running loop as soon as the process is asked to stop, ahead of the server.

    Returns how to undo this. Outside the main thread nobody may listen for signals: nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    for number in before:
        signal.signal(number, stop)
    return restore
