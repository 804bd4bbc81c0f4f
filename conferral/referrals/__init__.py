"""Referrals: from a practitioner's draft to the coordinator's answer."""
