"""What `make bench` measures: each module prints its measures as JSON, one a line."""
