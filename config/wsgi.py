"""The WSGI entry point: ``gunicorn config.wsgi``."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if settings.PRODUCTION and not os.environ.get("SECRET_KEY"):
    # Each process would make a key of its own, and not know the sessions of the others.
    raise ImproperlyConfigured("Set SECRET_KEY to the same long random text for every process (docs/operations.md).")
application = get_wsgi_application()
