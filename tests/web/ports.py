"""Free ports, and waiting for what must come about."""

import socket
import time
import urllib.request
from collections.abc import Callable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(holds: Callable[[], object], seconds: float = 3) -> None:
    """Fails unless ``holds()`` is true within ``seconds``."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.01)


def wait_for(url: str, seconds: float = 20) -> None:
    """Wait until something answers at ``url``."""
    eventually(lambda: answers(url), seconds)


def answers(url: str) -> bool:
    """Whether something answers there, and well."""
    try:
        urllib.request.urlopen(url, timeout=2).close()
    except OSError:
        return False
    return True
