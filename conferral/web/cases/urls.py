"""The addresses of the case pages."""

from conferral.web.cases import steps, views
from conferral.web.panel import panel_path

urlpatterns = [
    panel_path("cases/", views.listing, name="cases"),
    panel_path("cases/new/", steps.open_without_referral, name="case-new"),
    panel_path("cases/<str:uid>/", views.case_file, name="case"),
    panel_path("cases/<str:uid>/safe-contact/", steps.safe_contact, name="case-safe-contact"),
    panel_path("cases/<str:uid>/conflict/", steps.conflict, name="case-conflict"),
    panel_path("cases/<str:uid>/close/", steps.close, name="case-close"),
    panel_path("cases/<str:uid>/record/", views.case_record, name="case-record"),
]
