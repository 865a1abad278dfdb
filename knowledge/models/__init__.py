"""What is kept when a collaboration ends: how it ended, what was learnt, and what of it the network may read."""

from knowledge.models.closure import Closure
from knowledge.models.lessons import Lesson, LessonDismissal, LessonUse
from knowledge.models.record import RecordPart
from knowledge.models.sharing import SharedItem, SharedUse

__all__ = ["Closure", "Lesson", "LessonDismissal", "LessonUse", "RecordPart", "SharedItem", "SharedUse"]
