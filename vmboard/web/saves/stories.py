"""What pages hand in about stories."""

from vmboard.commands import learning
from vmboard.web.saves.noun import Noun, as_text

NOUNS = {
    "story": Noun(
        learning.story_row,
        learning.change_story,
        learning.StoryFields,
        {"heading": as_text, "text": as_text, "quote": as_text, "quote_by": as_text},
    ),
}
