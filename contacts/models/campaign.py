"""Outreach: one text to many schools, what each answered, and who wants no more of it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.choices import Audience, CampaignChannel, CampaignStatus, Outcome, RecipientStatus
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import valid_choice, within_calendar


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CampaignQuerySet":
        """A campaign names people: a network coordinator does not see it."""
        return self if sees_everything(user) else self.filter(institution__in=institution_ids(user, "view_people"))


class ValueProposition(models.Model):
    """What the school gets out of it, in words that can be used again."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="value_propositions")
    title = models.CharField(_("called"), max_length=120)
    text = models.TextField(_("what the school gets out of it"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("value proposition")
        verbose_name_plural = _("value propositions")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "title"], name="contacts_valueproposition_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Campaign(models.Model):
    """``text`` has flat placeholders such as {skole}; see `contacts.placeholders`."""

    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, related_name="campaigns", verbose_name=_("our place")
    )
    title = models.CharField(_("called"), max_length=120)
    channel = models.CharField(_("how"), max_length=10, choices=CampaignChannel, default=CampaignChannel.MAIL)
    audience = models.CharField(_("to whom"), max_length=10, choices=Audience, default=Audience.KNOWN)
    subject = models.CharField(_("subject of the mail"), max_length=160, blank=True)
    text = models.TextField(_("text"))
    value = models.TextField(_("what the school gets out of it"), blank=True)
    chosen_by = models.CharField(max_length=600, blank=True, editable=False)  # the filter the schools came from
    status = models.CharField(
        _("status"), max_length=8, choices=CampaignStatus, default=CampaignStatus.DRAFT, editable=False
    )
    sent_on = models.DateField(_("sent"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-created_at", "-pk"]
        constraints = [
            valid_choice("channel", CampaignChannel),
            valid_choice("audience", Audience),
            valid_choice("status", CampaignStatus),
            within_calendar("sent_on"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contacts:campaign_detail", args=[self.pk])

    @property
    def is_mail(self) -> bool:
        return self.channel == CampaignChannel.MAIL

    @property
    def outbox_kind(self) -> str:
        return f"campaign-{self.pk}"


class CampaignRecipient(models.Model):
    """One school in one campaign, once; and one address once, so that nobody gets the same letter twice."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="recipients")
    school = models.ForeignKey("samarbejde.School", models.PROTECT, related_name="campaign_recipients")
    person = models.ForeignKey(
        "samarbejde.Person", models.SET_NULL, null=True, blank=True, related_name="campaign_recipients"
    )
    name = models.CharField(_("to"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=RecipientStatus, default=RecipientStatus.CHOSEN, editable=False
    )
    message = models.OneToOneField(
        "samarbejde.OutboxMessage", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    link = models.OneToOneField(
        "samarbejde.Link", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    attempt = models.OneToOneField(
        "contacts.ContactAttempt", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    response = models.CharField(_("what they answered"), max_length=12, choices=Outcome, blank=True, editable=False)
    responded_on = models.DateField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("recipient of a campaign")
        verbose_name_plural = _("recipients of campaigns")
        ordering = ["pk"]
        constraints = [
            valid_choice("status", RecipientStatus),
            valid_choice("response", Outcome, blank=True),
            within_calendar("responded_on"),
            models.UniqueConstraint(fields=["campaign", "school"], name="contacts_campaignrecipient_school_once"),
            models.UniqueConstraint(
                "campaign", Lower("email"), condition=~Q(email="") & Q(status__in=["drafted", "sent"]),
                name="contacts_campaignrecipient_address_once",
            ),
            models.CheckConstraint(
                condition=Q(response="", responded_on__isnull=True) | ~Q(response="") & Q(responded_on__isnull=False),
                name="contacts_campaignrecipient_response_is_dated",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["school", "campaign"], name="contacts_recipient_school")]

    def __str__(self) -> str:
        return f"{self.school} · {self.get_status_display()}"


class Unsubscription(models.Model):
    """Somebody has asked an institution for no more outreach: an address, or a whole school."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="unsubscriptions")
    email = models.EmailField(_("e-mail"), blank=True)
    school = models.ForeignKey(
        "samarbejde.School", models.PROTECT, null=True, blank=True, related_name="unsubscriptions"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("unsubscription")
        verbose_name_plural = _("unsubscriptions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "institution", Lower("email"), condition=~Q(email=""), name="contacts_unsubscription_address_once"
            ),
            models.UniqueConstraint(
                fields=["institution", "school"], condition=Q(email=""), name="contacts_unsubscription_school_once"
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(school__isnull=False), name="contacts_unsubscription_says_who"
            ),
        ]

    def __str__(self) -> str:
        return self.email or str(self.school)
