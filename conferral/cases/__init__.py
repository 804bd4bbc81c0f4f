"""Cases: who they hold, risk and voice, consent, duties, who may see them, what was shared."""
