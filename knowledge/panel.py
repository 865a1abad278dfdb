"""What the knowledge phase shows on pages that know no phase."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.actions.documents import rewrite_documents
from knowledge.actions.forgetting import forget_person
from knowledge.actions.lessons import keep_lesson
from knowledge.attention import RULES
from knowledge.models import Lesson
from knowledge.queries.lessons import best_lesson, lesson_count, lessons_of, with_lesson_count
from knowledge.queries.mentions import mentions_of
from samarbejde.attention import AttentionRule
from samarbejde.lib.danish import format_short, join_words
from samarbejde.panels import NextStep, OpenPoint, Panel, PersonRecord, Text
from samarbejde.phases import Phase

SENTENCES = {
    "lesson_written": gettext_lazy("Lesson written: “%(headline)s”"),
    "lesson_used": gettext_lazy("Lesson used: “%(headline)s”"),
    "lesson_reviewed": gettext_lazy("Lesson looked at again, it holds: “%(headline)s”"),
    "lesson_retired": gettext_lazy("Lesson put aside as outdated: “%(headline)s”"),
    "lesson_changed": gettext_lazy("Lesson changed: “%(headline)s”"),
    "collaboration_closed": gettext_lazy("The collaboration was ended: %(how)s"),
    "knowledge_shared": gettext_lazy("Shared with the network: “%(title)s”"),
    "shared_changed": gettext_lazy("What the network sees was changed: “%(title)s”"),
    "knowledge_taken_back": gettext_lazy("No longer shared with the network: “%(title)s”"),
    "record_part_written": gettext_lazy("The record was written in your own words: %(heading)s"),
    "record_part_dropped": gettext_lazy("The record's own words stand again: %(heading)s"),
    "tidied_up": gettext_lazy("Pictures and addresses are tidied up, as agreed"),
    "thanks_sent": gettext_lazy("The school was thanked: “%(subject)s”"),
    "closure_changed": gettext_lazy("The ending was corrected"),
}
TITLE = gettext_lazy("Knowledge")
BESIDE = gettext_lazy("Lessons that fit")
SHARED = {
    "school": gettext_lazy("the same school"),
    "subject": gettext_lazy("the subject %(name)s"),
    "format": gettext_lazy("the form %(name)s"),
    "grade": "%(name)s",
}


@dataclass
class KnowledgePanel(Panel):
    key: str = "knowledge"
    phase: str = Phase.CLOSED
    title: Text = TITLE
    template_name: str = "knowledge/_panel.html"
    url_name: str = "knowledge:knowledge_detail"
    beside_url_name: str = "knowledge:lesson_fitting"
    beside_title: Text = BESIDE
    beside_school_url_name: str = "knowledge:lesson_school"
    attention: tuple[AttentionRule, ...] = RULES
    event_sentences: dict[str, Text] = field(default_factory=lambda: SENTENCES)

    def prefetch_frame(self, collaborations: QuerySet) -> QuerySet:
        return with_lesson_count(collaborations.select_related("closure"))

    def prefetch(self, collaborations: QuerySet) -> QuerySet:
        lessons = Prefetch("lessons", Lesson.objects.select_related("written_by"), to_attr="knowledge_lessons")
        return self.prefetch_frame(collaborations).prefetch_related(lessons)

    def summary(self, collaboration) -> dict:
        lessons = lessons_of(collaboration)
        return {"closure": _closure(collaboration), "lessons": lessons[:2], "count": len(lessons)}

    def step_text(self, collaboration) -> Text:
        closure, count = _closure(collaboration), lesson_count(collaboration)
        if closure:
            return _("ended %(day)s") % {"day": format_short(closure.ended_on)}
        if count:
            return ngettext("%(count)s lesson", "%(count)s lessons", count) % {"count": count}
        return ""

    def next_steps(self, collaboration) -> list[NextStep]:
        late = collaboration.phase in (Phase.EVALUATION, Phase.CLOSED)
        is_last = collaboration.phase == Phase.CLOSED
        if late and not _closure(collaboration):
            url = reverse("knowledge:closure_edit", args=[collaboration.pk])
            return [NextStep(_("Write how it ended"), _("End the collaboration"), url, is_main=is_last)]
        if (closure := _closure(collaboration)) and closure.must_be_tidied:
            url = f"{reverse(self.url_name, args=[collaboration.pk])}#slut"
            return [NextStep(_("Tidy up pictures and addresses"), _("See what was agreed"), url, due=closure.tidy_by)]
        if is_last and not lessons_of(collaboration):
            url = reverse("knowledge:lesson_create", args=[collaboration.pk])
            return [NextStep(_("Write one thing you have learnt"), _("Write a lesson"), url, is_main=True)]
        return []

    def open_points(self, collaboration, phase: str) -> list[OpenPoint]:
        if phase != Phase.EVALUATION or lessons_of(collaboration):
            return []
        return [OpenPoint(_("No lesson has been written"), reverse(self.url_name, args=[collaboration.pk]), "4C8")]

    def lesson_learnt(self, collaboration, text: str, phase: str, by) -> None:
        keep_lesson(collaboration=collaboration, text=text, phase=phase, by=by)

    def person_records(self, person) -> Iterable[PersonRecord]:
        return mentions_of(person)

    def forget_person(self, person, scrub) -> None:
        forget_person(person=person, scrub=scrub)

    def summary_rewritten(self, collaborations: list[int]) -> None:
        rewrite_documents(collaborations=collaborations)

    def overview_card(self, user) -> dict | None:
        """Weighing the lessons takes two queries; they are asked when the page stands."""
        return {"template_name": "knowledge/_overview_card_later.html", "url": reverse("knowledge:lesson_card")}


def lesson_card(user) -> dict | None:
    """Return the lesson that fits best what ``user`` does next, with why; or nothing."""
    match = best_lesson(user)
    if match is None:
        return None
    lesson, about = match.lesson, match.lesson.collaboration
    shared = why_shown(match.shared)
    return {
        "lesson": lesson,
        "source": " · ".join(filter(None, [about.counterpart, about.title])),
        "why": _("Shown because %(mine)s has %(shared)s in common with it.") % {"mine": match.mine, "shared": shared},
        "url": f"{reverse('knowledge:knowledge_detail', args=[about.pk])}#erfaring-{lesson.pk}",
    }


def why_shown(shared: list[tuple[str, str]]) -> str:
    """Return what two collaborations have in common, the weightiest: ”samme skole og faget Biologi”."""
    return join_words([str(SHARED[kind]) % {"name": name} for kind, name in shared[:2]])


def _closure(collaboration):
    return getattr(collaboration, "closure", None)
