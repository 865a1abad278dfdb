"""Telling one story: everything is done by the same actions the pages use."""

from config.demo.chapters.agreement import AgreementChapter
from config.demo.chapters.contact import ContactChapter
from config.demo.chapters.evaluation import EvaluationChapter
from config.demo.chapters.followup import FollowupChapter
from config.demo.clock import on_day
from config.demo.stages import AGREED, DECIDED, DRAFTED, RUNNING
from samarbejde.actions.collaborations import plan_next_step
from samarbejde.models import Collaboration

# What is waited for in each stage, and how many days from now; nothing where the collaboration rests.
WAITING_FOR = {
    "assess": ("Svar skolen", 2),
    "agreement_draft": ("Send udkastet til skolen", 4),
    "agreement_sent": ("Hør, om skolen har set aftalen", 3),
    "evaluation_open": ("Mind lærerne om spørgeskemaet", 2),
    "evaluation_closed": ("Slut af med skolen", 8),
    "closed": ("", 0),
    "paused": ("", 0),
    "declined": ("", 0),
}


class Teller(ContactChapter, AgreementChapter, FollowupChapter, EvaluationChapter):
    """One story, step by step. ``chance`` is seeded by the story, so every demo is the same."""

    def tell(self) -> Collaboration:
        """Go as far as the story's stage."""
        chapters = [
            (self.begin, True),
            (self.assess, self.stage in DECIDED | {"assess", "declined"}),
            (self.decline, self.stage == "declined"),
            (self.draft_agreement, self.stage in DRAFTED),
            (self.send_agreement, self.stage in AGREED),
            (self.approve, self.stage in RUNNING),
            (self.work, self.stage in RUNNING),
            (self.evaluate, self.stage in {"evaluation_open", "evaluation_closed", "closed"}),
            (self.close, self.stage == "closed"),
            (self.pause, self.stage == "paused"),
        ]
        for chapter, happened in chapters:
            if happened:
                chapter()
        self.look_ahead()
        return self.fresh()

    def look_ahead(self) -> None:
        """What the parties wait for now, where the work itself has not said it."""
        if self.story.stage not in WAITING_FOR:
            return
        text, days = WAITING_FOR[self.story.stage]
        if "change" in self.story.quirks:
            text = "Ret aftalen, og send den igen"
        with on_day(-days - self.story.school) as day:
            pass
        with on_day(3):
            plan_next_step(collaboration=self.fresh(), text=text, on=day if text else None, by=self.by)
