from dataclasses import dataclass

from samarbejde.panels import Panel
from samarbejde.phases import Phase


@dataclass
class AgreementPanel(Panel):
    key: str = "agreements"
    phase: str = Phase.AGREEMENT
