"""Worked examples as they are written: a situation, and what is expected of it."""
