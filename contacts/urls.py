from django.urls import path

from contacts.views import assessment, attempt, chosen, contact, coverage, criteria, finder, register_import, shortlist

app_name = "contacts"
urlpatterns = [
    path("samarbejder/<int:pk>/kontakt/", contact.contact_detail, name="contact_detail"),
    path("samarbejder/<int:pk>/kontakt/ny/", attempt.attempt_create, name="attempt_create"),
    path("samarbejder/<int:pk>/vurdering/", assessment.assessment_edit, name="assessment_edit"),
    path("samarbejder/<int:pk>/vurdering/afgoer/", assessment.assessment_decide, name="assessment_decide"),
    path("samarbejder/<int:pk>/vurdering/svar/", assessment.assessment_reply, name="assessment_reply"),
    path("kontakt/ny/", attempt.attempt_quick, name="attempt_quick"),
    path("skoler/find/", finder.finder, name="finder"),
    path("skoler/daekning/", coverage.coverage, name="coverage"),
    path("skoler/daekning/hent/", coverage.coverage_export, name="coverage_export"),
    path("skoler/daekning/skoler/", coverage.coverage_schools, name="coverage_schools"),
    path("skoler/daekning/skoler/hent/", coverage.coverage_schools_export, name="coverage_schools_export"),
    path("skoler/valgte/", chosen.schools_chosen, name="schools_chosen"),
    path("skoler/valgte/kontakt/", chosen.attempt_create_for_schools, name="attempt_create_for_schools"),
    path("skoler/liste/", shortlist.shortlist, name="shortlist"),
    path("skoler/liste/<int:pk>/", shortlist.shortlist_edit, name="shortlist_edit"),
    path("skoler/kriterier/", criteria.criterion_list, name="criterion_list"),
    path("skoler/kriterier/<int:pk>/", criteria.criterion_detail, name="criterion_detail"),
    path("skoler/kriterier/<int:pk>/slet/", criteria.criterion_delete, name="criterion_delete"),
    path("skoler/<str:number>/kontakt/ny/", attempt.attempt_create_for_school, name="attempt_create_for_school"),
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
