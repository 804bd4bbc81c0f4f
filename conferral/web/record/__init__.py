"""The record: who did and who read what, and whether it is whole."""
