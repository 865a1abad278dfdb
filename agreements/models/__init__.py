from agreements.models.agreement import Agreement, Goal, Sign, Task
from agreements.models.clause import StandardClause
from agreements.models.plan import EconomyLine, Milestone
from agreements.models.shared_page import SharedPage
from agreements.models.version import AgreementVersion, Approval

__all__ = [
    "Agreement", "AgreementVersion", "Approval", "EconomyLine", "Goal", "Milestone", "SharedPage", "Sign",
    "StandardClause", "Task",
]  # fmt: skip
