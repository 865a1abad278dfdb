"""What the contact phase shows on the pages of the ground floor."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contacts.actions.attempts import adopt_attempts
from contacts.actions.forgetting import forget_contacts
from contacts.attention import RULES, school_leaders
from contacts.choices import Direction, Outcome
from contacts.models import ContactAttempt
from contacts.queries.attempts import best_way, read_log, ways_of, with_contacts
from contacts.queries.campaigns import without_unsubscribed
from contacts.queries.handover import last_words, records_of
from contacts.queries.inquiries import unanswered
from samarbejde.access import institution_ids, may
from samarbejde.actions.erasure import forget_reach_of_left
from samarbejde.attention import AttentionRule
from samarbejde.choices import Channel, Situation
from samarbejde.models import Collaboration
from samarbejde.panels import NextStep, OpenPoint, Panel, PersonRecord, Text, Upcoming
from samarbejde.phases import Phase

TITLE = _("Contact")
EVENT_SENTENCES = {
    "contact_attempted": _("Contact: %(how)s, %(result)s"),
    "attempts_adopted": _("Contacts from before the collaboration were carried over: %(count)s"),
    "school_shortlisted": _("The school was put on the list"),
    "shortlist_note_written": _("Why the school is on the list was written"),
    "school_unlisted": _("The school was taken off the list"),
    "criterion_created": _("A criterion was added: %(name)s"),
    "criterion_deleted": _("A criterion was taken away: %(name)s"),
    "criterion_marked": _("%(count)s schools were marked: %(name)s"),
    "assessment_saved": _("The assessment was written"),
    "collaboration_decided": _("A decision was made about the request"),
    "expectations_asked": _("The questions about expectations were sent to %(party)s"),
    "expectations_answered": _("%(party)s said what they expect"),
    "understanding_written": _("A shared text was written"),
    "understanding_confirmed": _("%(name)s confirmed the shared text, %(party)s"),
    "inquiry_received": _("The school wrote to us by itself"),
    "campaign_started": _("The campaign began: %(title)s"),
    "campaign_drafted": _("Drafts were written: %(title)s"),
    "campaign_sent": _("The campaign was sent: %(title)s"),
    "outreach_unsubscribed": _("They want no more campaigns"),
    "reply_sent": _("A reply was sent to the school: “%(subject)s”"),
}


def _needed(collaboration: Collaboration) -> Collaboration:
    """Return the collaboration with what `with_contacts` adds, reading it when a page has not."""
    if hasattr(collaboration, "contact_count"):
        return collaboration
    return with_contacts(Collaboration.objects.filter(pk=collaboration.pk)).get()


@dataclass
class ContactPanel(Panel):
    key: str = "contacts"
    phase: str = Phase.CONTACT
    title: Text = TITLE
    template_name: str = "contacts/_panel.html"
    url_name: str = "contacts:contact_detail"
    attention: tuple[AttentionRule, ...] = RULES
    event_sentences: dict[str, Text] = field(default_factory=lambda: dict(EVENT_SENTENCES))

    def prefetch_frame(self, collaborations: QuerySet) -> QuerySet:
        return with_contacts(collaborations)

    def situation(self, collaboration: Collaboration) -> str:
        is_asked = _needed(collaboration).first_direction == Direction.IN or hasattr(collaboration, "assessment")
        return Situation.ASKED if is_asked else Situation.REACH_OUT

    def summary(self, collaboration: Collaboration) -> dict:
        row = _needed(collaboration)
        return {
            "assessment": getattr(row, "assessment", None),
            "count": row.contact_count,
            "started": Direction(row.first_direction).label if row.first_direction else "",
            "last_on": row.last_contact_on,
            "last_how": Channel(row.last_contact_channel).label if row.last_contact_channel else "",
            "last_result": Outcome(row.last_contact_outcome).label if row.last_contact_outcome else "",
        }

    def step_text(self, collaboration: Collaboration) -> Text:
        row = _needed(collaboration)
        assessment = getattr(row, "assessment", None)
        if assessment and assessment.decision:
            return assessment.get_decision_display().lower()
        if not row.contact_count:
            return _("not begun")
        return ngettext("%(count)s contact", "%(count)s contacts", row.contact_count) % {"count": row.contact_count}

    def next_steps(self, collaboration: Collaboration) -> list[NextStep]:
        if not collaboration.is_running or collaboration.phase == Phase.CLOSED:
            return []
        row, steps, here = _needed(collaboration), [], collaboration.phase == Phase.CONTACT
        log_url = reverse("contacts:attempt_create", args=[collaboration.pk])
        if collaboration.next_step:
            steps.append(
                NextStep(
                    collaboration.next_step,
                    _("Note how it went"),
                    log_url,
                    collaboration.next_step_on,
                    is_main=True,
                    gives_way=True,
                )
            )
        elif here and not row.contact_count:
            steps.append(NextStep(_("Contact the school"), _("Note a contact"), log_url, is_main=True))
        assessment = getattr(row, "assessment", None)
        if here and row.contact_count and not (assessment and assessment.decision):
            url = reverse("contacts:assessment_edit", args=[collaboration.pk])
            steps.append(NextStep(_("Is it worth it for both of you?"), _("Assess and decide"), url, is_main=not steps))
        return steps

    def open_points(self, collaboration: Collaboration, phase: str) -> list[OpenPoint]:
        if phase != Phase.CONTACT:
            return []
        edit = reverse("samarbejde:collaboration_edit", args=[collaboration.pk])
        points = []
        assessment = getattr(_needed(collaboration), "assessment", None)
        if not (assessment and assessment.decision):
            url = reverse("contacts:assessment_edit", args=[collaboration.pk])
            points.append(OpenPoint(_("You have not decided whether it is worth it"), url, "1B8"))
        if not school_leaders().filter(collaboration=collaboration).exists():
            url = reverse("samarbejde:collaboration_people", args=[collaboration.pk])
            points.append(OpenPoint(_("No leader takes part on the school's side"), url, "1A4"))
        if not collaboration.understanding:
            points.append(OpenPoint(_("What you mean by the collaboration is not written"), edit, "1A5"))
        if not collaboration.value_for_school:
            points.append(OpenPoint(_("What the school gets out of it is not written"), edit, "1A6"))
        return points

    def upcoming(self, user, start: datetime.date, end: datetime.date, most: int | None = None) -> Iterable[Upcoming]:
        # `open` and the key, not the day itself: that is what the index is made of.
        rows = Collaboration.objects.visible_to(user).open().running().filter(next_step_key__range=(start, end))
        for row in rows.exclude(next_step="").order_by("next_step_key", "pk")[: most or 500]:
            yield Upcoming(
                date=row.next_step_on, text=row.next_step, detail=row.title, url=row.get_absolute_url(),
                hue=Phase(row.phase).hue, uid=f"next-step-{row.pk}", collaboration_id=row.pk, gives_way=True,
            )  # fmt: skip

    def overview_card(self, user) -> dict | None:
        """Schools that have written and wait for an answer."""
        waiting = unanswered(user)
        return {"template_name": "contacts/_overview_card.html", "waiting": waiting} if waiting else None

    def person_records(self, person) -> Iterable[PersonRecord]:
        return records_of(person)

    def forget_person(self, person, scrub) -> None:
        forget_contacts(person, scrub)

    def handover(self, person, collaborations: list[int]) -> dict[int, list[Text]]:
        return last_words(person, collaborations)

    def without_unsubscribed(self, people: QuerySet, institution) -> QuerySet:
        return without_unsubscribed(people, institution)

    def enqueue_reminders(self, today: datetime.date) -> int:
        """Nothing is written to anybody; the day's tidying of those who left long ago is done here."""
        forget_reach_of_left(today=today)
        return 0

    def collaboration_created(self, collaboration: Collaboration, by) -> None:
        adopt_attempts(collaboration=collaboration, by=by)

    def school_card(self, user, school) -> dict | None:
        ids = institution_ids(user, "view_people")
        if not ids and not user.is_superuser:
            return None
        log = read_log(ContactAttempt.objects.visible_to(user).filter(school=school), 100)
        shown = [attempt for attempt in log if may(user, "view_people", attempt.institution_id)]
        ways = ways_of(shown)
        return {
            "template_name": "contacts/_school_card.html",
            "school": school,
            "attempts": shown,
            "ways": ways,
            "best_way": best_way(ways),
            "can_log": bool(institution_ids(user, "log_contact")) or user.is_superuser,
        }
