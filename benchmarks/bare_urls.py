"""The twins alone."""

from django.http import HttpResponse
from django.urls import path

from benchmarks.twins import detail, lists, overview

urlpatterns = [
    path("f/live/", lambda request: HttpResponse("ok")),
    path("f/samarbejder/", lists.collaboration_list),
    path("f/samarbejder/<int:pk>/", detail.collaboration_detail),
    path("f/", overview.overview),
]
