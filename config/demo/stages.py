"""How far a story goes: each stage has everything before it."""

RUNNING = {"active", "evaluation_open", "evaluation_closed", "closed", "paused"}
AGREED = RUNNING | {"agreement_sent"}
DRAFTED = AGREED | {"agreement_draft"}
DECIDED = DRAFTED
