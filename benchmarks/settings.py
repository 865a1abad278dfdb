"""The program as a server runs it, with the twins' addresses beside its own. Never part of the product."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = BASE_DIR / "var" / "benchmarks" / "static"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "benchmarks" / "templates")
