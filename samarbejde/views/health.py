"""For the machines that watch over the program: does it live, and can it work."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samarbejde.lib.heartbeat import is_beating

TEXT = "text/plain; charset=utf-8"


@login_not_required
@never_cache
@require_safe
def health_live(request: HttpRequest) -> HttpResponse:
    """The web process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type=TEXT)


@login_not_required
@never_cache
@require_safe
def health_ready(request: HttpRequest) -> HttpResponse:
    """Database, migrations and worker, one line each; 503 when one of them is not ready."""
    checks = find_faults()
    lines = "".join(f"{name}: {fault or 'ok'}\n" for name, fault in checks.items())
    return HttpResponse(lines, content_type=TEXT, status=503 if any(checks.values()) else 200)


def find_faults() -> dict[str, str]:
    """Return what is wrong with each part, or nothing. Says no more than an outsider may know."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError):
        return {"database": "away"}
    # In the demo no mail leaves, so a worker that rests harms nobody.
    resting = settings.OUTBOX_DELIVERS and not is_beating()
    return {
        "database": "",
        "migrations": "waiting" if waiting else "",
        "worker": "silent" if resting else "",
    }
