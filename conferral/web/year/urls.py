"""The addresses of the year."""

from conferral.web.panel import panel_path
from conferral.web.year import views

urlpatterns = [
    panel_path("year/", views.year, name="year"),
    panel_path("year/plan/", views.plan, name="year-plan"),
]
