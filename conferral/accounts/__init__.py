"""Who may sign in: people's accounts, their sessions and the throttles of their attempts."""
