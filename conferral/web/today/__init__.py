"""Today: what needs the person who looks, in order of date."""
