from dataclasses import dataclass

from samarbejde.panels import Panel
from samarbejde.phases import Phase


@dataclass
class KnowledgePanel(Panel):
    key: str = "knowledge"
    phase: str = Phase.CLOSED
