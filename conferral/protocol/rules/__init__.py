"""Rules on answers: whether a referral is for this panel, consent, and duties."""
