"""The demo's story, as the browser's tests know it: where it is served, and who and what is in it."""

from dataclasses import dataclass, field

from contacts.models import RegisterImport
from evaluations.actions.evaluations import open_evaluation
from evaluations.models import Evaluation
from samarbejde.models import Collaboration, OutboxMessage, School, User

COORDINATOR = "jonas@kystmuseet.example"


@dataclass
class Demo:
    """``base`` is where the demo is served, ``ids`` fill the addresses above, ``tokens`` are for those outside."""

    base: str
    ids: dict[str, int | str]
    tokens: dict[str, str]
    states: dict[str, dict] = field(default_factory=dict)


def find_ids() -> dict[str, int | str]:
    ours = Collaboration.objects.filter(institution__slug__startswith="kystmuseet").order_by("pk")
    answered = ours.filter(phase="evaluation", evaluations__status="closed").first()
    sea = ours.get(title="Havet som klasserum")
    return {
        "sea": sea.pk,
        "sent": ours.filter(agreement__versions__status="sent").first().pk,
        "returned": ours.filter(agreement__versions__status="declined").first().pk,
        "register": RegisterImport.objects.filter(status="applied").first().pk,
        "planned": ours.filter(agreement=None).first().pk,
        "asked": ours.filter(evaluations__status="open").first().pk,
        "open": ours.filter(evaluations__status="open").first().evaluations.get().pk,
        "answered": answered.pk,
        "results": answered.evaluations.get().pk,
        "pupils": answered.evaluations.get().questionnaires.get(audience__startswith="pupils").pk,
        "ended": ours.filter(phase="closed").first().pk,
        "school": School.objects.filter(parties__collaboration=sea).first().number,
        "person": sea.participants.exclude(person=None).first().person_id,
        "meeting": sea.meetings.filter(status="planned").first().pk,
        "goal": sea.agreement.goals.first().pk,
        "mail": OutboxMessage.objects.filter(collaboration__in=ours).first().pk,
    }


def find_tokens() -> dict[str, str]:
    """Return the addresses of an agreement to approve, and of a class's and a teacher's questions."""
    mail = OutboxMessage.objects.filter(body__contains="/godkend/k/").order_by("-pk").first()
    evaluation = Evaluation.objects.filter(status="open").first()
    given = open_evaluation(evaluation=evaluation, by=User.objects.get(email=COORDINATOR))
    audiences = dict(evaluation.questionnaires.values_list("pk", "audience"))
    links = {audiences[pk].partition("_")[0]: f"/svar/k/{token}/" for pk, token in given.items()}
    shared = OutboxMessage.objects.filter(kind="shared-page").order_by("-pk").first()
    lines = [*mail.body.splitlines(), *shared.body.splitlines()]
    found = {"approval": "/godkend/k/", "shared": "/det-aftalte/k/"}
    return links | {key: next(line for line in lines if part in line) for key, part in found.items()}
