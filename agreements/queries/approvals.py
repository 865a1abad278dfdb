"""Reads for the one who answers through a link."""

from django.db.models import Prefetch

from agreements.models import Approval
from samarbejde.models import Link


def find_approval(link: Link) -> Approval | None:
    """Return the approval behind ``link`` with its version and everybody's answers. Two queries."""
    parties = ("party__school", "party__municipality", "party__institution")
    everybody = Approval.objects.select_related(*parties)
    return (
        Approval.objects.filter(link=link)
        .select_related("version__agreement__collaboration__institution", "version__sent_by", "person", *parties)
        .prefetch_related(Prefetch("version__approvals", everybody), "person__posts")
        .first()
    )
