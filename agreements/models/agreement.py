"""The agreement as it is being written. What was sent stands in `AgreementVersion`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agreements.choices import Certificate, GoalFor, PhotoBasis, TeacherPresent, Template
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import not_negative, starts_before_ends, valid_choice, within_calendar


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgreementQuerySet":
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user))


class Agreement(models.Model):
    """One working text per collaboration. Hours in hours per period, money in whole kroner."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="agreement")
    template = models.CharField(_("template"), max_length=10, choices=Template, default=Template.LIGHT)
    # Keys of `sections.SECTIONS` that this agreement leaves out. What is written in them stays.
    sections_off = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)
    understanding = models.TextField(_("what we mean by the collaboration"), blank=True)
    background = models.TextField(_("how it began"), blank=True)
    benefit_school = models.TextField(_("what the school gets out of it"), blank=True)
    benefit_institution = models.TextField(_("what we get out of it"), blank=True)
    target_group = models.CharField(_("which classes"), max_length=200, blank=True)
    pupil_count = models.PositiveIntegerField(_("number of pupils"), null=True, blank=True)
    special_needs = models.TextField(_("what the pupils need"), blank=True, db_default="")
    content = models.TextField(_("what we do together, and where"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    meeting_rhythm = models.CharField(_("how often we meet"), max_length=200, blank=True)
    review_weeks = models.PositiveSmallIntegerField(_("look at the goals every … weeks"), default=8)
    teacher_role = models.TextField(_("the teacher's role"), blank=True)
    tasks_before = models.TextField(_("before we meet"), blank=True, db_default="")
    tasks_during = models.TextField(_("on the day"), blank=True, db_default="")
    tasks_after = models.TextField(_("afterwards"), blank=True, db_default="")
    hours_school = models.DecimalField(_("the school's hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    hours_institution = models.DecimalField(_("our hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    economy = models.TextField(_("money and transport"), blank=True)
    communication = models.TextField(_("how we keep in touch"), blank=True)
    supervision = models.TextField(_("supervision and safety"), blank=True)
    teacher_present = models.CharField(
        _("is a teacher there?"), max_length=8, choices=TeacherPresent, default=TeacherPresent.ALWAYS,
        db_default=TeacherPresent.ALWAYS,
    )  # fmt: skip
    decision_note = models.CharField(_("what the head teacher has decided"), max_length=300, blank=True, db_default="")
    # Whether and when, never the paper: a certificate must not be kept.
    certificate = models.CharField(
        _("is a child protection certificate needed?"), max_length=12, choices=Certificate, blank=True, db_default=""
    )
    certificate_by = models.CharField(_("who obtains it"), max_length=160, blank=True, db_default="")
    certificate_on = models.DateField(_("confirmed"), null=True, blank=True)
    insurance = models.TextField(_("insurance and confidentiality"), blank=True, db_default="")
    data_and_photos = models.TextField(_("personal data and photos"), blank=True)
    photo_basis = models.CharField(
        _("on what ground do you take pictures?"), max_length=12, choices=PhotoBasis, blank=True, db_default=""
    )
    photo_purpose = models.CharField(_("what the pictures are for"), max_length=300, blank=True, db_default="")
    photo_delete_on = models.DateField(_("deleted by"), null=True, blank=True)
    rights = models.TextField(_("who may use what we make"), blank=True, db_default="")
    evaluation_plan = models.TextField(_("how we evaluate"), blank=True)
    change_and_ending = models.TextField(_("how it is changed or ended"), blank=True)
    renewal_on = models.DateField(_("decide on renewal by"), null=True, blank=True)
    case_institution = models.CharField(_("our case number"), max_length=60, blank=True, db_default="")
    case_school = models.CharField(_("the other side's case number"), max_length=60, blank=True, db_default="")
    # Why what is agreed is changed; goes out with the next version.
    change_reason = models.TextField(_("why it is changed"), blank=True, db_default="")
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["pk"]
        indexes = [models.Index(fields=["renewal_on", "id"], name="agreements_agreement_renewal")]
        constraints = [
            valid_choice("template", Template),
            valid_choice("teacher_present", TeacherPresent),
            valid_choice("certificate", Certificate, blank=True),
            valid_choice("photo_basis", PhotoBasis, blank=True),
            starts_before_ends("starts_on", "ends_on"),
            within_calendar("starts_on", "ends_on", "renewal_on", "certificate_on", "photo_delete_on"),
            *not_negative("hours_school", "hours_institution"),
        ]

    def __str__(self) -> str:
        return str(self.collaboration)

    @property
    def school_tasks(self) -> str:
        """Return who does what before, on the day and after, as one text."""
        parts = [
            (_t("Before"), self.tasks_before),
            (_t("On the day"), self.tasks_during),
            (_t("After"), self.tasks_after),
        ]
        return "\n".join(f"{label}: {text}" for label, text in parts if text.strip())


class GoalManager(models.Manager):
    """The goals that still stand."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(is_dropped=False)


class Goal(models.Model):
    """Something to reach; its signs become questions in the evaluation.

    A goal that is taken out is dropped, never deleted: what was written about it in the follow-up stays.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="goals")
    goal_for = models.CharField(_("for whom"), max_length=14, choices=GoalFor, default=GoalFor.PUPILS)
    text = models.TextField(_("goal"))
    order = models.PositiveSmallIntegerField(default=0)
    is_dropped = models.BooleanField(_("taken out"), default=False, editable=False)

    objects = GoalManager()
    with_dropped = models.Manager()  # noqa: DJ012 - a manager, not a field

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["order", "pk"]
        constraints = [valid_choice("goal_for", GoalFor)]

    def __str__(self) -> str:
        return self.text


class Sign(models.Model):
    """Something one can see or hear when a goal is being reached."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="signs")
    text = models.CharField(_("sign"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("sign")
        verbose_name_plural = _("signs")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class Task(models.Model):
    """Who does what, and who stands in."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="tasks")
    title = models.CharField(_("task"), max_length=160)
    responsible = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    backup = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("stands in")
    )
    competences = models.CharField(_("what one must be able to do"), max_length=200, blank=True, db_default="")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(backup__isnull=True)
                | models.Q(responsible__isnull=True)
                | ~models.Q(backup=models.F("responsible")),
                name="agreements_task_backup_is_another",
            )
        ]

    def __str__(self) -> str:
        return self.title
