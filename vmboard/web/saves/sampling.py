"""What the sampler hands in: one look at a touch, made once however often it comes, and taken back by its key."""

from functools import partial

from vmboard.commands import sampling as commands
from vmboard.commands.receipts import is_kept, once
from vmboard.domain.protocol.answers import LooksNow
from vmboard.domain.protocol.items import Observe
from vmboard.domain.words import TimeUse
from vmboard.queries.sampling import looks
from vmboard.web.saves.noun import Noun, as_text, as_word
from vmboard.web.saves.save import Handler, Save, nothing


def observe(save: Save, item: Observe) -> LooksNow:
    who = (save.session, save.actor, save.team_id)
    if not item.gone:
        once(save.session, save.team_id, item.key, partial(_make, save, item))
    elif is_kept(save.session, save.team_id, item.key):
        row = once(save.session, save.team_id, item.key, partial(_make, save, item))
        once(save.session, save.team_id, f"-{item.key}", partial(_take_back, save, row))
    save.session.flush()
    return {"looks": dict(looks(*who, item.row))}


def _make(save: Save, item: Observe) -> int:
    by = (save.session, save.actor, save.team_id, item.row)
    return commands.observe(*by, category_id=item.category, role=item.role).id


def _take_back(save: Save, row: int) -> int:
    commands.take_back(save.session, save.actor, save.team_id, row)
    return row


HANDLERS = (Handler(Observe, observe, nothing),)

NOUNS = {
    "category": Noun(
        commands.category_row,
        commands.change_category,
        commands.CategoryFields,
        {"name": as_text, "counts_as": as_word(TimeUse)},
    ),
}
