"""What each event says in a timeline. A panel's `event_sentences` do the same for its phase."""

import datetime
from collections import ChainMap
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import ParticipantRole
from samarbejde.lib.danish import format_short
from samarbejde.models import Event
from samarbejde.panels import attention_rules, get_panels
from samarbejde.phases import DeclineReason, Phase, Status

GROUND_SENTENCES: dict[str, str | Promise] = {
    "collaboration_created": _("The collaboration began: %(title)s"),
    "collaboration_updated": _("The collaboration was edited"),
    "phase_changed": _("From %(from)s to %(to)s"),
    "status_changed": _("The collaboration went from %(from)s to %(to)s"),
    "next_step_planned": _("Next step: %(text)s"),
    "next_step_done": _("The next step is done"),
    "signal_answered": _("Answered: %(signal)s"),
    "participant_added": _("%(name)s joined as %(role)s, %(party)s"),
    "participant_ended": _("%(name)s left the collaboration, %(party)s"),
    "vacancy_added": _("A place as %(role)s stands empty, %(party)s"),
    "vacancy_removed": _("The empty place as %(role)s was taken away, %(party)s"),
    "party_added": _("%(party)s joined"),
    "party_removed": _("%(party)s no longer takes part"),
    "file_added": _("The file %(name)s was added"),
    "file_removed": _("The file %(name)s was deleted"),
    "note_written": _("An internal note was written"),
    "note_removed": _("An internal note was deleted"),
    "person_created": _("Written into the address book"),
    "person_changed": _("Details were edited"),
    "person_confirmed": _("The details were confirmed"),
    "person_answered": _("The person looked through the details and confirmed them"),
    "person_left": _("Has left, %(on)s"),
    "person_back": _("Is active again"),
    "person_merged": _("Two cards were made one"),
    "merge_undone": _("The two cards were separated again"),
    "person_handed_over": _("The places were handed over"),
    "person_erased": _("The person was erased"),
    "person_reach_forgotten": _("Phone and e-mail were deleted a year after the person left"),
    "post_added": _("New post: %(place)s"),
    "post_ended": _("A post ended: %(place)s"),
}
# What a network coordinator may read: nothing with a person's name in it.
NAMELESS_VERBS = ("collaboration_created", "phase_changed", "status_changed", "party_added", "party_removed")
LABELS = {each.value: each.label for choices in (Phase, Status) for each in choices}
ROLES = {each.value: each.label for each in ParticipantRole} | {ParticipantRole.OTHER.value: _("participant")}
WORDS = ("words", "reason", "answer", "note")


@dataclass(frozen=True)
class Line:
    """One event as it is shown."""

    at: datetime.datetime
    hue: str
    text: str
    who: str
    words: str


class _Blank(dict):
    """A sentence whose data are too old to fill it leaves a gap instead of failing."""

    def __missing__(self, key: str) -> str:
        return ""


@cache
def all_sentences() -> ChainMap:
    """Return the sentence of each verb, the ground's own and the panels'."""
    return ChainMap(GROUND_SENTENCES, *(panel.event_sentences for panel in get_panels()))


def line_of(event: Event) -> Line:
    """Return the line of one event; unknown verbs are shown by their name rather than hidden."""
    template = str(all_sentences().get(event.verb, event.verb.replace("_", " ")))
    hue = Phase(event.phase).hue if event.phase else ""
    words = next((str(event.data[key]) for key in WORDS if event.data.get(key)), "")
    if event.verb in ("participant_added", "vacancy_added", "vacancy_removed"):
        words = ""
    return Line(event.at, hue, template % _present(event.data), event.actor_name, words)


def _present(data: dict) -> _Blank:
    """Turn stored codes into words."""
    shown = _Blank({key: value for key, value in data.items() if value is not None})
    for key in ("from", "to"):
        if isinstance(shown.get(key), str):  # other events keep other things under these names
            shown[key] = str(LABELS.get(shown[key], shown[key])).lower()
    if "role" in shown:
        shown["role"] = str(ROLES.get(shown["role"], shown["role"])).lower()
    if "code" in shown:
        rule = attention_rules().get(shown["code"])
        shown["signal"] = str(rule.short) if rule else shown["code"]
    if shown.get("decline_reason"):
        shown["decline_reason"] = DeclineReason(shown["decline_reason"]).label
    for key, value in shown.items():
        if isinstance(value, str) and key.endswith("on") and _is_day(value):
            shown[key] = format_short(datetime.date.fromisoformat(value))
    return shown


def _is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdigit()
