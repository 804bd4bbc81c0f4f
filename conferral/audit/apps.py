"""Tells Django about the record."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "conferral.audit"
