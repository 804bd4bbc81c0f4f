"""The addresses of the record's pages."""

from conferral.web.panel import panel_path
from conferral.web.record import views

urlpatterns = [
    panel_path("record/", views.listing, name="record"),
    panel_path("record/check/", views.check, name="record-check"),
]
