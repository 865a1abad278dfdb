"""Loaded by pytest before Django is (``-p tests.environment``): the settings must know that they are tested."""

import os
import tempfile

os.environ["SAMARBEJDE_TESTING"] = "1"
os.environ.pop("SAMARBEJDE_DEMO", None)
# Playwright's synchronous calls run an event loop, and Django would forbid the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Files that tests upload vanish with the run.
FILES = tempfile.TemporaryDirectory(prefix="samarbejde-files-", ignore_cleanup_errors=True)
os.environ["SAMARBEJDE_FILES"] = FILES.name
