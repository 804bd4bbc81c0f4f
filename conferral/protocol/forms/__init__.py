"""Forms: their questions, and what is missing from somebody's answers."""
