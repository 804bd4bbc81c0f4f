"""Tells Django about the vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "conferral.vault"
