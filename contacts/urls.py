from django.urls import path

from contacts.views import assessment, attempt, campaign, campaign_steps, contact, register_import, ways

app_name = "contacts"
urlpatterns = [
    path("samarbejder/<int:pk>/kontakt/", contact.contact_detail, name="contact_detail"),
    path("samarbejder/<int:pk>/kontakt/ny/", attempt.attempt_create, name="attempt_create"),
    path("samarbejder/<int:pk>/vurdering/", assessment.assessment_edit, name="assessment_edit"),
    path("samarbejder/<int:pk>/vurdering/afgoer/", assessment.assessment_decide, name="assessment_decide"),
    path("samarbejder/<int:pk>/vurdering/svar/", assessment.assessment_reply, name="assessment_reply"),
    path("kontakt/ny/", attempt.attempt_quick, name="attempt_quick"),
    path("skoler/<str:number>/kontakt/ny/", attempt.attempt_create_for_school, name="attempt_create_for_school"),
    path("kontakt/veje/", ways.ways_overall, name="ways_overall"),
    path("kampagner/", campaign.campaign_list, name="campaign_list"),
    path("kampagner/ny/", campaign.campaign_create, name="campaign_create"),
    path("kampagner/<int:pk>/", campaign.campaign_detail, name="campaign_detail"),
    path("kampagner/<int:pk>/ret/", campaign.campaign_edit, name="campaign_edit"),
    path("kampagner/<int:pk>/kladder/", campaign_steps.campaign_draft, name="campaign_draft"),
    path("kampagner/<int:pk>/send/", campaign_steps.campaign_send, name="campaign_send"),
    path("kampagner/<int:pk>/fletfil/", campaign_steps.campaign_export, name="campaign_export"),
    path(
        "kampagner/<int:pk>/skoler/<int:recipient_pk>/svar/",
        campaign_steps.recipient_response,
        name="recipient_response",
    ),
    path(
        "kampagner/<int:pk>/skoler/<int:recipient_pk>/fjern/",
        campaign_steps.recipient_remove,
        name="recipient_remove",
    ),
    path("afmeld/k/<str:token>/", campaign_steps.unsubscribe_exchange, name="unsubscribe_exchange"),
    path("afmeld/<int:link_id>/", campaign_steps.unsubscribe_answer, name="unsubscribe_answer"),
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
