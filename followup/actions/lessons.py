"""A line about what was learnt, written where it was learnt."""

from samarbejde.models import Collaboration
from samarbejde.panels import get_panels
from samarbejde.phases import Phase


def pass_on_lesson(*, collaboration: Collaboration, text: str, by) -> None:
    """Hand the line to whoever keeps lessons. Called inside the write it belongs to."""
    for panel in get_panels():
        panel.lesson_learnt(collaboration, text, Phase.ACTIVE, by)
