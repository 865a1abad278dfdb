from django.urls import path

from agreements.views import (
    agreement,
    approvals,
    comparing,
    documents,
    editor,
    renewal,
    sending,
    shared_pages,
    shared_public,
    versions,
)

app_name = "agreements"
HERE = "samarbejder/<int:pk>/aftale/"
urlpatterns = [
    path(HERE, agreement.agreement_detail, name="agreement_detail"),
    path(f"{HERE}ny/", agreement.agreement_create, name="agreement_create"),
    path(f"{HERE}ret/", editor.agreement_edit, name="agreement_edit"),
    path(f"{HERE}vis/", agreement.agreement_preview, name="agreement_preview"),
    path(f"{HERE}send/", sending.agreement_send, name="agreement_send"),
    path(f"{HERE}forny/", renewal.agreement_renew, name="agreement_renew"),
    path(f"{HERE}versioner/", comparing.version_list, name="version_list"),
    path(f"{HERE}sammenlign/", comparing.version_compare, name="version_compare"),
    path(f"{HERE}version/<int:number>/", versions.agreement_version, name="agreement_version"),
    path(f"{HERE}version/<int:number>/pdf/", versions.agreement_pdf, name="agreement_pdf"),
    path(f"{HERE}version/<int:number>/word/", documents.version_word, name="version_word"),
    path(f"{HERE}version/<int:number>/udskriv/", documents.version_print, name="version_print"),
    path(f"{HERE}word/", documents.agreement_word, name="agreement_word"),
    path(f"{HERE}version/<int:number>/tilbage/", sending.version_withdraw, name="version_withdraw"),
    path(f"{HERE}svar/<int:approval_id>/paamind/", sending.approval_remind, name="approval_remind"),
    path(f"{HERE}svar/<int:approval_id>/papir/", sending.approval_scan, name="approval_scan"),
    path(f"{HERE}del/", shared_pages.shared_page_create, name="shared_page_create"),
    path(f"{HERE}del/<int:page_id>/nyt-link/", shared_pages.shared_page_renew, name="shared_page_renew"),
    path(f"{HERE}del/<int:page_id>/stop/", shared_pages.shared_page_stop, name="shared_page_stop"),
    path("det-aftalte/k/<str:token>/", shared_public.shared_exchange, name="shared_exchange"),
    path("det-aftalte/<int:link_id>/", shared_public.shared_page, name="shared_page"),
    path("det-aftalte/<int:link_id>/aabnet/", shared_public.shared_opened, name="shared_opened"),
    path("det-aftalte/<int:link_id>/pdf/", shared_public.shared_pdf, name="shared_pdf"),
    path("godkend/k/<str:token>/", approvals.approval_exchange, name="approval_exchange"),
    path("godkend/<int:link_id>/", approvals.approval_answer, name="approval_answer"),
    path("godkend/givet-videre/", approvals.approval_passed_on, name="approval_passed_on"),
    path("godkend/<int:link_id>/aabnet/", approvals.approval_opened, name="approval_opened"),
    path("godkend/<int:link_id>/videre/", approvals.approval_pass_on, name="approval_pass_on"),
    path("godkend/<int:link_id>/pdf/", approvals.approval_pdf, name="approval_pdf"),
]
