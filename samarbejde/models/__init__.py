"""The shared schema, by noun. Import models from here."""

from samarbejde.models.access import Membership, Network, User
from samarbejde.models.advice import Advice
from samarbejde.models.attention import AttentionSignal
from samarbejde.models.catalogue import Format, Grade, Subject, Tag
from samarbejde.models.collaborations import Collaboration, Participant, Party
from samarbejde.models.events import Event
from samarbejde.models.files import StoredFile
from samarbejde.models.holidays import SchoolHoliday
from samarbejde.models.links import Link
from samarbejde.models.notes import InternalNote
from samarbejde.models.organisations import (
    Institution,
    Municipality,
    MunicipalityAlias,
    Region,
    School,
    SchoolFormerName,
    SchoolType,
)
from samarbejde.models.outbox import OutboxAttachment, OutboxMessage
from samarbejde.models.people import Person, Post
from samarbejde.models.person_merges import PersonMerge, PersonPair
from samarbejde.models.search import SearchDocument
from samarbejde.models.views_saved import SavedView

__all__ = [
    "Advice",
    "AttentionSignal",
    "Collaboration",
    "Event",
    "Format",
    "Grade",
    "Institution",
    "InternalNote",
    "Link",
    "Membership",
    "Municipality",
    "MunicipalityAlias",
    "Network",
    "OutboxAttachment",
    "OutboxMessage",
    "Participant",
    "Party",
    "Person",
    "PersonMerge",
    "PersonPair",
    "Post",
    "Region",
    "SavedView",
    "School",
    "SchoolFormerName",
    "SchoolHoliday",
    "SchoolType",
    "SearchDocument",
    "StoredFile",
    "Subject",
    "Tag",
    "User",
]
