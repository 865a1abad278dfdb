"""A school that writes to us by itself, and the page it writes on."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.choices import Driver, InquiryStatus
from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import CollaborationKind, Function
from samarbejde.lib.constraints import at_and_by_together, valid_choice, within_calendar
from samarbejde.lib.functions import sort_key_of
from samarbejde.phases import DeclineReason


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "InquiryQuerySet":
        """Names and addresses of people: for those who may see people."""
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user, "view_people"))

    def unanswered(self) -> "InquiryQuerySet":
        return self.filter(status=InquiryStatus.NEW)


class Inquiry(models.Model):
    """What the school wrote stays as it was written; what we think of it stands in the assessment."""

    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, related_name="inquiries", verbose_name=_("our place")
    )
    # The place is chosen in the register, or written in the school's own words and found by one of us later.
    school = models.ForeignKey("samarbejde.School", models.PROTECT, null=True, blank=True, related_name="inquiries")
    municipality = models.ForeignKey(
        "samarbejde.Municipality", models.PROTECT, null=True, blank=True, related_name="inquiries"
    )
    place_name = models.CharField(_("school or municipality"), max_length=200)
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("post"), max_length=26, choices=Function, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    wish = models.TextField(_("what do you want to do together"))
    extent = models.CharField(_("classes, time and extent"), max_length=200, blank=True)
    driver = models.CharField(_("whose wish is it"), max_length=12, choices=Driver)
    people_behind = models.CharField(_("who else takes part"), max_length=200, blank=True)
    school_reason = models.TextField(_("why us"), blank=True)
    expected_outcome = models.TextField(_("what do you hope to get out of it"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=CollaborationKind, blank=True)
    understanding = models.TextField(_("what do you mean by collaboration"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=InquiryStatus, default=InquiryStatus.NEW)
    decision_reason = models.TextField(_("why"), blank=True)
    decline_reason = models.CharField(_("main reason"), max_length=12, choices=DeclineReason, blank=True)
    ask_again_on = models.DateField(_("taken up again"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")
    collaboration = models.OneToOneField(
        "samarbejde.Collaboration", models.SET_NULL, null=True, blank=True, related_name="inquiry"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # One form shown once makes one row, however often it is sent.
    form_key = models.UUIDField(unique=True, editable=False)
    received = models.DateTimeField(_("received"), auto_now_add=True)
    # Place, name, wish, folded: written by actions.inquiries, for the list's search.
    search_text = models.TextField(editable=False, default="")
    place_key = sort_key_of("place_name")
    name_key = sort_key_of("name")

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming request")
        verbose_name_plural = _("incoming requests")
        ordering = ["-received", "-pk"]
        constraints = [
            valid_choice("function", Function, blank=True),
            valid_choice("driver", Driver),
            valid_choice("kind", CollaborationKind, blank=True),
            valid_choice("status", InquiryStatus),
            valid_choice("decline_reason", DeclineReason, blank=True),
            at_and_by_together("decided"),
            within_calendar("ask_again_on"),
            models.CheckConstraint(
                condition=models.Q(school__isnull=True) | models.Q(municipality__isnull=True),
                name="contacts_inquiry_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(status=InquiryStatus.NEW, decided_at__isnull=True)
                | (~models.Q(status=InquiryStatus.NEW) & models.Q(decided_at__isnull=False)),
                name="contacts_inquiry_decision_is_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(status=InquiryStatus.DECLINED) ^ models.Q(decline_reason=""),
                name="contacts_inquiry_declined_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "status", "received"], name="contacts_inquiry_status"),
            models.Index(fields=["institution", "received", "id"], name="contacts_inquiry_received"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="contacts_inquiry_search"),
        ]

    def __str__(self) -> str:
        return f"{self.place_name}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:inquiry_detail", args=[self.pk])

    @property
    def place(self) -> models.Model | None:
        """The place in the register, once it is known."""
        return self.school or self.municipality

    @property
    def is_open(self) -> bool:
        """Not answered for good: a new one, or one that waits."""
        return self.status in {InquiryStatus.NEW, InquiryStatus.WAITING}

    @property
    def rests_on_one(self) -> bool:
        """One teacher's own wish, and nobody else named."""
        return self.driver == Driver.TEACHER and not self.people_behind.strip()


class InquiryPage(models.Model):
    """How an institution's public page greets, and whether it takes requests. Without a row it is open."""

    institution = models.OneToOneField("samarbejde.Institution", models.CASCADE, related_name="inquiry_page")
    is_open = models.BooleanField(_("schools can write to us here"), default=True)
    welcome = models.TextField(_("welcome"), blank=True)
    closed_text = models.TextField(_("what it says while it is closed"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("page for incoming requests")
        verbose_name_plural = _("pages for incoming requests")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.institution)
