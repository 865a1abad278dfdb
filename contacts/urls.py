from django.urls import path

from contacts.views import assessment, attempt, contact, inquiry, inquiry_page, inquiry_public, register_import

app_name = "contacts"
urlpatterns = [
    path("samarbejder/<int:pk>/kontakt/", contact.contact_detail, name="contact_detail"),
    path("samarbejder/<int:pk>/kontakt/ny/", attempt.attempt_create, name="attempt_create"),
    path("samarbejder/<int:pk>/vurdering/", assessment.assessment_edit, name="assessment_edit"),
    path("samarbejder/<int:pk>/vurdering/afgoer/", assessment.assessment_decide, name="assessment_decide"),
    path("samarbejder/<int:pk>/vurdering/svar/", assessment.assessment_reply, name="assessment_reply"),
    path("kontakt/ny/", attempt.attempt_quick, name="attempt_quick"),
    path("skoler/<str:number>/kontakt/ny/", attempt.attempt_create_for_school, name="attempt_create_for_school"),
    path("henvend/<slug:slug>/", inquiry_public.inquiry_create, name="inquiry_create"),
    path("henvend/<slug:slug>/tak/", inquiry_public.inquiry_thanks, name="inquiry_thanks"),
    path("henvend/<slug:slug>/skoler/", inquiry_public.inquiry_places, name="inquiry_places"),
    path("henvendelser/", inquiry.inquiry_list, name="inquiry_list"),
    path("henvendelser/hent/", inquiry.inquiry_export, name="inquiry_export"),
    path("henvendelser/formular/", inquiry_page.inquiry_page_edit, name="inquiry_page_edit"),
    path("henvendelser/<int:pk>/", inquiry.inquiry_detail, name="inquiry_detail"),
    path("henvendelser/<int:pk>/skole/", inquiry.inquiry_match, name="inquiry_match"),
    path("henvendelser/<int:pk>/vurdering/", inquiry.inquiry_assess, name="inquiry_assess"),
    path("henvendelser/<int:pk>/afgoer/", inquiry.inquiry_decide, name="inquiry_decide"),
    path("henvendelser/<int:pk>/svar/", inquiry.inquiry_reply, name="inquiry_reply"),
    path("henvendelser/<int:pk>/aabn/", inquiry.inquiry_reopen, name="inquiry_reopen"),
    path("import/register/", register_import.register_import_list, name="register_import_list"),
    path("import/register/ny/", register_import.register_import_create, name="register_import_create"),
    path("import/register/<int:pk>/", register_import.register_import_detail, name="register_import_detail"),
    path("import/register/<int:pk>/gem/", register_import.register_import_apply, name="register_import_apply"),
    path("import/register/<int:pk>/kasser/", register_import.register_import_discard, name="register_import_discard"),
    path(
        "import/register/<int:pk>/bemaerkninger.csv",
        register_import.register_import_findings,
        name="register_import_findings",
    ),
]
