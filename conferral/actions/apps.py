"""Tells Django about actions."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "conferral.actions"
