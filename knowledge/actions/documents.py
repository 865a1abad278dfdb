"""What the search holds of lessons and records."""

from django.urls import reverse

from knowledge.models import Lesson
from knowledge.queries.record import compile_record, record_text
from samarbejde.actions.summary import index_documents
from samarbejde.choices import DocumentKind
from samarbejde.lib.danish import format_period
from samarbejde.models import Collaboration, SearchDocument


def rewrite_documents(*, collaborations: list[int]) -> None:
    """Let lessons and records be found under the new titles and parties; a record's text stays as it was compiled."""
    index_lessons(lessons=list(Lesson.objects.in_force().filter(collaboration__in=collaborations).only("pk")))
    records = SearchDocument.objects.filter(kind=DocumentKind.RECORD, collaboration__in=collaborations)
    documents = list(records.select_related("collaboration"))
    for document in documents:
        document.title = document.collaboration.title
        document.subtitle = _record_subtitle(document.collaboration)
    if documents:
        SearchDocument.objects.bulk_update(documents, ["title", "subtitle"], batch_size=500)


def index_lessons(*, lessons: list[Lesson]) -> None:
    """Write the search documents of lessons, with what they are about: subject, grade, form, school."""
    if not lessons:
        return
    rows = Lesson.objects.in_force().filter(pk__in=[lesson.pk for lesson in lessons]).select_related("collaboration")
    index_documents(
        documents=[
            _document(lesson)
            for lesson in rows.prefetch_related(
                "collaboration__subjects", "collaboration__grades", "collaboration__formats"
            )
        ]
    )


def _document(lesson: Lesson) -> SearchDocument:
    about = lesson.collaboration
    topics = [str(topic) for topic in (*about.subjects.all(), *about.grades.all(), *about.formats.all())]
    where = " · ".join(filter(None, [about.title, about.counterpart]))
    body = [lesson.applies_when, lesson.to_do, lesson.text, ", ".join(topics), where]
    return SearchDocument(
        kind=DocumentKind.LESSON,
        object_id=lesson.pk,
        institution_id=about.institution_id,
        collaboration_id=about.pk,
        title=lesson.headline,
        subtitle=where[:300],
        body="\n".join(filter(None, body)),
        url=f"{reverse('knowledge:knowledge_detail', args=[about.pk])}#erfaring-{lesson.pk}",
    )


def index_record(*, collaboration: Collaboration) -> None:
    """Make the record findable; without people, who have documents of their own that fewer may find."""
    record = compile_record(collaboration, with_people=False)
    document = SearchDocument(
        kind=DocumentKind.RECORD,
        object_id=collaboration.pk,
        institution_id=collaboration.institution_id,
        collaboration_id=collaboration.pk,
        title=collaboration.title,
        subtitle=_record_subtitle(collaboration),
        body=record_text(record),
        url=reverse("knowledge:record_detail", args=[collaboration.pk]),
    )
    index_documents(documents=[document])


def _record_subtitle(collaboration: Collaboration) -> str:
    period = format_period(collaboration.starts_on, collaboration.ends_on)
    return " · ".join(filter(None, [collaboration.counterpart, period]))[:300]
