"""The addresses of actions."""

from conferral.web.actions import views
from conferral.web.panel import panel_path

urlpatterns = [
    panel_path("actions/", views.listing, name="actions"),
    panel_path("actions/<str:uid>/", views.action, name="action"),
]
