"""People: work data only, kept by one institution, with where it came from and when it was last confirmed."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Channel, Function
from samarbejde.lib.constraints import (
    EARLIEST,
    at_and_by_together,
    exactly_one,
    starts_before_ends,
    valid_choice,
    within_calendar,
)
from samarbejde.lib.functions import sort_key_of
from samarbejde.lib.indexes import sort_indexes
from samarbejde.querysets.people import PersonQuerySet


class Person(models.Model):
    """Somebody we work with. ``institution`` keeps the record; the posts say where the person works."""

    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, related_name="people", verbose_name=_("kept by")
    )
    user = models.OneToOneField(
        "samarbejde.User", models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("login")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    preferred_channel = models.CharField(_("is best reached by"), max_length=10, choices=Channel, blank=True)
    preferred_times = models.CharField(_("best times"), max_length=120, blank=True)
    source = models.CharField(_("where the data come from"), max_length=120, blank=True)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)
    good_to_know = models.TextField(_("good to know"), blank=True, db_default="")
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    erased_by = models.ForeignKey(
        "samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    # Where the person works now, as one line; written by actions.people with the posts.
    workplace = models.CharField(max_length=200, blank=True, editable=False)
    name_key = sort_key_of("name")
    workplace_key = sort_key_of("workplace")
    # Never null, so that a page can start where the last one ended; those never confirmed come first.
    confirmed_key = models.GeneratedField(
        expression=Coalesce("confirmed_on", EARLIEST), output_field=models.DateField(), db_persist=True
    )
    search_text = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_key", "pk"]
        indexes = [
            *sort_indexes("samarbejde_person", "name_key", mark="name", within="institution"),
            *sort_indexes("samarbejde_person", "workplace_key", mark="work", within="institution"),
            *sort_indexes("samarbejde_person", "confirmed_key", mark="conf", within="institution"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="samarbejde_person_search"),
        ]
        constraints = [
            valid_choice("preferred_channel", Channel, blank=True),
            within_calendar("confirmed_on", "left_on"),
            at_and_by_together("erased"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("samarbejde:person_detail", args=[self.pk])

    @property
    def reached(self) -> str:
        """”Telefon · tirsdage efter 14”: shown wherever one is about to contact the person."""
        return " · ".join(part for part in (self.get_preferred_channel_display(), self.preferred_times) if part)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"


class Post(models.Model):
    """A lasting post at a school, a municipality or an institution."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    function = models.CharField(_("post"), max_length=26, choices=Function)
    title = models.CharField(_("title, if another"), max_length=120, blank=True)
    school = models.ForeignKey("samarbejde.School", models.PROTECT, null=True, blank=True, related_name="posts")
    municipality = models.ForeignKey(
        "samarbejde.Municipality", models.PROTECT, null=True, blank=True, related_name="posts"
    )
    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="posts"
    )
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-started_on", "pk"]
        constraints = [
            valid_choice("function", Function),
            exactly_one("school", "municipality", "institution"),
            starts_before_ends("started_on", "ended_on"),
            within_calendar("started_on", "ended_on"),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.get_function_display()}, {self.place}"

    @property
    def place(self) -> models.Model | None:
        """The school, municipality or institution; select_related them where lists are shown."""
        return self.school or self.municipality or self.institution
