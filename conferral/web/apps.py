"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and their templates."""

    name = "conferral.web"
    label = "web"
