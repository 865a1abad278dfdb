from django.urls import path

from knowledge.views import closure, knowledge, lessons, palette, search

app_name = "knowledge"
TAB = "samarbejder/<int:pk>/viden/"
urlpatterns = [
    path(TAB, knowledge.knowledge_detail, name="knowledge_detail"),
    path(f"{TAB}historien/", knowledge.record_detail, name="record_detail"),
    path(f"{TAB}afslutning/", closure.closure_edit, name="closure_edit"),
    path(f"{TAB}erfaringer/ny/", lessons.lesson_create, name="lesson_create"),
    path(f"{TAB}erfaringer/<int:lesson_id>/", lessons.lesson_edit, name="lesson_edit"),
    path("viden/", search.search, name="search"),
    path("viden/hop/", palette.palette, name="palette"),
]
