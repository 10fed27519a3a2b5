"""The recipes that a team's site keeps."""

from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.recipes import KeptRecipe, Kind, recipe_key
from vmboard.queries.series import team_row
from vmboard.store.tables import Choice


@asks(Verb.READ_RECIPES)
def kept_recipes(session: Session, actor: Actor, team_id: int) -> dict[Kind, KeptRecipe]:
    """By kind; a kind that the site keeps none of is not there."""
    site_id = team_row(session, team_id).site_id
    rows = {kind: session.get(Choice, recipe_key(site_id, kind)) for kind in Kind}
    return {
        kind: KeptRecipe(row.value["text"], row.author, row.version) for kind, row in rows.items() if row is not None
    }
