from agreements.models.agreement import Agreement, Goal, Sign, Task
from agreements.models.version import AgreementVersion, Approval

__all__ = ["Agreement", "AgreementVersion", "Approval", "Goal", "Sign", "Task"]
