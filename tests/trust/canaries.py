"""A marked text in every free field of both institutions, and a way to look for the marks in any kind of answer."""

import html
import io
import re
import zipfile

import pypdf
from django.apps import apps
from django.db import models
from django.utils import timezone

from agreements.models import SharedPage
from samarbejde.models import Institution
from tests import factories

OURS = ("contacts", "agreements", "followup", "evaluations", "knowledge", "samarbejde")
MARK = re.compile(r"kan-(our|for)-(\w+?)\.(\w+?)\.[\da-f-]+", re.IGNORECASE)
ROOM = 30  # letters: a shorter field (a class, 5.b) holds no mark
SPACE = re.compile("[\\s\u00ad]+")
# Everybody's: schools, municipalities, grades, question sets. And the ground: institutions, users, networks.
SHARED = {
    "region", "municipality", "municipalityalias", "schooltype", "school", "schoolformername", "grade", "subject",
    "format", "institution", "inquirypage", "network", "user", "membership", "questionset", "setquestion",
    "registerimport", "registerchange", "advice", "schoolholiday",
}  # fmt: skip
# What the program reads, compares or routes by.
PROGRAM = {"slug", "code", "key", "kind", "verb", "query", "url", "file", "token_hash", "sha256", "content_hash",
           "text_hash", "header_hash", "group", "fingerprint", "attention_label", "content_type", "letter"}  # fmt: skip


def fill(cast, text=None) -> None:
    """Give both institutions at least one row of everything, and mark it; ``text(field, side, row)`` writes others."""
    for collaboration, user in ((cast.collaboration, cast.editor), (cast.foreign, cast.other)):
        _everything(collaboration, user)
    for model in apps.get_models():
        if model._meta.app_label in OURS and model._meta.model_name not in SHARED:
            _mark(model, cast, text or mark_text)


def _everything(collaboration, user) -> None:
    """One function per floor of the house: what is new goes where it belongs."""
    institution, party = collaboration.institution, collaboration.parties.exclude(school=None).first()
    person = factories.PersonFactory(institution=institution, created_by=user)
    _ground(collaboration, party, person, user)
    _contacts(collaboration, party, person, user)
    goal = _agreements(collaboration, party, user)
    _followup(collaboration, person, goal, user)
    _evaluations(collaboration, user)
    _knowledge(collaboration, user)


def _ground(collaboration, party, person, user) -> None:
    institution = collaboration.institution
    factories.PostFactory(person=person, school=party.school)
    factories.ParticipantFactory(party=party, person=person)
    factories.ParticipantFactory(party=party, person=None)
    factories.InternalNoteFactory(collaboration=collaboration, created_by=user)
    factories.StoredFileFactory(collaboration=collaboration, uploaded_by=user)
    mail = factories.OutboxMessageFactory(collaboration=collaboration, institution=institution)
    factories.OutboxAttachmentFactory(message=mail)
    factories.OutboxMessageFactory(institution=institution)
    factories.SavedViewFactory(user=user, institution=institution)
    factories.TagFactory(institution=institution)
    factories.EventFactory(collaboration=collaboration, institution=institution, verb="party_added")
    factories.SearchDocumentFactory(institution=institution, object_id=collaboration.pk)


def _contacts(collaboration, party, person, user) -> None:
    institution, school = collaboration.institution, party.school
    factories.ContactAttemptFactory(collaboration=collaboration, school=school, created_by=user)
    factories.ContactAttemptFactory(
        collaboration=None, institution=institution, school=school, created_by=user, person=person
    )
    _first_phase(collaboration, party, person)
    old = factories.VisitImportFactory(
        institution=institution, source=factories.ImportSourceFactory(institution=institution), created_by=user
    )
    factories.VisitRowFactory(visit_import=old)
    factories.VisitFactory(visit_import=old, school=school)
    factories.ShortlistEntryFactory(institution=institution, school=school, added_by=user)
    criterion = factories.CriterionFactory(institution=institution, created_by=user)
    factories.CriterionSchoolFactory(criterion=criterion, school=school)
    _outreach(collaboration.institution, party.school, person, user)


def _outreach(institution, school, person, user) -> None:
    campaign = factories.CampaignFactory(institution=institution, created_by=user)
    factories.CampaignRecipientFactory(campaign=campaign, school=school, person=person, name="Inger")
    factories.ValuePropositionFactory(institution=institution, created_by=user)
    factories.UnsubscriptionFactory(institution=institution)
    factories.PersonMergeFactory(kept=person)


def _first_phase(collaboration, party, person) -> None:
    assessment = factories.AssessmentFactory(collaboration=collaboration)
    factories.AssessmentStaffFactory(assessment=assessment, person=person)
    factories.InquiryFactory(institution=collaboration.institution, school=party.school)
    alignment = factories.ExpectationAlignmentFactory(collaboration=collaboration, agreed_text="Sammen")
    factories.ExpectationAnswerFactory(alignment=alignment, party=party)
    factories.ExpectationConfirmationFactory(alignment=alignment, party=party)


def _agreements(collaboration, party, user):
    agreement = factories.AgreementFactory(collaboration=collaboration, updated_by=user)
    goal = factories.GoalFactory(agreement=agreement)
    factories.SignFactory(goal=goal)
    factories.TaskFactory(agreement=agreement)
    factories.MilestoneFactory(agreement=agreement)
    factories.EconomyLineFactory(agreement=agreement, paid_by=party)
    factories.StandardClauseFactory(institution=collaboration.institution, updated_by=user)
    version = factories.AgreementVersionFactory(agreement=agreement, sent_by=user, number=7, status="replaced")
    # With the head teacher's decision, which is whole or not there at all.
    factories.ApprovalFactory(
        version=version, party=party, answer="approved", answered=timezone.now(), typed_name="Navn", text_hash="0" * 64,
        decision_on=timezone.localdate(), decision_who="Navn", decision_extent="Omfang",
    )  # fmt: skip
    factories.SharedPageFactory(party=party)
    return goal


