"""The faults in their short form: each a few times, on both databases. The long one: ``python -m tests.faults``."""

from collections.abc import Iterator

import pytest

from tests.faults.house import House
from tests.faults.suite import SUITE, Fault
from tests.faults.table import NotHere

SHORT = [fault for fault in SUITE if fault.short]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with House() as made:
        yield made


@pytest.mark.long
@pytest.mark.parametrize("fault", SHORT, ids=lambda fault: f"{fault.number} {fault.title}, {fault.on}")
def test_what_must_hold_holds(house: House, fault: Fault) -> None:
    try:
        outcome = fault.do(house, fault.on, fault.short)
    except NotHere as reason:
        pytest.skip(str(reason))
    print(outcome.seen)
    assert outcome.wrong == []
