"""Invented data in bulk, for measuring: ``manage.py seed``. The same numbers and the same day give the same rows."""
