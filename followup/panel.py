from dataclasses import dataclass

from samarbejde.panels import Panel
from samarbejde.phases import Phase


@dataclass
class FollowupPanel(Panel):
    key: str = "followup"
    phase: str = Phase.ACTIVE
