"""Users, and what they may do where."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Role, Theme
from samarbejde.lib.constraints import exactly_one, valid_choice


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make a user; without a password the account can only be opened through a reset mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, default="da")
    theme = models.CharField(_("colours"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="samarbejde_user_email_any_case"),
            valid_choice("theme", Theme),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def short_name(self) -> str:
        """The first name, as one says good morning."""
        return (self.name or self.email).split()[0]

    @property
    def initials(self) -> str:
        """One or two capitals for the round badge."""
        words = [word for word in (self.name or self.email).split() if word]
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @cached_property
    def memberships_now(self) -> list["Membership"]:
        """This user's memberships with institution and network, read once per request."""
        return list(self.memberships.select_related("institution", "network"))


class Network(models.Model):
    """Institutions that share a coordinator, such as a municipality's or a regional school service."""

    name = models.CharField(_("name"), max_length=160, unique=True)

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's role at one institution, or as coordinator of one network."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="memberships",
        verbose_name=_("institution"),
    )  # fmt: skip
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("network")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    created_at = models.DateTimeField(_("given"), auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"), editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            valid_choice("role", Role),
            exactly_one("institution", "network"),
            models.CheckConstraint(
                condition=Q(role=Role.NETWORK, network__isnull=False)
                | (~Q(role=Role.NETWORK) & Q(institution__isnull=False)),
                name="samarbejde_membership_network_role",
            ),
            models.UniqueConstraint(
                fields=["user", "institution"], condition=Q(institution__isnull=False),
                name="samarbejde_membership_once_per_institution",
            ),
            models.UniqueConstraint(
                fields=["user", "network"], condition=Q(network__isnull=False),
                name="samarbejde_membership_once_per_network",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.institution or self.network}"
