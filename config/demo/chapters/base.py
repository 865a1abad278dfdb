"""What every chapter of a story has at hand."""

import random

from config.demo.clock import on_day
from config.demo.people import Cast
from config.demo.plan import Story
from samarbejde.models import Collaboration, Party, Person


class Chapter:
    """One story's people and place. ``chance`` is seeded by the story, so every demo is the same."""

    def __init__(self, story: Story, cast: Cast):
        self.story, self.theme, self.stage, self.cast = story, story.theme, story.stage, cast
        self.chance = random.Random(f"{story.place}{story.theme.title}{story.school}")  # noqa: S311 - a story, no secret
        self.place = cast.places[story.place]
        self.school = cast.schools[story.place][story.school]
        staff = cast.staff[story.place]
        self.by = staff[story.lead % len(staff)].user
        self.me = staff[story.lead % len(staff)]
        self.other = staff[(story.lead + 1) % len(staff)]
        self.boss = cast.bosses[story.place]
        self.collaboration: Collaboration
        self.theirs: Party
        self.ours: Party
        self.teacher: Person
        self.leader: Person

    def fresh(self) -> Collaboration:
        self.collaboration = Collaboration.objects.get(pk=self.collaboration.pk)
        return self.collaboration

    def day(self, share: float, hour: int = 10):
        """A day ``share`` (0-1) of the way from the beginning to now; closed stories ended half a year ago."""
        began = self.story.began
        until = began - 330 if self.story.stage == "closed" else 2
        return on_day(round(began - (began - until) * share), hour)
