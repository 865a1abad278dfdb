from dataclasses import dataclass

from samarbejde.panels import Panel
from samarbejde.phases import Phase


@dataclass
class EvaluationPanel(Panel):
    key: str = "evaluations"
    phase: str = Phase.EVALUATION
