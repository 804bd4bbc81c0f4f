"""The page kit as an app, for its static files."""

from typing import Any

from django.apps import AppConfig
from django.contrib.staticfiles import finders
from django.core import checks


class UiConfig(AppConfig):
    """The page kit."""

    name = "conferral.ui"
    label = "ui"

    def ready(self) -> None:
        """Ask at start-up whether the stylesheets and scripts are built."""
        checks.register(assets_are_built, checks.Tags.staticfiles)


def assets_are_built(**_options: Any) -> list[checks.CheckMessage]:
    """Without its assets every page would fail; say so before the first."""
    if finders.find("ui/govuk.css"):
        return []
    return [
        checks.Error("The stylesheets and scripts are not built. Run `make setup`.", id="ui.E1")
    ]
