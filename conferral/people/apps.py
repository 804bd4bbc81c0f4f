"""Tells Django about people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "conferral.people"
