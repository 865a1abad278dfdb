"""Who may do what with an evaluation."""

from samarbejde.access import institution_ids, may, sees_everything


def can_change_evaluation(user, collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)


def can_open_evaluation(user, collaboration) -> bool:
    return may(user, "send_links", collaboration.institution_id)


def can_export_report(user, collaboration) -> bool:
    return may(user, "export_lists", collaboration.institution_id) or may(
        user, "export_reports", collaboration.institution_id
    )


def can_export_across(user, institutions: set[int]) -> bool:
    """A report that leaves tells only of places from which one may take reports along."""
    if sees_everything(user):
        return True
    allowed = {*institution_ids(user, "export_lists"), *institution_ids(user, "export_reports")}
    return bool(allowed) and institutions <= allowed


def can_view_talk(user, collaboration) -> bool:
    """Minutes name people: not for a network's coordinator."""
    return may(user, "view_people", collaboration.institution_id)


def can_write_internal_experience(user, collaboration) -> bool:
    return may(user, "write_internal_notes", collaboration.institution_id)


def can_change_question_set(user, question_set) -> bool:
    """Coordinators change their own institution's sets; everybody's are changed in the administration."""
    return may(user, "decide_collaboration", question_set.institution_id)


def institutions_with_own_sets(user) -> list[int]:
    """Return the institutions for which ``user`` may make question sets."""
    return institution_ids(user, "decide_collaboration")
