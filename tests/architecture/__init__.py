"""The rules of the house, as code."""
