"""The pages of a referral: writing it, checking it, sending it, and deciding on it."""
