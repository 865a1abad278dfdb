"""The smallest program that can serve the twins: for its memory and its start only."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR

ROOT_URLCONF = "benchmarks.bare_urls"
INSTALLED_APPS = [
    "knowledge.apps.KnowledgeConfig",
    "evaluations.apps.EvaluationsConfig",
    "followup.apps.FollowupConfig",
    "agreements.apps.AgreementsConfig",
    "contacts.apps.ContactsConfig",
    "samarbejde.apps.SamarbejdeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [BASE_DIR / "benchmarks" / "templates"]}
]
