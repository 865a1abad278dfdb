"""Users, memberships, networks."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from samarbejde.models import Membership, Network, User

admin.site.site_header = "Samarbejde"
admin.site.site_title = "Samarbejde"
admin.site.index_title = _("Administration")


class NewUserForm(forms.ModelForm):
    """A new user gets no password here: they set one by ”glemt adgangskode”, so that no admin ever knows it."""

    class Meta:
        model = User
        fields = ["email", "name", "phone", "language"]

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        user = super().save(commit=False)
        user.email = user.email.lower()
        user.set_unusable_password()
        if commit:
            user.save()
        return user


class MembershipInline(admin.TabularInline):
    model = Membership
    fk_name = "user"
    extra = 0
    autocomplete_fields = ["institution", "network"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "memberships__role"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "name", "phone", "language", "theme"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser", "last_login", "date_joined"]}),
    ]
    inlines = [MembershipInline]
    list_per_page = 50

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 - Django's signature
        return super().get_form(request, obj, change, **(kwargs if obj else {"form": NewUserForm, **kwargs}))

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else [(None, {"fields": NewUserForm.Meta.fields})]

    def save_formset(self, request, form, formset, change) -> None:
        """Remember who gave the access."""
        for row in formset.save(commit=False):
            if isinstance(row, Membership) and row.created_by_id is None:
                row.created_by = request.user
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["user", "role", "institution", "network", "created_at"]
    list_filter = ["role"]
    list_select_related = ["user", "institution", "network"]
    search_fields = ["user__name", "user__email", "institution__name", "network__name"]
    autocomplete_fields = ["user", "institution", "network"]

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):
    search_fields = ["name"]
