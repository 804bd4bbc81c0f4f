"""The page kit as an app, for its static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The page kit."""

    name = "conferral.ui"
    label = "ui"
