import datetime
from decimal import Decimal

import pytest

from tests.factories import (
    AgreementFactory,
    AgreementVersionFactory,
    AnswerFactory,
    ApprovalFactory,
    AssessmentFactory,
    ClosureFactory,
    ContactAttemptFactory,
    EvaluationFactory,
    GoalFactory,
    GoalReviewFactory,
    InternalNoteFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
    SchoolFactory,
    SessionFactory,
    TaskFactory,
)  # fmt: skip


@pytest.fixture
def full(cast):
    """The cast's collaboration with something written in every phase."""
    collaboration, school = cast.collaboration, cast.school
    AssessmentFactory(
        collaboration=collaboration, driver="team", people_behind="Inger og to kolleger", decision="accept",
        decided_at=datetime.datetime(2025, 9, 1, tzinfo=datetime.UTC), decided_by=cast.coordinator,
        school_reason="De vil ud af klassen",
    )  # fmt: skip
    inger = PersonFactory(
        institution=cast.institution, name="Inger Bech", email="inger@skolen.example", phone="12345678"
    )
    PostFactory(person=inger, school=school, function="plc", title="")
    ParticipantFactory(party=cast.party, person=inger)
    sofie = PersonFactory(institution=cast.institution, name="Sofie Nørgaard")
    PostFactory(person=sofie, school=None, institution=cast.institution, function="student_assistant")
    ParticipantFactory(party=cast.own_party, person=sofie, role="teaching")
    ContactAttemptFactory(
        collaboration=collaboration, school=school, direction="in", person=inger, created_by=cast.editor,
        happened_on=datetime.date(2025, 8, 20), note="De ringede efter besøget i maj",
    )  # fmt: skip
    ContactAttemptFactory(
        collaboration=collaboration, school=SchoolFactory(name="Birkemoseskolen"), created_by=cast.editor
    )
    agreement = AgreementFactory(collaboration=collaboration, updated_by=cast.editor, background="Et besøg i maj",
                                 teacher_role="Forbereder klassen hjemme")  # fmt: skip
    TaskFactory(agreement=agreement, title="Undervise ved fjorden", responsible=sofie, backup=inger)
    GoalReviewFactory(goal=GoalFactory(agreement=agreement), evidence="De spurgte selv", status="reached",
                      reviewed_by=cast.editor)  # fmt: skip
    version = AgreementVersionFactory(agreement=agreement, number=1, sent_by=cast.editor, status="approved")
    ApprovalFactory(
        version=version, party=cast.party, answer="approved", typed_name="Lone Agerskov", text_hash="x" * 64,
        answered=datetime.datetime(2025, 10, 9, 10, tzinfo=datetime.UTC), link=None,
    )  # fmt: skip
    SessionFactory(collaboration=collaboration, date=datetime.date(2026, 2, 24), status="held", pupils=23, adults=2,
                   hours=Decimal("2.5"), taught_by=sofie, recorded_by=cast.editor)  # fmt: skip
    evaluation = EvaluationFactory(collaboration=collaboration, status="closed", conclusion="Vi gør det igen",
                                   created_by=cast.editor)  # fmt: skip
    questionnaire = QuestionnaireFactory(evaluation=evaluation, expected=4)
    question = QuestionFactory(questionnaire=questionnaire, text="Var samarbejdet godt?")
    for _ in range(3):
        AnswerFactory(question=question, response=ResponseFactory(questionnaire=questionnaire))
    words = QuestionFactory(questionnaire=questionnaire, scale="text", theme="words", text="Andet?")
    AnswerFactory(
        question=words,
        response=ResponseFactory(questionnaire=questionnaire),
        value=None,
        text="I var gode at ringe til",
    )
    InternalNoteFactory(collaboration=collaboration, text="KANARIE om bemandingen", created_by=cast.editor)
    return collaboration


@pytest.fixture
def closed(full, cast):
    ClosureFactory(collaboration=full, closed_by=cast.editor, reason="early_school", ended_on=datetime.date(2026, 3, 1),
                   explanation="Ny skoleleder")  # fmt: skip
    return full
