"""The collaboration, its parties and its people."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import CollaborationKind, ParticipantRole, PartyKind
from samarbejde.lib.constraints import exactly_one, not_negative, starts_before_ends, valid_choice, within_calendar
from samarbejde.lib.functions import sort_key_of
from samarbejde.lib.indexes import sort_indexes
from samarbejde.phases import DeclineReason, Phase, Status
from samarbejde.querysets.collaborations import CollaborationQuerySet

NEVER = datetime.date(2100, 12, 31)
# What `CollaborationQuerySet.open` asks for, word for word, so that PostgreSQL recognises it.
OPEN = Q(status__in=[Status.RUNNING, Status.PAUSED]) & ~Q(phase=Phase.CLOSED)


class Collaboration(models.Model):
    """The central record. The columns below "prepared" are what lists show and sort by; see actions.summary."""

    institution = models.ForeignKey(
        "samarbejde.Institution", models.PROTECT, related_name="collaborations", verbose_name=_("our place")
    )
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=CollaborationKind, default=CollaborationKind.OVER_TIME)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, default=Phase.CONTACT, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RUNNING, editable=False)
    decline_reason = models.CharField(
        _("reason for declining"), max_length=12, choices=DeclineReason, blank=True, editable=False
    )
    lead = models.ForeignKey(
        "samarbejde.User", models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("lead")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    value_for_school = models.TextField(_("what the school gets out of it"), blank=True)
    understanding = models.TextField(_("what we mean by the collaboration"), blank=True)
    description = models.TextField(_("in short"), blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("next step, when"), null=True, blank=True)
    formats = models.ManyToManyField("samarbejde.Format", blank=True, related_name="collaborations")
    subjects = models.ManyToManyField("samarbejde.Subject", blank=True, related_name="collaborations")
    grades = models.ManyToManyField("samarbejde.Grade", blank=True, related_name="collaborations")
    tags = models.ManyToManyField("samarbejde.Tag", blank=True, related_name="collaborations")
    renews = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # One form shown once makes one row, however often it is sent.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    updated_at = models.DateTimeField(auto_now=True)  # noqa: no person behind: any write

    # Prepared: written by actions.summary and by the phases through it, never typed.
    counterpart = models.CharField(max_length=300, blank=True, editable=False)
    # Where the other parties lie, as four-digit codes: a filter by place need not go by way of the parties.
    municipality_codes = ArrayField(
        models.CharField(max_length=4), default=list, db_default=[], blank=True, editable=False
    )
    grades_label = models.CharField(max_length=40, blank=True, editable=False)
    hours_agreed = models.DecimalField(max_digits=7, decimal_places=2, null=True, editable=False)
    hours_used = models.DecimalField(max_digits=7, decimal_places=2, default=0, editable=False)
    attention_count = models.PositiveSmallIntegerField(default=0, editable=False)
    attention_rank = models.PositiveSmallIntegerField(default=0, editable=False)  # 2 urgent, 1 look, 0 nothing
    attention_label = models.CharField(max_length=80, blank=True, editable=False)
    search_text = models.TextField(default="", editable=False)
    title_key = sort_key_of("title")
    counterpart_key = sort_key_of("counterpart")
    # Never null, so that a page can start where the last one ended (keyset).
    next_step_key = models.GeneratedField(
        expression=Coalesce("next_step_on", NEVER), output_field=models.DateField(), db_persist=True
    )
    # One direction for all parts of a sort: the worst first, then the earliest.
    attention_order = models.GeneratedField(
        expression=Value(2) - F("attention_rank"), output_field=models.SmallIntegerField(), db_persist=True
    )
    phase_order = models.GeneratedField(
        expression=Case(*(When(phase=phase, then=Value(phase.number)) for phase in Phase), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ["next_step_key", "pk"]
        indexes = [
            *sort_indexes("samarbejde_collab", "next_step_key", mark="next", within="institution", only=OPEN),
            *sort_indexes("samarbejde_collab", "title_key", mark="title", within="institution"),
            *sort_indexes("samarbejde_collab", "counterpart_key", mark="count", within="institution"),
            *sort_indexes("samarbejde_collab", "updated_at", mark="news", within="institution", only=OPEN),
            *sort_indexes(
                "samarbejde_collab", "attention_order", "next_step_key", mark="attn", within="institution", only=OPEN
            ),
            *sort_indexes(
                "samarbejde_collab", "phase_order", "next_step_key", mark="order", within="institution", only=OPEN
            ),
            models.Index(fields=["phase", "next_step_key", "id"], name="samarbejde_collab_phase"),
            models.Index(fields=["institution", "phase", "next_step_key", "id"], name="samarbejde_collab_inst_phase"),
            models.Index(fields=["lead", "next_step_key", "id"], name="samarbejde_collab_lead"),
            # The overview counts the running ones by phase in this index alone.
            models.Index(
                fields=["institution", "phase"], name="samarbejde_collab_running", condition=Q(status=Status.RUNNING)
            ),
            GinIndex(fields=["municipality_codes"], name="samarbejde_collab_places"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="samarbejde_collab_search"),
        ]
        constraints = [
            valid_choice("kind", CollaborationKind),
            valid_choice("phase", Phase),
            valid_choice("status", Status),
            valid_choice("decline_reason", DeclineReason, blank=True),
            models.CheckConstraint(
                condition=Q(status=Status.DECLINED) ^ Q(decline_reason=""),
                name="samarbejde_collaboration_declined_has_reason",
            ),
            starts_before_ends("starts_on", "ends_on"),
            within_calendar("starts_on", "ends_on", "next_step_on"),
            models.CheckConstraint(condition=~Q(title=""), name="samarbejde_collaboration_title_not_empty"),
            models.CheckConstraint(
                condition=Q(attention_rank__in=[0, 1, 2]), name="samarbejde_collaboration_attention_rank_valid"
            ),
            *not_negative("hours_agreed", "hours_used"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("samarbejde:collaboration_detail", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.status == Status.RUNNING


class Party(models.Model):
    """One side of a collaboration: an institution, a school or a municipality."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="parties")
    kind = models.CharField(_("kind"), max_length=12, choices=PartyKind)
    institution = models.ForeignKey(
        "samarbejde.Institution", models.PROTECT, null=True, blank=True, related_name="parties"
    )
    school = models.ForeignKey("samarbejde.School", models.PROTECT, null=True, blank=True, related_name="parties")
    municipality = models.ForeignKey(
        "samarbejde.Municipality", models.PROTECT, null=True, blank=True, related_name="parties"
    )
    mailbox = models.EmailField(_("shared mailbox"), blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            valid_choice("kind", PartyKind),
            exactly_one("institution", "school", "municipality"),
            models.CheckConstraint(
                condition=Q(kind=PartyKind.INSTITUTION, institution__isnull=False)
                | Q(kind=PartyKind.SCHOOL, school__isnull=False)
                | Q(kind=PartyKind.MUNICIPALITY, municipality__isnull=False),
                name="samarbejde_party_kind_fits",
            ),
            *[
                models.UniqueConstraint(
                    fields=["collaboration", place], condition=Q(**{f"{place}__isnull": False}),
                    name=f"samarbejde_party_{place}_once",
                )
                for place in ("institution", "school", "municipality")
            ],
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.place)

    @property
    def place(self) -> models.Model | None:
        return self.school or self.municipality or self.institution


class Participant(models.Model):
    """A person's role in this collaboration. Without a person it is a role that stands empty."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="participants")
    party = models.ForeignKey(Party, models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    role = models.CharField(_("role"), max_length=10, choices=ParticipantRole)
    note = models.CharField(_("what they do"), max_length=200, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["party_id", "pk"]
        constraints = [
            valid_choice("role", ParticipantRole),
            starts_before_ends("started_on", "ended_on"),
            within_calendar("started_on", "ended_on"),
            models.UniqueConstraint(
                fields=["collaboration", "person", "role"], condition=Q(ended_on__isnull=True, person__isnull=False),
                name="samarbejde_participant_once_per_role",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person or '–'} · {self.get_role_display()}"
