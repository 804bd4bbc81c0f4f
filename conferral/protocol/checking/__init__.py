"""The protocol check: faults of drafting, found by general rules."""
