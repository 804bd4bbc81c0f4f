"""Answers as they are stored, and the tests of three values that read them."""
