from django.urls import path

from evaluations.views import (
    cross,
    evaluation,
    invitations,
    question_sets,
    questionnaire,
    readers,
    report,
    report_orders,
    talk,
)

app_name = "evaluations"
TAB = "samarbejder/<int:pk>/evaluering/"
urlpatterns = [
    path(TAB, evaluation.evaluation_detail, name="evaluation_detail"),
    path(f"{TAB}ny/", evaluation.evaluation_create, name="evaluation_create"),
    path(f"{TAB}<int:evaluation_pk>/ret/", evaluation.evaluation_edit, name="evaluation_edit"),
    path(f"{TAB}<int:evaluation_pk>/aabn/", evaluation.evaluation_open, name="evaluation_open"),
    path(f"{TAB}<int:evaluation_pk>/luk/", evaluation.evaluation_close, name="evaluation_close"),
    path(f"{TAB}<int:evaluation_pk>/", report.evaluation_results_page, name="evaluation_results"),
    path(f"{TAB}<int:evaluation_pk>/klassen/<int:questionnaire_pk>/", report.class_talk, name="class_talk"),
    path(f"{TAB}<int:evaluation_pk>/rapport.<str:kind>", report.report_export, name="report_export"),
    path(f"{TAB}<int:evaluation_pk>/proev/<int:questionnaire_pk>/", questionnaire.questionnaire_preview,
         name="questionnaire_preview"),
    path(f"{TAB}<int:evaluation_pk>/til/<slug:reader>/", readers.reader_report, name="reader_report"),
    path(f"{TAB}<int:evaluation_pk>/til/<slug:reader>/ret/", readers.reader_report_edit, name="reader_report_edit"),
    path(f"{TAB}<int:evaluation_pk>/til/<slug:reader>.<str:kind>", readers.reader_export, name="reader_export"),
    path(f"{TAB}<int:evaluation_pk>/indbydelser/", invitations.invitation_list, name="invitation_list"),
    path(f"{TAB}<int:evaluation_pk>/indbydelser/paamind/", invitations.invitation_remind, name="invitation_remind"),
    path(f"{TAB}<int:evaluation_pk>/samtale/", talk.talk_detail, name="talk_detail"),
    path(f"{TAB}<int:evaluation_pk>/samtale/ret/", talk.talk_edit, name="talk_edit"),
    path(f"{TAB}<int:evaluation_pk>/samtale/send/", talk.talk_share, name="talk_share"),
    path("spoergsmaal/", question_sets.question_set_list, name="question_set_list"),
    path("spoergsmaal/<int:pk>/", question_sets.question_set_detail, name="question_set_detail"),
    path("spoergsmaal/<int:pk>/kopi/", question_sets.question_set_copy, name="question_set_copy"),
    path("spoergsmaal/<int:pk>/ret/", question_sets.question_set_edit, name="question_set_edit"),
    path("rapporter/", cross.report_list, name="report_list"),
    path("rapporter/raekker/<slug:figure>/", cross.report_rows, name="report_rows"),
    path("rapporter/bestil/", report_orders.report_order_create, name="report_order_create"),
    path("rapporter/bestilt/<int:pk>/", report_orders.report_order, name="report_order"),
    path("rapporter/bestilt/<int:pk>/fil/", report_orders.report_order_file, name="report_order_file"),
    path("rapporter/rapport.<str:kind>", cross.cross_export, name="cross_export"),
    path("svar/k/<str:token>/", questionnaire.questionnaire_exchange, name="questionnaire_exchange"),
    path("svar/<int:link_id>/", questionnaire.questionnaire_answer, name="questionnaire_answer"),
]  # fmt: skip
