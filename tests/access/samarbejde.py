"""The ground floor's routes apart from lists, people and schools."""

from django.core.files.base import ContentFile

from samarbejde.lib.heartbeat import beat
from samarbejde.panels import attention_rules
from tests.access.rules import (
    ANYONE,
    COORDINATE,
    EDIT,
    EDITORS_ANYWHERE,
    MISSING,
    NO,
    PUBLIC,
    READ,
    STAFF,
    Route,
)  # fmt: skip
from tests.factories import (
    AttentionSignalFactory,
    InternalNoteFactory,
    OutboxAttachmentFactory,
    OutboxMessageFactory,
    ParticipantFactory,
    StoredFileFactory,
)  # fmt: skip
from tests.pictures import PIXEL

FORM = "GET POST"
# A mail is found by those whose address book it was sent from; only coordinators stop it.
MAIL = {**STAFF, "network": MISSING}
MANAGE_MAIL = {**COORDINATE, "network": MISSING}
STAFF_ANYWHERE = {**ANYONE, "network": NO}


def ours(cast):
    return [cast.collaboration.pk]


def theirs(cast):
    return [cast.foreign.pk]


def logo(cast):
    cast.institution.logo = ContentFile(PIXEL, name="logo.png")
    cast.institution.save()
    return [cast.institution.slug, cast.institution.logo_mark]


def place(cast):
    return [cast.collaboration.pk, ParticipantFactory(party=cast.party, person=None).pk]


def foreign_place(cast):
    party = cast.foreign.parties.first()
    return [cast.foreign.pk, ParticipantFactory(party=party, person=None).pk]


def party(cast):
    return [cast.collaboration.pk, cast.party.pk]


def foreign_party(cast):
    return [cast.foreign.pk, cast.foreign.parties.first().pk]


def file(cast):
    return [cast.collaboration.pk, StoredFileFactory(collaboration=cast.collaboration, uploaded_by=cast.editor).pk]


def foreign_file(cast):
    return [cast.foreign.pk, StoredFileFactory(collaboration=cast.foreign, uploaded_by=cast.other).pk]


def note(cast):
    return [cast.collaboration.pk, InternalNoteFactory(collaboration=cast.collaboration, created_by=cast.editor).pk]


def foreign_note(cast):
    return [cast.foreign.pk, InternalNoteFactory(collaboration=cast.foreign, created_by=cast.other).pk]


def signal(cast):
    return [AttentionSignalFactory(collaboration=cast.collaboration, code=min(attention_rules())).pk]


def foreign_signal(cast):
    return [AttentionSignalFactory(collaboration=cast.foreign, code=min(attention_rules())).pk]


def mail(cast):
    return [OutboxMessageFactory(collaboration=cast.collaboration, institution=cast.institution).pk]


def foreign_mail(cast):
    return [OutboxMessageFactory(collaboration=cast.foreign, institution=cast.elsewhere).pk]


def mailed_file(cast):
    [pk] = mail(cast)
    return [pk, OutboxAttachmentFactory(message_id=pk).pk]


def foreign_mailed_file(cast):
    [pk] = foreign_mail(cast)
    return [pk, OutboxAttachmentFactory(message_id=pk).pk]


LEADS_BACK = {**dict.fromkeys(READ, 302), "anonymous": READ["anonymous"], "other": MISSING}
ROUTES = {
    "samarbejde:advice_list": Route(ANYONE),
    "samarbejde:collaboration_neighbour": Route(LEADS_BACK, ours, theirs),
    "samarbejde:overview": Route(ANYONE),
    "samarbejde:signal_list": Route(ANYONE),
    "samarbejde:signal_answer": Route(EDIT, signal, foreign_signal, methods=FORM),
    "samarbejde:collaboration_create": Route(EDITORS_ANYWHERE, methods=FORM),
    "samarbejde:place_options": Route(ANYONE),
    "samarbejde:collaboration_detail": Route(READ, ours, theirs),
    "samarbejde:collaboration_edit": Route(EDIT, ours, theirs, methods=FORM),
    "samarbejde:next_step_edit": Route(EDIT, ours, theirs, methods=FORM),
    "samarbejde:collaboration_phase": Route(EDIT, ours, theirs, methods=FORM),
    "samarbejde:collaboration_status": Route(EDIT, ours, theirs, methods=FORM),
    "samarbejde:collaboration_people": Route(STAFF, ours, theirs),
    "samarbejde:participant_add": Route(EDIT, ours, theirs, methods=FORM),
    "samarbejde:person_options": Route(EDIT, ours, theirs),
    "samarbejde:participant_end": Route(EDIT, place, foreign_place, methods=FORM),
    "samarbejde:vacancy_remove": Route(EDIT, place, foreign_place, methods="POST"),
    "samarbejde:party_add": Route(EDIT, ours, theirs, methods=FORM),
    "samarbejde:party_remove": Route(EDIT, party, foreign_party, methods="POST"),
    "samarbejde:collaboration_history": Route(STAFF, ours, theirs),
    "samarbejde:collaboration_files": Route(STAFF, ours, theirs, methods=FORM, posts=EDIT),
    "samarbejde:file_download": Route(STAFF, file, foreign_file),
    "samarbejde:file_remove": Route(EDIT, file, foreign_file, methods="POST"),
    "samarbejde:collaboration_notes": Route(STAFF, ours, theirs, methods=FORM, posts=EDIT),
    "samarbejde:note_remove": Route(EDIT, note, foreign_note, methods="POST"),
    "samarbejde:outbox": Route(STAFF_ANYWHERE),
    "samarbejde:outbox_message": Route(MAIL, mail, foreign_mail),
    "samarbejde:outbox_attachment": Route(MAIL, mailed_file, foreign_mailed_file),
    "samarbejde:outbox_hold": Route(MANAGE_MAIL, mail, foreign_mail, methods="POST"),
    "samarbejde:outbox_release": Route(MANAGE_MAIL, mail, foreign_mail, methods="POST"),
    "samarbejde:outbox_cancel": Route(MANAGE_MAIL, mail, foreign_mail, methods="POST"),
    "samarbejde:profile": Route(ANYONE, methods=FORM),
    "samarbejde:theme_set": Route(PUBLIC, methods="POST"),
    "samarbejde:language_set": Route(PUBLIC, methods="POST"),
    "samarbejde:about": Route(PUBLIC),
    "samarbejde:institution_logo": Route(PUBLIC, logo),
    "samarbejde:was": Route(PUBLIC),
    "samarbejde:health_live": Route(PUBLIC),
    "samarbejde:health_ready": Route(PUBLIC, lambda cast: beat() or []),
    # The components' gallery is for those who build and for the demo.
    "samarbejde:gallery": Route(dict.fromkeys(PUBLIC, 404)),
}
