from django.urls import path

from knowledge.views import closure, fitting, knowledge, lesson_life, lessons, palette, record, search, sharing

app_name = "knowledge"
TAB = "samarbejder/<int:pk>/viden/"
urlpatterns = [
    path(TAB, knowledge.knowledge_detail, name="knowledge_detail"),
    path(f"{TAB}historien/", knowledge.record_detail, name="record_detail"),
    path(f"{TAB}historien/ord/<str:key>/", record.record_part, name="record_part"),
    path(f"{TAB}historien/ord/<str:key>/slet/", record.record_part_drop, name="record_part_drop"),
    path(f"{TAB}historien/<str:kind>/", record.record_export, name="record_export"),
    path(f"{TAB}afslutning/", closure.closure_edit, name="closure_edit"),
    path(f"{TAB}afslutning/ryddet/", closure.closure_tidied, name="closure_tidied"),
    path(f"{TAB}afslutning/tak/", closure.closure_thanks, name="closure_thanks"),
    path(f"{TAB}erfaringer/ny/", lessons.lesson_create, name="lesson_create"),
    path(f"{TAB}erfaringer/<int:lesson_id>/", lessons.lesson_edit, name="lesson_edit"),
    path(f"{TAB}erfaringer/<int:lesson_id>/gaelder/", lesson_life.lesson_review, name="lesson_review"),
    path(f"{TAB}erfaringer/<int:lesson_id>/foraeldet/", lesson_life.lesson_retire, name="lesson_retire"),
    path(f"{TAB}passer/", fitting.lesson_fitting, name="lesson_fitting"),
    path(f"{TAB}passer/<int:lesson_id>/brugt/", fitting.lesson_use, name="lesson_use"),
    path(f"{TAB}passer/<int:lesson_id>/skjul/", fitting.lesson_dismiss, name="lesson_dismiss"),
    path("viden/", search.search, name="search"),
    path("viden/delt/", sharing.shared_list, name="shared_list"),
    path("viden/delt/<int:pk>/", sharing.shared_detail, name="shared_detail"),
    path("viden/delt/<int:pk>/ret/", sharing.shared_edit, name="shared_edit"),
    path("viden/delt/<int:pk>/tilbage/", sharing.shared_take_back, name="shared_take_back"),
    path("viden/delt/<int:pk>/brugt/", sharing.shared_use, name="shared_use"),
    path("viden/del/<str:kind>/<int:pk>/", sharing.share_create, name="share_create"),
    path("viden/passer/", fitting.lesson_card, name="lesson_card"),
    path("viden/passer/skole/<int:pk>/", fitting.lesson_school, name="lesson_school"),
    path("viden/hop/", palette.palette, name="palette"),
]
