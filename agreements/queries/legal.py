"""What the law asks about, in plain words: it warns and explains, it never stops anybody, and it keeps no paper."""

from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agreements.choices import Certificate, PhotoBasis, TeacherPresent
from agreements.models import Agreement
from agreements.queries.plan import plan_of
from agreements.sections import Layout
from samarbejde.lib.danish import format_day


@dataclass(frozen=True)
class LegalCheck:
    """One question of the law. ``field`` is where it is answered; ``warns`` while it is open."""

    code: str
    section: str
    field: str
    title: str | Promise
    text: str | Promise
    warns: bool


def legal_checks(agreement: Agreement, layout: Layout) -> list[LegalCheck]:
    """Return the checks of the sections that ``agreement`` has. No query when the plan was read with it."""
    checks = (_teaching(agreement), _certificate(agreement), _pictures(agreement))
    shown = {section.key for section in layout.sections}
    return [check for check in checks if check.section in shown]


def _teaching(agreement: Agreement) -> LegalCheck:
    check = partial(LegalCheck, "teaching", "supervision", "decision_note")
    decision = plan_of(agreement).decision
    if agreement.teacher_present == TeacherPresent.ALWAYS:
        return check(
            _("A teacher is there: no decision is needed"),
            _("When a teacher leads the teaching, the school decides as it always does."), warns=False,
        )  # fmt: skip
    if decision:
        words = {"day": format_day(decision.on), "who": decision.who, "extent": decision.extent}
        return check(
            _("The head teacher has decided it"),
            _t("%(day)s: %(who)s may teach without a teacher. %(extent)s") % words, warns=False,
        )  # fmt: skip
    if agreement.decision_note.strip():
        return check(_("The head teacher's decision is written down"), agreement.decision_note, warns=False)
    return check(
        _("The head teacher must decide who teaches without a teacher"),
        _("Folkeskoleloven § 3, stk. 5: others than the school's teachers may teach to a limited extent, when the head"
          " teacher has decided who, when and how much. Write it here, or let the head teacher do it when they approve."
          " Free schools follow another law: ask their head."), warns=True,
    )  # fmt: skip


RULE = _(
    "It is needed when somebody has direct contact with children under 15 and comes regularly. As a rule of thumb:"
    " three times within three months, or more than a week on end. Agree on who obtains it, and write only that it is"
    " in order and when. The certificate itself must not be kept, neither here nor anywhere else."
)


def _certificate(agreement: Agreement) -> LegalCheck:
    check = partial(LegalCheck, "certificate", "supervision", text=RULE)
    if not agreement.certificate:
        return check("certificate", _("Find out whether a child protection certificate is needed"), warns=True)
    if agreement.certificate == Certificate.NOT_NEEDED:
        return check("certificate", _("No child protection certificate is needed"), warns=False)
    if not agreement.certificate_by.strip():
        return check("certificate_by", _("Write who obtains the child protection certificate"), warns=True)
    if agreement.certificate_on is None:
        return check("certificate_on", _("The child protection certificate is not confirmed yet"), warns=True)
    return check("certificate_on", _("The child protection certificate is confirmed"), warns=False)


PICTURES = _(
    "A picture of a pupil one can recognise is personal data. Say what it is for, on what ground it is taken, and when"
    " it is deleted. Pictures in advertising, or open to everybody, need the parents' consent, and it can be taken"
    " back."
)


def _pictures(agreement: Agreement) -> LegalCheck:
    check = partial(LegalCheck, "pictures", "data", text=PICTURES)
    if not agreement.photo_basis:
        return check("photo_basis", _("Agree on pictures of pupils"), warns=True)
    if agreement.photo_basis == PhotoBasis.NONE:
        return check("photo_basis", _("No pictures of pupils are taken"), warns=False)
    if not agreement.photo_purpose.strip():
        return check("photo_purpose", _("Write what the pictures are for"), warns=True)
    if agreement.photo_delete_on is None:
        return check("photo_delete_on", _("Write when the pictures are deleted"), warns=True)
    return check("photo_basis", _("Pictures are agreed on"), warns=False)
