"""Tells Django about meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "conferral.meetings"
