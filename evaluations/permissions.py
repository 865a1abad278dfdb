"""Who may do what with an evaluation."""

from samarbejde.access import may


def can_change_evaluation(user, collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)


def can_open_evaluation(user, collaboration) -> bool:
    return may(user, "send_links", collaboration.institution_id)


def can_export_report(user, collaboration) -> bool:
    return may(user, "export_lists", collaboration.institution_id) or may(
        user, "export_reports", collaboration.institution_id
    )
