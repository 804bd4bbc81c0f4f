"""Tells Django about cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "conferral.cases"