def _followup(collaboration, person, goal, user) -> None:
    factories.SessionFactory(collaboration=collaboration, recorded_by=user)
    review = factories.GoalReviewFactory(goal=goal, collaboration=collaboration, reviewed_by=user)
    factories.SignObservationFactory(review=review)
    factories.StaffProfileFactory(person=person)
    factories.AbsenceFactory(person=person, created_by=user)
    factories.BriefingFactory(collaboration=collaboration, updated_by=user)
    factories.ClassGroupFactory(collaboration=collaboration)
    factories.DigestSettingFactory(user=user)
    factories.PunchCardFactory(collaboration=collaboration)
    factories.DriftAnswerFactory(collaboration=collaboration, answered_by=user)
    factories.HoursEntryFactory(collaboration=collaboration, created_by=user)
    page = SharedPage.objects.filter(party__collaboration=collaboration).first()
    factories.SchoolHoursFactory(party=page.party, link=page.link)
    factories.SpendingFactory(collaboration=collaboration, created_by=user)
    check_in = factories.CheckInFactory(collaboration=collaboration, our_person=person, created_by=user)
    factories.CheckInPointFactory(check_in=check_in)
    meeting = factories.MeetingFactory(collaboration=collaboration, created_by=user)
    factories.MeetingInvitationFactory(meeting=meeting)
    meeting.invited_at, meeting.invited_by = timezone.now(), user
    meeting.save()
    factories.ActionPointFactory(collaboration=collaboration, created_by=user)
    milestone = factories.FollowedMilestoneFactory(collaboration=collaboration, created_by=user)
    factories.MilestoneMoveFactory(milestone=milestone, moved_by=user)


def _evaluations(collaboration, user) -> None:
    evaluation = factories.EvaluationFactory(collaboration=collaboration, created_by=user)
    sheet = factories.QuestionnaireFactory(evaluation=evaluation)
    factories.AnswerFactory(question=factories.QuestionFactory(questionnaire=sheet), value=None, text="Godt")
    factories.InvitationFactory(questionnaire=sheet, created_by=user)
    factories.ReportOrderFactory(owner=user)
    factories.ReaderReportFactory(evaluation=evaluation, updated_by=user)
    factories.EvaluationTalkFactory(evaluation=evaluation, created_by=user)
    factories.InternalExperienceFactory(evaluation=evaluation, updated_by=user)


def _knowledge(collaboration, user) -> None:
    lesson = factories.LessonFactory(collaboration=collaboration, written_by=user)
    factories.RecordPartFactory(collaboration=collaboration, edited_by=user)
    network = collaboration.institution.network or factories.NetworkFactory()
    factories.SharedItemFactory(institution=collaboration.institution, network=network, lesson=lesson, shared_by=user)
    factories.LessonUseFactory(lesson=lesson, collaboration=collaboration, used_by=user)
    factories.LessonDismissalFactory(lesson=lesson, collaboration=collaboration, dismissed_by=user)


def _mark(model, cast, text) -> None:
    fields = [field for field in model._meta.concrete_fields if _is_free(field)]
    for row in model._default_manager.all():
        side = "our" if side_of(row) == cast.institution.pk else "for"
        model._default_manager.filter(pk=row.pk).update(**{field.name: text(field, side, row) for field in fields})


def _is_free(field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
    is_text = is_text and (field.max_length or ROOM) >= ROOM
    return is_text and not field.choices and not field.generated and field.name not in PROGRAM


def mark_text(field, side, row) -> str:
    mark = f"kan-{side}-{row._meta.model_name}.{field.name}.{row.pk}"
    if isinstance(field, models.EmailField):
        return f"{mark}@hemmelig.example"
    return mark if field.max_length and field.max_length < len(mark) + 9 else f"{mark} hemmelig"


WAYS = ("institution", "visit_import", "collaboration", "campaign", "kept", "person", "assessment", "inquiry",
        "alignment", "agreement", "goal", "review", "check_in", "version", "evaluation", "questionnaire", "question",
        "criterion", "party", "milestone", "message", "meeting", "user")  # fmt: skip


def side_of(row) -> int | None:
    """Return the key of the institution a row belongs to."""
    if isinstance(row, Institution):
        return row.pk
    for way in WAYS:
        owner = getattr(row, way, None)
        if way == "user" and owner is not None:
            return owner.memberships.first().institution_id
        if owner is not None:
            return side_of(owner)
    return None


def marks_in(response) -> set[tuple[str, str, str]]:
    """Return the (side, model, field) of every mark in an answer: body unpacked, headers, file name."""
    body = b"".join(response) if response.streaming else response.content
    text = "\n".join([as_text(body, response.get("Content-Type", "")), *map(str, response.items())])
    return {(side.lower(), model.lower(), field.lower()) for side, model, field in MARK.findall(text)}


def as_text(body: bytes, content_type: str) -> str:
    """Return everything readable in a page, a PDF, a workbook or a calendar."""
    if body.startswith(b"%PDF") and b"%%EOF" in body:  # a real one, not a test's
        pdf = pypdf.PdfReader(io.BytesIO(body))
        lines = "".join(page.extract_text() for page in pdf.pages)
        return f"{SPACE.sub('', lines)} {dict(pdf.metadata or {})}"
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    text = body.decode("utf-8", "replace")
    if "calendar" in content_type:
        return text.replace("\r\n ", "")
    return html.unescape(text)
