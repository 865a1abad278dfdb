from evaluations.actions.evaluations import create_evaluation, open_evaluation
from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import Audience, Size
from evaluations.models import Questionnaire, QuestionSet
from tests.access.rules import ANYONE, COORDINATE, EDIT, EDITORS_ANYWHERE, READ, STAFF, TOKEN, Route
from tests.factories import (
    EvaluationTalkFactory,
    ParticipantFactory,
    PersonFactory,
    QuestionnaireFactory,
    QuestionSetFactory,
    ReportOrderFactory,
    SetQuestionFactory,
)

COORDINATORS_ANYWHERE = {**EDITORS_ANYWHERE, "editor": 403}


def evaluation_of(collaboration):
    load_default_question_sets()
    day = "2026-11-02"
    return create_evaluation(
        collaboration=collaboration, title="Evaluering", opens_on=day, closes_on=day,
        audiences=[Audience.TEACHERS], size=Size.LIGHT, by=collaboration.created_by,
    )  # fmt: skip


def ours(cast):
    return [cast.collaboration.pk, evaluation_of(cast.collaboration).pk]


def asking(cast):
    """An evaluation that is open, and a teacher of theirs who can be asked, so that the page has a form."""
    evaluation = evaluation_of(cast.collaboration)
    open_evaluation(evaluation=evaluation, by=cast.editor)
    person = PersonFactory(institution=cast.institution, email="laerer@skole.example")
    ParticipantFactory(party=cast.party, person=person)
    return [cast.collaboration.pk, evaluation.pk]


def theirs(cast):
    return [cast.foreign.pk, evaluation_of(cast.foreign).pk]


def preview(cast):
    collaboration, evaluation = ours(cast)
    return [collaboration, evaluation, Questionnaire.objects.get(evaluation=evaluation).pk]


def foreign_preview(cast):
    collaboration, evaluation = theirs(cast)
    return [collaboration, evaluation, Questionnaire.objects.get(evaluation=evaluation).pk]


def class_of(make):
    """Return the same with a class of pupils asked, whose answers one may talk about."""

    def args(cast):
        collaboration, evaluation = make(cast)
        return [collaboration, evaluation, QuestionnaireFactory(evaluation_id=evaluation, audience="pupils_older").pk]

    return args


def default_set(cast):
    load_default_question_sets()
    return [QuestionSet.objects.filter(institution=None).first().pk]


def set_of(institution):
    return [SetQuestionFactory(question_set=QuestionSetFactory(institution=institution)).question_set_id]


def tab(cast):
    return [cast.collaboration.pk]


def foreign_tab(cast):
    return [cast.foreign.pk]


def talked(make):
    """Return the same with a talk about the answers, and our own experience, written down."""

    def args(cast):
        collaboration, evaluation = make(cast)
        user = cast.foreign.created_by if collaboration == cast.foreign.pk else cast.editor
        EvaluationTalkFactory(evaluation_id=evaluation, created_by=user)
        return [collaboration, evaluation]

    return args


OWNER = {**dict.fromkeys(ANYONE, 404), "anonymous": "login", "editor": 200}  # whoever asked for the report


def order(cast):
    return [ReportOrderFactory(owner=cast.editor).pk]


def reader_of(make):
    return lambda cast: [*make(cast), "leader"]


ROUTES = {
    "evaluations:evaluation_detail": Route(READ, tab, foreign_tab),
    "evaluations:evaluation_create": Route(EDIT, tab, foreign_tab, methods="GET POST"),
    "evaluations:evaluation_edit": Route(EDIT, ours, theirs, methods="GET POST"),
    "evaluations:evaluation_open": Route(EDIT, ours, methods="POST"),
    "evaluations:evaluation_close": Route(EDIT, ours, methods="POST"),
    "evaluations:evaluation_results": Route(READ, ours, theirs),
    "evaluations:class_talk": Route(READ, class_of(ours), class_of(theirs)),
    "evaluations:report_export": Route(
        {**EDIT, "network": 200}, lambda cast: [*ours(cast), "csv"], lambda cast: [*theirs(cast), "csv"]
    ),
    "evaluations:questionnaire_preview": Route(EDIT, preview, foreign_preview),
    "evaluations:reader_report": Route(READ, reader_of(ours), reader_of(theirs)),
    "evaluations:reader_report_edit": Route(EDIT, reader_of(ours), reader_of(theirs), methods="GET POST"),
    "evaluations:reader_export": Route(
        {**EDIT, "network": 200},
        lambda cast: [*ours(cast), "leader", "csv"],
        lambda cast: [*theirs(cast), "leader", "csv"],
    ),
    "evaluations:invitation_list": Route(STAFF, asking, theirs, methods="GET POST", posts=EDIT),
    "evaluations:invitation_remind": Route(EDIT, ours, methods="POST"),
    "evaluations:talk_detail": Route(STAFF, talked(ours), talked(theirs)),
    "evaluations:talk_edit": Route(EDIT, talked(ours), talked(theirs), methods="GET POST"),
    "evaluations:talk_share": Route(EDIT, talked(ours), methods="POST"),
    "evaluations:question_set_list": Route(ANYONE),
    "evaluations:question_set_detail": Route(
        READ, lambda cast: set_of(cast.collaboration.institution), lambda cast: set_of(cast.foreign.institution)
    ),
    "evaluations:question_set_copy": Route(COORDINATORS_ANYWHERE, default_set, methods="POST"),
    "evaluations:question_set_edit": Route(
        COORDINATE,
        lambda cast: set_of(cast.collaboration.institution),
        lambda cast: set_of(cast.foreign.institution),
        methods="GET POST",
    ),
    "evaluations:report_list": Route(ANYONE),
    "evaluations:report_rows": Route(ANYONE, lambda cast: ["gange"]),
    "evaluations:report_order_create": Route({**EDITORS_ANYWHERE, "network": 200}, methods="POST"),
    "evaluations:report_order": Route(OWNER, order),
    "evaluations:report_order_file": Route({**OWNER, "editor": 404}, order),
    "evaluations:cross_export": Route({**EDITORS_ANYWHERE, "network": 200}, lambda cast: ["csv"]),
    "evaluations:questionnaire_exchange": Route(TOKEN, lambda cast: ["et-gammelt-link"]),
    "evaluations:questionnaire_answer": Route(TOKEN, lambda cast: [1], methods="GET POST"),
}
