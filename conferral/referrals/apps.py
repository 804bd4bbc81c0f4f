"""Tells Django about referrals."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "conferral.referrals"
