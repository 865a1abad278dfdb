"""The phases of a collaboration, in the guide's order. `actions.phases` is the only writer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    CONTACT = "contact", _("Contact")
    AGREEMENT = "agreement", _("Agreement")
    ACTIVE = "active", _("Follow-up")
    EVALUATION = "evaluation", _("Evaluation")
    CLOSED = "closed", _("Knowledge")

    @property
    def number(self) -> int:
        """1-5, as shown in the phase badge."""
        return list(Phase).index(self) + 1

    @property
    def hue(self) -> str:
        """The name of the phase's colour in the style sheet (`data-phase`)."""
        return HUES[self]


class Status(models.TextChoices):
    """What may stand beside any phase."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    DECLINED = "declined", _("Declined")
    RENEWED = "renewed", _("Renewed")


class DeclineReason(models.TextChoices):
    TIME = "time", _("No time")
    ECONOMY = "economy", _("Money")
    TRANSPORT = "transport", _("Transport")
    NO_ANSWER = "no_answer", _("No answer")
    OTHER_FOCUS = "other_focus", _("Other focus")
    NEW_LEADER = "new_leader", _("Change of leader")
    OTHER = "other", _("Other")


HUES = {
    Phase.CONTACT: "kontakt",
    Phase.AGREEMENT: "aftale",
    Phase.ACTIVE: "opfoelgning",
    Phase.EVALUATION: "evaluering",
    Phase.CLOSED: "viden",
}

# Phases guide, they do not gate: any step is allowed, a step back and one that leaves open points need a reason.
TRANSITIONS = {phase: frozenset(set(Phase) - {phase}) for phase in Phase}
STATUS_TRANSITIONS = {
    Status.RUNNING: frozenset({Status.PAUSED, Status.DECLINED, Status.RENEWED}),
    Status.PAUSED: frozenset({Status.RUNNING, Status.DECLINED}),
    Status.DECLINED: frozenset({Status.RUNNING}),
    Status.RENEWED: frozenset({Status.RUNNING}),
}


def is_step_back(current: str, target: str) -> bool:
    """Return whether going from ``current`` to ``target`` goes against the order."""
    return Phase(target).number < Phase(current).number
