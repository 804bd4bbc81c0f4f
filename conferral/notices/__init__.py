"""The outbox: a notice for each person whom something waits for."""
