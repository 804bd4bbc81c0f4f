"""The engine alone: one tiny protocol for each feature, and no database."""
