"""Tells Django about notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "conferral.notices"
