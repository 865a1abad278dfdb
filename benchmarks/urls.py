"""The program's own addresses, and below /f/ the twins'."""

from benchmarks.bare_urls import urlpatterns as twins
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as own

urlpatterns = [*twins, *own]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
