"""The front door. Each app names its own Danish paths; this file only puts them in order."""

from allauth.account.decorators import secure_admin_login
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

from config.demo_accounts import demo_accounts, demo_password

# Roles are code (samarbejde/access.py): Django's groups would be a second truth.
admin.site.unregister(Group)
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("konto/", include("allauth.account.urls")),
    path("konto/to-trin/", include("allauth.mfa.urls")),
    path("", include("samarbejde.urls")),
    path("", include("contacts.urls")),
    path("", include("agreements.urls")),
    path("", include("followup.urls")),
    path("", include("evaluations.urls")),
    path("", include("knowledge.urls")),
]
if settings.DEMO:
    who = [{"email": email, "name": name, "role": role} for email, name, role in demo_accounts()]
    login = LoginView.as_view(extra_context={"demo_logins": who, "demo_password": demo_password()})
    urlpatterns.insert(0, path("konto/login/", login, name="account_login"))

handler400 = "samarbejde.views.errors.bad_request"
handler403 = "samarbejde.views.errors.permission_denied"
handler404 = "samarbejde.views.errors.not_found"
handler500 = "samarbejde.views.errors.server_error"
