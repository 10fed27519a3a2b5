"""Programme reporting: improvement programmes, the measures each requires, and what serves them.

A figure is entered once; every programme that it serves is told from it. A measure or a project may serve several.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmboard.domain.measures.library import library_measure
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold

CHOSEN = "programmes"
"""The name of the choice that holds them."""
MOST_PROGRAMMES = 20
MOST_SERVED = 200
"""Characters of what one measure or project serves."""
NOT_MEASURED = N_("not measured here")
_KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SERVED = re.compile(rf"({_KEY})(?: as ([a-z0-9_]+))?")


@dataclass(frozen=True)
class Programme:
    """``key`` never changes, whatever it is called later; ``requires`` are keys of the library of measures."""

    key: str
    name: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Served:
    """A programme by its key, and the required measure that somebody said this one stands for."""

    programme: str
    stands_for: str = ""


@dataclass(frozen=True)
class InUse:
    """A measure of a team, as far as programmes ask for it."""

    measure_id: int
    library_key: str
    served: tuple[Served, ...]


def read_served(text: str) -> tuple[Served, ...]:
    """From ``value-management, patient-safety as falls_rate``; what cannot be read serves nothing."""
    matches = (_SERVED.fullmatch(part.strip()) for part in text.split(","))
    return tuple(Served(match[1], match[2] or "") for match in matches if match)


def write_served(served: Iterable[Served]) -> str:
    return ", ".join(f"{one.programme} as {one.stands_for}" if one.stands_for else one.programme for one in served)


def served_words(text: str) -> str:
    """As history says it: ``Value management; patient safety, for Falls rate``."""
    return "; ".join(
        one.programme.replace("-", " ").capitalize() + (f", for {_required(one.stands_for)}" if one.stands_for else "")
        for one in read_served(text)
    )  # fmt: skip


def _required(key: str) -> str:
    try:
        return library_measure(key).name
    except Refused:  # the library no longer has it
        return key.replace("_", " ")


def check_served(text: str) -> str:
    """As ``read_served`` reads it, each programme once. Raises Refused."""
    served = read_served(text)
    parts = [part for part in text.split(",") if part.strip()]
    if len(served) != len(parts) or len({one.programme for one in served}) != len(served):
        raise Refused("Choose the programmes from the list, each once.")
    written = write_served(served)
    if len(written) > MOST_SERVED:
        raise Refused("That is more programmes than one can serve here. Choose fewer.")
    return written


def checked(programmes: Sequence[Programme]) -> tuple[Programme, ...]:
    """With their names as they are kept. Raises Refused, naming the programme and what to change."""
    if len(programmes) > MOST_PROGRAMMES:
        raise Refused("At most {most} programmes.", most=MOST_PROGRAMMES)
    named: list[Programme] = []
    for programme in programmes:
        name = clean_text(programme.name, max_length=60, what=N_("The programme’s name"))
        if not name:
            raise Refused("Give the programme a name.")
        if fold(name) in {fold(other.name) for other in named}:
            raise Refused("“{name}” is there already. Give this one another name.", name=name)
        for key in programme.requires:
            library_measure(key)
        named.append(Programme(programme.key, name, programme.requires))
    return tuple(named)


def key_for(name: str, taken: Iterable[str]) -> str:
    """A short key from a name: ``scottish-patient-safety``, with a number where that is taken."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    short, held = "-".join(words)[:24].strip("-") or "programme", set(taken)
    return next(key for number in range(1, len(held) + 2) if (key := f"{short}-{number}" if number > 1 else short)
                not in held)  # fmt: skip


def mapped(programme: Programme, measures: Sequence[InUse]) -> dict[str, InUse]:
    """The measure of a team for each that is required, where it has one: the one that somebody said stands for it,
    else its own of the library. Of two the older counts."""
    stands: dict[str, InUse] = {}
    for key in programme.requires:
        said = [measure for measure in measures if Served(programme.key, key) in measure.served]
        own = [measure for measure in measures if measure.library_key == key]
        if said or own:
            stands[key] = min(said or own, key=lambda measure: measure.measure_id)
    return stands


def serving(programme: Programme, measures: Sequence[InUse]) -> list[InUse]:
    """All of a team's measures that its return is told from: those mapped, and those that serve it besides."""
    taken = {one.measure_id for one in mapped(programme, measures).values()}
    return [
        one for one in measures
        if one.measure_id in taken or any(served.programme == programme.key for served in one.served)
    ]  # fmt: skip
