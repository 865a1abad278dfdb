"""What erasing a person means for the agreements: what was approved keeps its name, nothing keeps the address."""

from agreements.choices import ApprovalAnswer
from agreements.models import Approval
from samarbejde.actions.erasure import NOBODY, erased_name


def forget_address(person) -> None:
    """Take the address off the person's approvals; who approved a text is a part of the text, and stays."""
    rows = Approval.objects.filter(person=person)
    rows.update(email=NOBODY)
    rows.filter(answer=ApprovalAnswer.WAITING).update(name=erased_name())
