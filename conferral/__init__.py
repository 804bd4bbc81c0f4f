"""Conferral: multi-agency safeguarding panels, from referral to safety plan."""
