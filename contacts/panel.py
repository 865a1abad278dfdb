from dataclasses import dataclass

from samarbejde.panels import Panel
from samarbejde.phases import Phase


@dataclass
class ContactPanel(Panel):
    key: str = "contacts"
    phase: str = Phase.CONTACT
