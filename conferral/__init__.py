"""Conferral: a multi-agency safeguarding panel's work, from referral to safety plan."""
