"""Hand-written twins of the program's pages: the same rows and words, the fewest queries, the plainest template.

Each reads only the columns it shows, counts no further than it must, and renders without context processors. They
stand behind the same login, session and access rules as the pages they are held against.
"""

from django.http import HttpResponse
from django.template.loader import render_to_string


def plain(template: str, context: dict) -> HttpResponse:
    """Render without a request: no menus, no messages, nothing around the page."""
    return HttpResponse(render_to_string(f"twins/{template}", context))
