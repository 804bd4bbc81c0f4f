"""An invented partnership with half a year of work, walked through the real operations."""
