"""Tells Django about partnerships."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "conferral.partnerships"
