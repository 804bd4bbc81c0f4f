"""The protocol as everybody may read it, and what keeps each clause."""
