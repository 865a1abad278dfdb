"""Files of a collaboration: taken in after a look at their content, and taken out."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from samarbejde.actions.events import record_event
from samarbejde.models import Collaboration, StoredFile


@transaction.atomic
def add_file(*, collaboration: Collaboration, upload: UploadedFile, content_type: str, by) -> StoredFile:
    """Store ``upload`` under a random name. ``content_type`` is what its content was found to be (validators)."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    row = StoredFile.objects.create(
        collaboration=collaboration, name=clean_name(upload.name or ""), file=upload, size=upload.size or 0,
        content_type=content_type, sha256=digest.hexdigest(), uploaded_by=by,
    )  # fmt: skip
    record_event(verb="file_added", collaboration=collaboration, data={"name": row.name}, by=by)
    return row


@transaction.atomic
def remove_file(*, file: StoredFile, by) -> None:
    """Delete the file; that it was there stays in the history. What something else rests on stays."""
    record_event(verb="file_removed", collaboration=file.collaboration, data={"name": file.name}, by=by)
    storage, name = file.file.storage, file.file.name
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("%(name)s cannot be deleted: it is the signed paper of an agreement.") % {"name": file.name}
        ) from error
    transaction.on_commit(lambda: storage.delete(name))


def clean_name(name: str) -> str:
    """Return a name that is safe to show and to send back: no folders, no control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-160:] or "fil"
