"""The address of the protocol."""

from conferral.web.panel import panel_path
from conferral.web.protocol import views

urlpatterns = [panel_path("protocol/", views.protocol, name="protocol")]
