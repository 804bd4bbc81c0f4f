"""The addresses of Today."""

from conferral.web.panel import panel_path
from conferral.web.today import views

urlpatterns = [
    panel_path("", views.today, name="today"),
    panel_path("demo-clock/", views.demo_clock, name="demo-clock"),
]
