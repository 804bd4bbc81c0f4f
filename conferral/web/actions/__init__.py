"""Actions: who took on what, by when, and how it ended."""
