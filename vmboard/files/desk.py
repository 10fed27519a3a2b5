"""Reading desk: where everything that is said of a file while it is read comes together, each with its place."""

from collections.abc import Mapping, Sequence

from vmboard.domain.figures.sheets import Ask, LeftOut, Refusal
from vmboard.domain.text.phrases import Phrase, Place, nphrase, phrase
from vmboard.files.grids import folded, shown

MOST_REFUSALS, MOST_KEPT, MOST_MINDED = 50, 300, 20
LONGEST_MINDED = 240
"""Letters of a text that was not understood: what matters in a sentence may stand at its end."""
LEAVE_OUT = phrase("Leave it out")


def as_answered(value: object) -> str:
    return phrase("“{name}” was left out, as answered.", name=shown(value))


def under_as_answered(value: object) -> str:
    return phrase("what stands under “{name}” was left out, as answered.", name=shown(value))


def did_not_happen(value: object) -> str:
    """That a target, a plan or a forecast is not read."""
    return phrase("“{name}” is no figure of what happened: left out.", name=shown(value))


def it_is(what: Place) -> Phrase:
    return phrase("It is {what}", what=what)


class Desk:
    """Refusals, questions and what is left out. An answer given before (``settled``, or at a cell) settles a question
    at once."""

    def __init__(self, settled: Mapping[str, str] | None = None, answers: Sequence[tuple[str, str, str]] = ()) -> None:
        self.problems = 0
        self.refusals: list[Refusal] = []
        self.asks: list[Ask] = []
        self._left: dict[LeftOut, None] = {}
        self._minded: dict[tuple[str, str], LeftOut] = {}
        self._kept: dict[LeftOut, None] = {}
        self._spoken: set[tuple[str, str]] = set()
        self._topics: set[str] = set()
        self.used: dict[str, str] = {}
        self.lasting: dict[str, str] = {}
        self._settled = dict(settled or {})
        self._at = {(sheet, cell.upper(), choice.strip().casefold()) for sheet, cell, choice in answers}
        self._at_used: set[tuple[str, str, str]] = set()
        self._asked: set[str] = set()
        self._refused: set[Refusal] = set()

    def refuse(self, sheet: str, cell: str, said: str, expected: str) -> None:
        refusal = Refusal(shown(sheet) if sheet else "", cell, said, expected)
        if refusal in self._refused:
            return
        self._refused.add(refusal)
        self._spoken.add((sheet, cell))
        self.problems += 1
        if len(self.refusals) < MOST_REFUSALS:
            self.refusals.append(refusal)

    @property
    def left_out(self) -> list[LeftOut]:
        """What is left out, the texts that were not understood, then the settings that the board keeps: those are many,
        and crowd out none of the first."""
        minded = [*self._minded.values()]
        if (more := len(minded) - MOST_MINDED) > 0:
            why = nphrase("{n} more text around the figures was not read.",
                          "{n} more texts around the figures were not read.", more)  # fmt: skip
            minded = [*minded[:MOST_MINDED], LeftOut("", "", why, "…")]
        return [*self._left, *minded, *self._kept]

    def leave(self, sheet: str, cell: str, why: str) -> None:
        """Say that something is left out."""
        self._spoken.add((sheet, cell))
        if len(self._left) < MOST_REFUSALS:
            self._left[LeftOut(shown(sheet) if sheet else "", cell, why)] = None

    def mind(self, sheet: str, cell: str, text: str) -> None:
        """Say a text around the figures that was not understood, once a sheet; nothing waits for it."""
        words = shown(" ".join(text.split()), LONGEST_MINDED)
        why = phrase("“{text}” was not read. Does it say anything about the figures?", text=words)
        self._minded.setdefault((sheet, folded(text)), LeftOut(shown(sheet), cell, why, words))

    def is_spoken_of(self, sheet: str, cell: str, text: str) -> bool:
        """Whether something is asked, refused or said at a cell, or a question was about this text."""
        return (sheet, cell) in self._spoken or folded(text) in self._topics

    def keep(self, sheet: str, cell: str, why: str) -> None:
        """Say that the board keeps a setting as it has it."""
        if len(self._kept) < MOST_KEPT:
            self._kept[LeftOut(shown(sheet) if sheet else "", cell, why)] = None

    def ask(
        self, sheet: str, cell: str, question: str, choices: Sequence[str], *, topic: str, lasting: bool = False,
        more: Sequence[str] = (), keys: Sequence[str] = (),
    ) -> str | None:  # fmt: skip
        """The answer to a question, or None: then it is asked, once for each topic.

        ``more`` are answers that are taken although they are not offered as a press. ``keys`` are what the first
        choices are kept as, and given back as, where their words tell of one figure.
        """
        self._spoken.add((sheet, cell))
        self._topics.add(topic.partition(": ")[2])
        allowed = {choice.casefold(): choice for choice in (*choices, *more)}
        allowed |= {choice.casefold(): key for choice, key in zip(choices, keys, strict=False)}
        allowed |= {key.casefold(): key for key in keys}
        named = ("", shown(sheet).casefold())
        here = [at for at in self._at if at[1] == cell.upper() and at[0].casefold() in named and at[2] in allowed]
        self._at_used.update(here)
        choice = allowed.get(self._settled.get(topic, "").casefold())
        if choice is None:
            choice = next((allowed[answer] for _, _, answer in here), None)
        if choice is not None:
            self.used[topic] = choice
            if lasting:
                self.lasting[topic] = choice
            return choice
        if topic not in self._asked:
            self._asked.add(topic)
            if len(self.asks) < MOST_REFUSALS:
                self.asks.append(Ask(shown(sheet), cell, question, tuple(choices), topic, lasting))
        return None

    def leave_unused_answers(self) -> None:
        """Say of each answer given at a cell that it settled nothing: no question stood there, or not that choice."""
        for sheet, cell, choice in sorted(self._at - self._at_used):
            if self._is_asked_at(sheet, cell):
                why = phrase(
                    "the answer “{answer}” was not used: it is none of the choices there.", answer=shown(choice)
                )
            else:
                why = phrase("the answer “{answer}” was not used: no question stands there.", answer=shown(choice))
            self.leave(sheet, cell, why)

    def _is_asked_at(self, sheet: str, cell: str) -> bool:
        return any(ask.cell == cell and sheet.casefold() in ("", ask.sheet.casefold()) for ask in self.asks)

    def settle(self, topic: str, choice: str) -> None:
        """Answer a question that follows from another's answer."""
        self._settled[topic] = choice

    def is_answered(self, topic: str) -> bool:
        """Whether a question was answered before it was asked."""
        return topic in self._settled

    @property
    def is_settled(self) -> bool:
        return not self.problems and not self.asks
