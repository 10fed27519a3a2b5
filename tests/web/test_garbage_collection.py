"""Setting aside what stays: objects are counted while other threads go on making theirs."""

import sys
import threading
from collections.abc import Iterator

import pytest

from tests.lanes import some
from vmboard.web.garbage_collection import how_many


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_a_board_is_made_while_objects_are_counted() -> None:
    stop, errors = threading.Event(), list[Exception]()

    def make() -> None:
        while not stop.is_set():
            try:
                tuple(part for part in range(40))  # grows under the hand of whoever makes it
            except SystemError as error:
                errors.append(error)
                return

    maker = threading.Thread(target=make)
    maker.start()
    counts = [how_many() for _ in some(range(40), of=4)]
    stop.set()
    maker.join(10)
    assert min(counts) > 0 and not errors
