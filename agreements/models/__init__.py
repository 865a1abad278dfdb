from agreements.models.agreement import Agreement, Goal, Sign, Task
from agreements.models.shared_page import SharedPage
from agreements.models.version import AgreementVersion, Approval

__all__ = ["Agreement", "AgreementVersion", "Approval", "Goal", "SharedPage", "Sign", "Task"]
