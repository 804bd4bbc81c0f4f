"""Working out the examples: whether a situation still comes out as was signed."""
