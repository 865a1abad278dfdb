"""One factory per model, each row real enough to save and show."""

from tests.factories.agreements import *  # noqa: F403
from tests.factories.contacts import *  # noqa: F403
from tests.factories.evaluations import *  # noqa: F403
from tests.factories.followup import *  # noqa: F403
from tests.factories.followup_time import *  # noqa: F403
from tests.factories.knowledge import *  # noqa: F403
from tests.factories.samarbejde import *  # noqa: F403
from tests.factories.visits import *  # noqa: F403
